import type { MultipartFile } from '@fastify/multipart';
import { CodedError } from '../../errors/coded-error.js';
import { ofTypes } from '../../storage/content-type.js';

const LONGEST_NAME = 255;
const LONGEST_TYPE = 100;

/** A file of a form, in memory. Name and type are what the client says. */
export interface FormFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a file of a form that may have one of the types, whatever type it says it has. Throws `storage.content_mismatch` (415) when its first
 * bytes look like none of them, without reading on, and `http.too_large` (413) above the `fileSize` of the form's limits.
 */
export async function readFormFile({ file, filename, mimetype }: MultipartFile, types: readonly string[]): Promise<FormFile> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of ofTypes(file as AsyncIterable<Uint8Array>, types)) chunks.push(chunk);
  if (file.truncated) throw new CodedError('http.too_large', 'too_large', 'The file is too large.');
  return {
    fileName: filename.slice(0, LONGEST_NAME) || 'file',
    contentType: mimetype.slice(0, LONGEST_TYPE),
    bytes: Buffer.concat(chunks),
  };
}
