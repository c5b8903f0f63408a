/** Formats that are told apart by content. Each that is read has a reader of its own in this folder. */
export type Format =
  'pdf' | 'image' | 'doc' | 'docx' | 'odt' | 'rtf' | 'html' | 'json' | 'text' | 'empty' | 'encrypted_office' | 'unsupported';

/** Readers skip junk before the header of a PDF up to here, as other programs do. */
const HEADER_WITHIN = 1_024;

const OPEN_DOCUMENT = 'mimetypeapplication/vnd.oasis.opendocument.';
/** A page, or a piece of one, begins with a tag; before that may stand an XML declaration and comments. */
const HTML =
  /^(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|meta|title|style|div|table|section|article|main|h[1-6]|p|ul|center)\b/i;

/** Decides the format by content; the name of a file is never believed. */
export function formatOf(bytes: Uint8Array): Format {
  if (bytes.length === 0) return 'empty';
  const head = Buffer.from(bytes.subarray(0, HEADER_WITHIN));
  if (head.includes('%PDF-')) return 'pdf';
  // ODF 1.3, part 2, 3.3: the first entry is called "mimetype" and stored as it stands.
  if (head.subarray(30).toString('latin1').startsWith(OPEN_DOCUMENT)) return isOpenDocumentText(head) ? 'odt' : 'unsupported';
  // Whether another ZIP is a Word document is decided by its parts when it is opened.
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) return 'docx';
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    return holdsStream(bytes, 'EncryptedPackage') ? 'encrypted_office' : holdsStream(bytes, 'WordDocument') ? 'doc' : 'unsupported';
  if (isImage(head)) return 'image';
  if (!looksLikeText(head)) return 'unsupported';
  const start = new TextDecoder(utf16Of(head) ?? 'utf-8').decode(head).trimStart();
  if (start.startsWith('{\\rtf')) return 'rtf';
  if (/^\{\s*"/.test(start)) return 'json';
  return HTML.test(start) ? 'html' : 'text';
}

function isOpenDocumentText(head: Buffer): boolean {
  return /^mimetypeapplication\/vnd\.oasis\.opendocument\.text(?:-template)?PK/.test(head.subarray(30).toString('latin1'));
}

/** Names in an OLE container are UTF-16. An OOXML file with a password is one with an `EncryptedPackage`, a Word file one with a `WordDocument`. */
function holdsStream(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
}

/** PNG and JPEG by their first bytes. */
function isImage(head: Buffer): boolean {
  return head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) || head.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'));
}

/** Text holds no control characters but white space; UTF-16 is recognised by its byte order mark or by its zero bytes. */
function looksLikeText(head: Buffer): boolean {
  if (utf16Of(head)) return true;
  return !head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d);
}

/** The byte order of UTF-16 text, or null. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 200);
  if (sample.length < 8) return null;
  const zeros = [0, 1].map((parity) => sample.filter((byte, index) => index % 2 === parity && byte === 0).length / (sample.length / 2));
  if ((zeros[1] ?? 0) > 0.7 && zeros[0] === 0) return 'utf-16le';
  return (zeros[0] ?? 0) > 0.7 && zeros[1] === 0 ? 'utf-16be' : null;
}
