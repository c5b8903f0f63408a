import type { DraftLine } from '../../domain/text-document.js';

/** What the reader of one format gives: lines in reading order, and what it saw on the way. */
export interface ExtractedLines {
  readonly lines: readonly DraftLine[];
  /** Text was left out because a person cannot see it. */
  readonly hidden: boolean;
  /** The file goes on after what was read. */
  readonly truncated: boolean;
}
