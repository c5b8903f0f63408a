/** How an organization came to know a person. */
export const CANDIDATE_TYPES = ['applied', 'uploaded', 'internal', 'past'] as const;
export type CandidateType = (typeof CANDIDATE_TYPES)[number];

export const CANDIDATE_STATUSES = ['active', 'archived'] as const;
export type CandidateStatus = (typeof CANDIDATE_STATUSES)[number];

/** `pending` until its current run has an outcome. */
export const RESUME_STATUSES = ['pending', 'parsed', 'failed'] as const;
export type ResumeStatus = (typeof RESUME_STATUSES)[number];

/** Two spellings of one address are one person: case does not count, nor do surrounding blanks. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}
