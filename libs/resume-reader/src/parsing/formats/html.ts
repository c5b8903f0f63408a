import { PageReader } from '../html/page.js';
import { ParseError } from '../outcome.js';
import { decodeText } from './decode-text.js';
import type { ExtractedLines } from './extracted-lines.js';

const DECLARED = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})/i;

/** Lines of a web page, as a browser would show them. */
export function readHtml(bytes: Uint8Array): ExtractedLines {
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString('latin1');
  const { lines, hidden } = new PageReader().read(decodeText(bytes, DECLARED.exec(head)?.[1]));
  if (!lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) throw new ParseError('no_text', 'no element holds words');
  return { lines, hidden, truncated: false };
}
