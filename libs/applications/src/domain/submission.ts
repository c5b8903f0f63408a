import { createHash } from 'node:crypto';
import type { AnswerV1, ConsentV1 } from '@shortlist/contracts';
import type { ResumeFile } from './resume-upload.js';

/** What a person wrote when applying; sealed under the person's key wherever it is stored. */
export interface Submission {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly answers: readonly AnswerV1[];
  readonly consents: readonly ConsentV1[];
}

/** What intake was asked to take. Exactly one of the resume fields, or a file beside it, or none. */
export interface SubmissionFields {
  readonly jobId: string;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly uploadHandle?: string | null;
  readonly resumeText?: string | null;
  readonly answers?: readonly AnswerV1[] | null;
  readonly consents?: readonly ConsentV1[] | null;
  readonly source?: string | null;
  readonly wantsPerson?: boolean | null;
  readonly replaces?: { readonly id: string; readonly token: string } | null;
}

/** Names a request: two with one fingerprint ask for the same. */
export function submissionFingerprint(fields: SubmissionFields, file: ResumeFile | null): string {
  const given = Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(given));
  if (file) hash.update(file.fileName).update('\0').update(file.bytes);
  return hash.digest('hex');
}

/** Two spellings of one address are one person: case does not count, nor do surrounding blanks. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}

/** What binds a sealed submission to its row. */
export const submissionContext = (applicationId: string): string => `applications.applications|submission|${applicationId}`;
