/** As large as what applicants may send. */
export const MOST_RESUME_BYTES = 10 * 1024 * 1024;

/** A resume that came in the body of a request. */
export interface ResumeFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A resume that was pasted. */
export function textFile(text: string): ResumeFile {
  return { fileName: 'resume.txt', contentType: 'text/plain', bytes: Buffer.from(text.toWellFormed()) };
}
