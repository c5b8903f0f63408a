import { pageLines } from '../domain/layout/page-lines.js';
import type { Glyph } from '../domain/layout/words.js';
import { ownSpellings } from '../domain/profile/own-spellings.js';
import { readProfile } from '../domain/profile/read-profile.js';
import { composeDocument, hasInvisibleMessage } from '../domain/text-document.js';
import type { ChildRequest } from './child-messages.js';
import type { ExtractedLines } from './formats/extracted-lines.js';
import { readDoc } from './formats/doc.js';
import { readDocx } from './formats/docx.js';
import { formatOf } from './formats/format.js';
import { readHtml } from './formats/html.js';
import { readJsonResume } from './formats/json-resume.js';
import { readOdt } from './formats/odt.js';
import { readPdf } from './formats/pdf.js';
import { readRtf } from './formats/rtf.js';
import { readText } from './formats/text.js';
import { imageSize } from './ocr/image-size.js';
import { PARSER_VERSION, ParseError } from './outcome.js';
import type { ParseFlag, ParseOutcome } from './outcome.js';

const MOST_FILE_BYTES = 25 * 1024 * 1024;
/** Pages of dense text stay far below; beyond it only a machine wrote the file. */
const MOST_TEXT = 1_000_000;

/** What a reading depends on beside the file. */
export interface ParseContext {
  /** The instant up to which current roles are counted. */
  readonly asOf: string;
  readonly ownSkills?: ChildRequest['ownSkills'];
}

/** More pixels than a sheet of A4 has at 800 dpi. */
const MOST_PIXELS = 60_000_000;

/** Reads one file into text and profile. Every way in which that can fail is a code; this never throws. */
export function parseFile(bytes: Uint8Array, context: ParseContext): Promise<ParseOutcome> {
  return outcomeOf(() => extract(bytes), context);
}

/** Reads the words that were recognised on the pages of a scan or a photograph. A person is asked to look, because letters may be wrong. */
export async function parseRecognized(pages: readonly (readonly Glyph[])[], context: ParseContext): Promise<ParseOutcome> {
  const outcome = await outcomeOf(async () => ({ lines: pageLines(pages), hidden: false, truncated: false }), context);
  if (outcome.ok) return { ...outcome, flags: [...outcome.flags, 'recognized_text' satisfies ParseFlag] };
  return outcome.code === 'no_text' ? { ok: false, code: 'needs_ocr', detail: 'no words were recognised' } : outcome;
}

async function outcomeOf(extractLines: () => Promise<ExtractedLines>, { asOf, ownSkills = [] }: ParseContext): Promise<ParseOutcome> {
  try {
    const extracted = await extractLines();
    const document = composeDocument(extracted.lines);
    if (document.text.length > MOST_TEXT) throw new ParseError('too_large', `${document.text.length} characters of text`);
    if (document.text === '') throw new ParseError('no_text', 'no words');
    const { profile, nationalIds, flags } = readProfile(document, asOf, ownSpellings(ownSkills));
    return { ok: true, text: document.text, profile, flags: [...flagsOf(extracted), ...flags], parserVersion: PARSER_VERSION, nationalIds };
  } catch (error) {
    if (error instanceof ParseError) return { ok: false, code: error.code, detail: error.message };
    if (error instanceof RangeError && /alloc|memory|array length|string length/i.test(error.message))
      return { ok: false, code: 'memory_limit', detail: 'an allocation failed' };
    return { ok: false, code: 'crashed', detail: error instanceof Error ? error.name : 'unknown error' };
  }
}

async function extract(bytes: Uint8Array): Promise<ExtractedLines> {
  if (bytes.length > MOST_FILE_BYTES) throw new ParseError('too_large', `${bytes.length} bytes`);
  const format = formatOf(bytes);
  switch (format) {
    case 'pdf':
      return readPdf(bytes);
    case 'image':
      throw refusalOfImage(bytes);
    case 'doc':
      return readDoc(bytes);
    case 'docx':
      return readDocx(bytes);
    case 'odt':
      return readOdt(bytes);
    case 'rtf':
      return readRtf(bytes);
    case 'html':
      return readHtml(bytes);
    case 'json':
      return readJsonResume(bytes);
    case 'text':
      return readText(bytes);
    case 'empty':
      throw new ParseError('empty_file', 'no bytes');
    case 'encrypted_office':
      throw new ParseError('encrypted', 'the Office file asks for a password');
    case 'unsupported':
      throw new ParseError('unsupported_type', 'the content is of no kind that is read');
  }
}

/** Pictures are never decoded in here. */
function refusalOfImage(bytes: Uint8Array): ParseError {
  const size = imageSize(bytes);
  if (!size) return new ParseError('corrupt', 'the image has no size');
  const isHuge = size.width * size.height > MOST_PIXELS;
  return new ParseError(isHuge ? 'too_large' : 'needs_ocr', `an image of ${size.width} x ${size.height} pixels`);
}

function flagsOf({ lines, hidden, truncated }: ExtractedLines): ParseFlag[] {
  const invisible = hidden || lines.some(({ text }) => hasInvisibleMessage(text));
  return [...(invisible ? (['hidden_text'] as const) : []), ...(truncated ? (['pages_truncated'] as const) : [])];
}
