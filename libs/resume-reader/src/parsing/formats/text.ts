import type { DraftLine } from '../../domain/text-document.js';
import { decodeText } from './decode-text.js';
import type { ExtractedLines } from './extracted-lines.js';
import { ParseError } from '../outcome.js';

/** Lines of a plain text file: UTF-8, UTF-16, or what Western Windows programs write. */
export function readText(bytes: Uint8Array): ExtractedLines {
  const text = decodeText(bytes);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new ParseError('no_text', 'no letter or digit');
  const rows = text.split(/\r\n|[\n\r\f\u2028\u2029\v]/);
  const wrapped = hardWraps(rows);
  return {
    lines: rows.map((row, index) => lineOf(row, wrapped && continues(rows[index - 1] ?? '', row))),
    hidden: false,
    truncated: false,
  };
}

/** A line of dashes or equals signs is drawn, not written. */
const RULE = /^\s*([-=_*~#+·—–]\s?){4,}$/;

function lineOf(row: string, wrapped: boolean): DraftLine {
  if (RULE.test(row)) return { text: '' };
  const indent = row.search(/\S/);
  // Three or more spaces inside a line stand for a tab stop.
  return { text: row.trim().replace(/ {3,}/g, '\t'), indent: Math.max(indent, 0) / 2, wrapped };
}

/** Whether the file breaks its paragraphs at a right margin: many lines end near the longest, and none is longer than a screen. */
function hardWraps(rows: readonly string[]): boolean {
  const lengths = rows.map((row) => row.trimEnd().length).filter((length) => length > 0);
  const longest = Math.max(0, ...lengths.slice(0, 5_000));
  return longest >= 60 && longest <= 110 && lengths.filter((length) => length > longest - 14).length >= 4;
}

function continues(above: string, row: string): boolean {
  return above.trimEnd().length >= 55 && /^\s*[\p{L}\p{N}(]/u.test(row) && !/[.:!?]$/.test(above.trimEnd());
}
