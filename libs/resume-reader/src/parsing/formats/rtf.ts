import { ParseError } from '../outcome.js';
import { RtfReader } from '../rtf/rtf-reader.js';
import type { ExtractedLines } from './extracted-lines.js';

/** Lines of an RTF file, header and footer included where they stand in the file. */
export function readRtf(bytes: Uint8Array): ExtractedLines {
  const { lines, hidden } = new RtfReader().read(bytes);
  if (!lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) throw new ParseError('no_text', 'no paragraph holds words');
  return { lines, hidden, truncated: false };
}
