import { ParseError } from '../outcome.js';

// Text of a Word 97-2003 document by its piece table (MS-DOC 2.4.1: Retrieving Text). Offsets are those of the FIB.

const WORD_97 = 0x00c1;
const FLAGS = 0x0a;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
/** Lengths, in characters, of what follows the main text: footnotes, headers, macros, comments, endnotes, text boxes, boxes in headers. */
const STORY_LENGTHS = 0x4c;
const FC_CLX = 0x01a2;
const COMPRESSED = 0x40000000;

/** Stories in the order in which their characters stand. */
const STORIES = ['main', 'footnotes', 'headers', 'macros', 'comments', 'endnotes', 'boxes', 'headerBoxes'] as const;
export type StoryName = (typeof STORIES)[number];

/** The streams of a document, and which of its two table streams it uses. */
export interface WordStreams {
  readonly document: Uint8Array;
  readonly table: (name: '0Table' | '1Table') => Uint8Array | null;
}

/** The characters of each story, with the marks that Word puts between them. */
export function wordStories({ document, table }: WordStreams): Map<StoryName, string> {
  const fib = new DataView(document.buffer, document.byteOffset, document.byteLength);
  if (document.length < FC_CLX + 8 || fib.getUint16(0, true) !== 0xa5ec) throw new ParseError('corrupt', 'the Word document has no header');
  if (fib.getUint16(2, true) < WORD_97) throw new ParseError('unsupported_type', 'the document is older than Word 97');
  const flags = fib.getUint16(FLAGS, true);
  if (flags & ENCRYPTED) throw new ParseError('encrypted', 'the Word document asks for a password');
  const pieces = table(flags & SECOND_TABLE ? '1Table' : '0Table');
  const start = fib.getUint32(FC_CLX, true);
  const clx = pieces?.subarray(start, start + fib.getUint32(FC_CLX + 4, true));
  if (!clx || clx.length === 0) throw new ParseError('corrupt', 'the Word document has no piece table');
  return storiesOf(textOf(document, pieceTable(clx)), fib);
}

function storiesOf(text: string, fib: DataView): Map<StoryName, string> {
  // The seven counts stand in this order; the third after the headers is no longer used and 0.
  const lengths = STORIES.map((_, index) => fib.getUint32(STORY_LENGTHS + index * 4, true));
  let at = 0;
  return new Map(
    STORIES.map((name, index) => {
      const story = text.slice(at, at + (lengths[index] ?? 0));
      at += lengths[index] ?? 0;
      return [name, story];
    }),
  );
}

/** The table lies behind any number of property lists (MS-DOC 2.9.38: Clx). */
function pieceTable(clx: Uint8Array): DataView {
  const view = new DataView(clx.buffer, clx.byteOffset, clx.byteLength);
  let at = 0;
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + view.getUint16(at + 1, true);
  if (at + 5 > clx.length || clx[at] !== 2) throw new ParseError('corrupt', 'the piece table cannot be found');
  const length = Math.min(view.getUint32(at + 1, true), clx.length - at - 5);
  return new DataView(clx.buffer, clx.byteOffset + at + 5, length);
}

/** n + 1 character positions, then n descriptors of eight bytes (MS-DOC 2.8.35: PlcPcd). */
function textOf(document: Uint8Array, table: DataView): string {
  const count = Math.floor((table.byteLength - 4) / 12);
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const length = table.getUint32((index + 1) * 4, true) - table.getUint32(index * 4, true);
    const place = table.getUint32((count + 1) * 4 + index * 8 + 2, true);
    if (length < 0 || length > document.length) throw new ParseError('corrupt', 'a piece is longer than the document');
    const isCompressed = (place & COMPRESSED) !== 0;
    const from = isCompressed ? (place & ~COMPRESSED) / 2 : place;
    const bytes = document.subarray(from, from + length * (isCompressed ? 1 : 2));
    text += new TextDecoder(isCompressed ? 'windows-1252' : 'utf-16le').decode(bytes);
  }
  return text;
}
