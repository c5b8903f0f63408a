import type { SampleJobKey } from './jobs.js';
import type { ResumeContent } from './resume-content.js';
import type { ResumeFormat } from './writers/resume.js';

/** A made-up person, the job they apply to, and the kind of file they send. */
export interface SampleCandidate {
  readonly job: SampleJobKey;
  readonly format: ResumeFormat;
  readonly content: ResumeContent;
}
