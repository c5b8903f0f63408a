import type { Answerable } from './grounding.js';

/** What a model said about a resume, kept with the record so that its score can be computed again. */
export interface RecordedAnswer {
  /** Word for word. */
  readonly output: string;
  /** What of it stands in the resume. */
  readonly facts: Answerable;
}
