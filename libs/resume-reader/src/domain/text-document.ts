/** One line of the stored text, with what its typography said. Offsets are UTF-16 units into `TextDocument.text`. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
  /** Font size as a ratio to the size most of the document is set in; 1 where the format knows no sizes. */
  readonly size: number;
  readonly bold: boolean;
  /** Distance from the left edge of its column, in body font sizes. */
  readonly indent: number;
  /** A visible gap, a rule or an empty line separates this line from the one before. */
  readonly spaced: boolean;
  /** The line continues the one before it: the break between them is only a line wrap. */
  readonly wrapped: boolean;
  /** The file marks the line as a list item. */
  readonly bullet: boolean;
  /** The file marks the line as a heading (a Word heading style). */
  readonly heading: boolean;
}

/** The text of a resume in human reading order, as it is stored, and its lines. Cells of one row are separated by a tab. */
export interface TextDocument {
  readonly text: string;
  readonly lines: readonly TextLine[];
}

/** A line before its place in the text is known. */
export type DraftLine = { readonly text: string } & Partial<Omit<TextLine, 'start' | 'end'>>;

/** Puts cleaned lines together into the text that is stored; empty lines only separate. */
export function composeDocument(drafts: readonly DraftLine[]): TextDocument {
  const lines: TextLine[] = [];
  let text = '';
  let spaced = false;
  for (const draft of drafts) {
    const content = cleanLine(draft.text);
    if (content === '') {
      spaced = true;
      continue;
    }
    spaced = (spaced || draft.spaced === true) && lines.length > 0;
    text += lines.length === 0 ? '' : spaced ? '\n\n' : '\n';
    const { size = 1, bold = false, indent = 0, wrapped = false, bullet = false, heading = false } = draft;
    lines.push({ start: text.length, end: text.length + content.length, size, bold, indent, spaced, wrapped, bullet, heading });
    text += content;
    spaced = false;
  }
  return { text, lines };
}

/** The words of a line. */
export function lineText(document: TextDocument, line: TextLine): string {
  return document.text.slice(line.start, line.end);
}

const LIGATURES_AND_FORMS = /[\uFB00-\uFDFF\uFE70-\uFEFC\u2000-\u200A\u202F\u205F\u3000\u00A0]+/g;
/** Marks without ink: zero-width and joining marks between Latin letters, direction marks, soft hyphens, Unicode tags, controls, private use, unpaired halves. */
const INVISIBLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFD]|[\u{E0000}-\u{E007F}]|\p{Cs}/gu;
const PRIVATE_USE = /\p{Co}+/gu;

/** Letters set apart ("A D A   E X A M P L E"), whose words stand at least two spaces from each other. */
const LETTER_SPACED = /^\s*(?:\p{L}[ \t]+){3,}\p{L}\s*$/u;

function cleanLine(raw: string): string {
  const closed = LETTER_SPACED.test(raw) ? raw.trim().replace(/([ \t]+)/g, (gap) => (gap === ' ' ? '' : ' ')) : raw;
  return closed
    .replace(INVISIBLE, '')
    .replace(PRIVATE_USE, ' ')
    .replace(LIGATURES_AND_FORMS, (characters) => characters.normalize('NFKC'))
    .normalize('NFC')
    .replace(/ *\t[\t ]*/g, '\t')
    .replace(/ +/g, ' ')
    .trim();
}

const TAGS = /[\u{E0000}-\u{E007F}]/u;
/** A long run of marks without ink can carry a message for a machine; single ones come with text copied from web pages. */
const INKLESS_RUN = /[\u200B-\u200D\u2060-\u2064\uFEFF]{8,}/;

/** Whether text holds characters that a machine reads and a person cannot see. */
export function hasInvisibleMessage(text: string): boolean {
  return TAGS.test(text) || INKLESS_RUN.test(text);
}
