import { CodedError } from '../errors/coded-error.js';

/** Up to here programs skip junk before the header of a PDF; every other format shows itself sooner. */
const HEAD_BYTES = 1_024;

type Recogniser = (head: Buffer) => boolean;

const startsWith =
  (hex: string): Recogniser =>
  (head) =>
    head.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'));

const isPdf: Recogniser = (head) => head.includes('%PDF-');
const isZip = startsWith('504b0304');
/** Word files before 2007, and later ones with a password (MS-CFB). */
const isCompoundFile = startsWith('d0cf11e0a1b11ae1');
/** Text has no zero bytes, unless it is UTF-16. */
const isText: Recogniser = (head) => !isPdf(head) && (!head.includes(0) || startsWith('fffe')(head) || startsWith('feff')(head));

/** How the content of a type begins. What programs really write counts: many a `.doc` is a renamed RTF, HTML or DOCX file. */
const RECOGNISERS: Readonly<Record<string, readonly Recogniser[]>> = {
  'application/pdf': [isPdf],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': [isZip, isCompoundFile],
  'application/msword': [isCompoundFile, isZip, isText],
  'application/rtf': [startsWith(Buffer.from('{\\rtf').toString('hex'))],
  'application/vnd.oasis.opendocument.text': [isZip],
  'text/plain': [isText],
  'text/html': [isText],
  'application/json': [isText],
  'image/png': [startsWith('89504e470d0a1a0a')],
  'image/jpeg': [startsWith('ffd8ff')],
};

/**
 * Passes content on once its first bytes look like one of the types, and throws `storage.content_mismatch` before more is read if they look
 * like none. Empty content, and a type that is not known here, pass. It is a guard for the honest: what a file is, its reader decides.
 */
export async function* ofTypes(body: AsyncIterable<Uint8Array>, types: readonly string[]): AsyncGenerator<Uint8Array> {
  let head = Buffer.alloc(0);
  let checked = false;
  for await (const chunk of body) {
    if (checked) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD_BYTES) continue;
    assertTypes(head, types);
    checked = true;
    yield head;
  }
  if (checked || head.length === 0) return;
  assertTypes(head, types);
  yield head;
}

function assertTypes(content: Buffer, types: readonly string[]): void {
  const head = content.subarray(0, HEAD_BYTES);
  if (types.some((type) => RECOGNISERS[type]?.some((recognises) => recognises(head)) ?? true)) return;
  throw new CodedError('storage.content_mismatch', 'unsupported_type', `The content of the file is not of the type ${types.join(', ')}.`);
}
