import type { Readable } from 'node:stream';

/** What a list says about an object. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

/** What is known about a stored object. */
export interface ObjectInfo extends ListedObject {
  readonly contentType: string;
}

export interface StoredObject {
  readonly info: ObjectInfo;
  /** The content. Whoever takes it must read it to the end or destroy it. */
  readonly stream: Readable;
}

export interface PutOptions {
  readonly contentType: string;
  /** The most bytes that are accepted; checked while streaming. */
  readonly maxBytes: number;
}

/** How long an upload form can live. */
export const LONGEST_FORM_MS = 24 * 3600 * 1000;

export interface UploadFormRequest {
  readonly key: string;
  /** The one content type that the form accepts. */
  readonly contentType: string;
  readonly maxBytes: number;
  /** At most 24 hours ahead. */
  readonly expiresAt: Date;
}

/** A form that a browser posts as `multipart/form-data`: all fields first, then the part `file`. Answers 204. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface DownloadRequest {
  /** The name that the browser saves under; any characters. */
  readonly fileName: string;
  readonly contentType: string;
  readonly expiresAt: Date;
}

export interface ListOptions {
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
  /** 1 to 1,000; 1,000 when absent. */
  readonly limit?: number;
}

export interface ObjectPage {
  /** In order of key. */
  readonly objects: readonly ListedObject[];
  readonly nextCursor: string | null;
}

/**
 * Private files. A key is 1 to 512 characters: segments of letters, digits, `.`, `_`, `-` and `=` joined by `/`, no segment of
 * dots only; tenants' keys start with `organizations/<organizationId>/`. Where an object is, nothing lies below its key: several servers keep
 * objects as files. An object becomes visible whole or not at all, and the last writer wins.
 *
 * Errors: `storage.object_key_invalid` (malformed), `storage.object_missing` (not_found), `storage.object_too_large` (too_large),
 * `storage.unavailable` (unavailable).
 */
export abstract class ObjectStorage {
  /** Stores bytes or a stream; after more than `maxBytes` it stops reading, leaves nothing behind and throws `object_too_large`. */
  abstract put(key: string, body: Uint8Array | Readable, options: PutOptions): Promise<ObjectInfo>;

  abstract get(key: string): Promise<StoredObject>;

  /** The whole content; throws `object_too_large` before reading when it is longer than `maxBytes`. */
  abstract read(key: string, maxBytes: number): Promise<Buffer>;

  abstract stat(key: string): Promise<ObjectInfo>;

  /** Removes the object; a missing one is fine. */
  abstract delete(key: string): Promise<void>;

  /** One page of the objects whose key starts with `prefix`. */
  abstract list(prefix: string, options?: ListOptions): Promise<ObjectPage>;

  /** A form with which anyone can upload one object of that key, type and size until it expires. Needs no I/O. */
  abstract presignPost(request: UploadFormRequest): Promise<UploadForm>;

  /** A URL with which anyone can download the object as an attachment until it expires. Needs no I/O and does not check existence. */
  abstract presignGet(key: string, request: DownloadRequest): Promise<string>;
}
