import { readProfile } from '../domain/profile/read-profile.js';
import { composeDocument, hasInvisibleMessage } from '../domain/text-document.js';
import type { ExtractedLines } from './formats/extracted-lines.js';
import { readDocx } from './formats/docx.js';
import { formatOf } from './formats/format.js';
import { readHtml } from './formats/html.js';
import { readJsonResume } from './formats/json-resume.js';
import { readOdt } from './formats/odt.js';
import { readPdf } from './formats/pdf.js';
import { readRtf } from './formats/rtf.js';
import { readText } from './formats/text.js';
import { PARSER_VERSION, ParseError } from './outcome.js';
import type { ParseFlag, ParseOutcome } from './outcome.js';

const MOST_FILE_BYTES = 25 * 1024 * 1024;
/** Pages of dense text stay far below; beyond it only a machine wrote the file. */
const MOST_TEXT = 1_000_000;

/** Reads one file into text and profile. Every way in which that can fail is a code; this never throws. */
export async function parseFile(bytes: Uint8Array, asOf: string): Promise<ParseOutcome> {
  try {
    const extracted = await extract(bytes);
    const document = composeDocument(extracted.lines);
    if (document.text.length > MOST_TEXT) throw new ParseError('too_large', `${document.text.length} characters of text`);
    if (document.text === '') throw new ParseError('no_text', 'no words');
    const { profile, nationalIds, flags } = readProfile(document, asOf);
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

function flagsOf({ lines, hidden, truncated }: ExtractedLines): ParseFlag[] {
  const invisible = hidden || lines.some(({ text }) => hasInvisibleMessage(text));
  return [...(invisible ? (['hidden_text'] as const) : []), ...(truncated ? (['pages_truncated'] as const) : [])];
}
