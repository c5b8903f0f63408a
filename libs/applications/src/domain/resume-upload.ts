/** Types that a resume may have. Its content decides in the end, not its name. */
export const RESUME_TYPES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/msword',
  'application/rtf',
  'application/vnd.oasis.opendocument.text',
  'text/plain',
  'text/html',
  'application/json',
  'image/png',
  'image/jpeg',
] as const;
export type ResumeType = (typeof RESUME_TYPES)[number];

export const MOST_RESUME_BYTES = 10 * 1024 * 1024;

/** A resume that came in the body of a submission. */
export interface ResumeFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
