import type { FileHandle } from 'node:fs/promises';

/** Every object file starts with its content type, padded with spaces. */
export const HEADER_BYTES = 256;
const CONTENT_TYPE = /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w.-]+)*$/;

export function headerOf(contentType: string): Buffer {
  if (contentType.length >= HEADER_BYTES || !CONTENT_TYPE.test(contentType))
    throw new TypeError('An object needs a content type, such as text/plain');
  return Buffer.from(contentType.padEnd(HEADER_BYTES - 1) + '\n', 'latin1');
}

export async function readHeader(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
  if (bytesRead < HEADER_BYTES) throw new Error('An object file is shorter than its header');
  return buffer.toString('latin1').trimEnd();
}
