/** How an organization came to know a person. */
export const CANDIDATE_TYPES = ['applied', 'uploaded', 'internal', 'past'] as const;
export type CandidateType = (typeof CANDIDATE_TYPES)[number];

/** Whether a person works, as staff know it. */
export const EMPLOYMENT_STATUSES = ['employed', 'notice_period', 'unemployed', 'self_employed', 'student', 'retired'] as const;
export type EmploymentStatus = (typeof EMPLOYMENT_STATUSES)[number];

export const CANDIDATE_STATUSES = ['active', 'archived'] as const;
export type CandidateStatus = (typeof CANDIDATE_STATUSES)[number];

/** `pending` until its current run has an outcome. */
export const RESUME_STATUSES = ['pending', 'parsed', 'failed'] as const;
export type ResumeStatus = (typeof RESUME_STATUSES)[number];

/** Two spellings of one address are one person: case does not count, nor do surrounding blanks. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}

/** Shorter numbers are extensions and service numbers, which many people share. */
const FEWEST_DIGITS = 7;

/**
 * What spellings of one number have in common: E.164 as in what resumes say, where the number names its country, else its digits; null for what many share.
 */
export function normalisePhone(phone: string): string | null {
  const latin = phone.normalize('NFKC').replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  // The zero in brackets is for callers within the country.
  const international = latin
    .trim()
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^(\+[\d\s-]+)\(0\)/, '$1');
  const digits = international.replace(/\D/g, '');
  if (digits.length < FEWEST_DIGITS) return null;
  return international.startsWith('+') ? `+${digits}` : digits;
}
