import type { DraftLine } from '../../domain/text-document.js';
import { CompoundFile } from '../ole/compound-file.js';
import { wordStories } from '../ole/word-text.js';
import { ParseError } from '../outcome.js';
import type { ExtractedLines } from './extracted-lines.js';

const PARAGRAPH = '\r';
/** Ends a cell, and once more a row. */
const CELL = '\x07';
const BREAKS = /[\x0b\x0c\x0e]/;
/** A field without fields in it: its instruction up to the first mark, what it shows up to the second. */
const FIELD = /\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15/g;
const DEEPEST_FIELD = 8;

/**
 * Lines of a Word document as Word wrote it up to 2003: headers, body, text boxes, notes. Comments are left out, macros are never looked
 * at. The format of characters is not read, so that headings are told by their words alone.
 */
export function readDoc(bytes: Uint8Array): ExtractedLines {
  const file = new CompoundFile(bytes);
  const document = file.stream('WordDocument');
  if (!document) throw new ParseError('unsupported_type', 'the container holds no Word document');
  const stories = wordStories({ document, table: (name) => file.stream(name) });
  const order = ['headers', 'main', 'boxes', 'headerBoxes', 'footnotes', 'endnotes'] as const;
  const lines = order.flatMap((name) => [...linesOf(stories.get(name) ?? ''), { text: '' }]);
  if (!lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) throw new ParseError('no_text', 'no paragraph holds words');
  return { lines, hidden: false, truncated: false };
}

function linesOf(story: string): DraftLine[] {
  return withoutInstructions(story)
    .replaceAll(`${CELL}${CELL}`, PARAGRAPH)
    .replaceAll(CELL, '\t')
    .replaceAll('\x1e', '-')
    .split(PARAGRAPH)
    .flatMap((paragraph) => paragraph.split(BREAKS))
    .map((text) => ({ text: text.replace(/[\x00-\x08\x0f-\x1f]/g, '') }));
}

/** Fields stand in fields: the innermost are opened first. */
function withoutInstructions(story: string): string {
  let shown = story;
  for (let depth = 0; depth < DEEPEST_FIELD; depth += 1) shown = shown.replace(FIELD, '$1');
  return shown;
}
