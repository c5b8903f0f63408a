import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { SystemClock } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { CodedError } from '../../errors/coded-error.js';
import type { SigningSecret } from '../../keys/signing-secret.js';
import { ofTypes } from '../content-type.js';
import { checkObjectKey, checkObjectKeyPrefix } from '../object-key.js';
import { LONGEST_FORM_MS, ObjectStorage } from '../object-storage.js';
import type {
  DownloadRequest,
  ListOptions,
  ObjectInfo,
  ObjectPage,
  PutOptions,
  StoredObject,
  UploadForm,
  UploadFormRequest,
} from '../object-storage.js';
import { objectMissing, objectTooLarge, storageUnavailable } from '../storage-errors.js';
import { ignoreMissing, isMissing, keysIn, objectPath, place, removeFile } from './local-folder.js';
import { LocalSignatures } from './local-signatures.js';
import type { DownloadGrant, UploadPolicy } from './local-signatures.js';
import { HEADER_BYTES, headerOf, readHeader } from './object-header.js';

const DISK_FAILURES = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE']);

export interface LocalObjectStorageOptions {
  /** Folder of its own; made when missing. */
  readonly folder: string;
  /** Address of this process as clients reach it, without a slash at the end: presigned forms and URLs point there. */
  readonly publicUrl: string;
  readonly secret: SigningSecret;
  readonly clock?: Clock;
}

/**
 * Keeps objects as files below one folder, each with its content type in a header of fixed length, so that content and type become
 * visible by one rename. `http/local-objects.controller.ts` serves its presigned forms and URLs.
 */
export class LocalObjectStorage extends ObjectStorage {
  private readonly signatures: LocalSignatures;
  private readonly root: string;
  private readonly publicUrl: string;
  private readonly clock: Clock;

  constructor({ folder, publicUrl, secret, clock = new SystemClock() }: LocalObjectStorageOptions) {
    super();
    this.root = resolve(folder);
    this.publicUrl = publicUrl.replace(/\/$/, '');
    this.clock = clock;
    this.signatures = new LocalSignatures(secret);
  }

  override put(key: string, body: Uint8Array | Readable, options: PutOptions): Promise<ObjectInfo> {
    return this.store(key, body instanceof Uint8Array ? [body] : body, options);
  }

  override async get(key: string): Promise<StoredObject> {
    const { info, file } = await this.open(key);
    return { info, stream: file.createReadStream({ start: HEADER_BYTES }) };
  }

  override async read(key: string, maxBytes: number): Promise<Buffer> {
    const { info, file } = await this.open(key);
    try {
      if (info.bytes > maxBytes) throw objectTooLarge(maxBytes);
      const content = Buffer.alloc(info.bytes);
      for (let offset = 0; offset < content.length;) {
        const { bytesRead } = await file.read(content, offset, content.length - offset, HEADER_BYTES + offset);
        if (bytesRead === 0) throw storageUnavailable(new Error(`The object ${key} ends early`));
        offset += bytesRead;
      }
      return content;
    } finally {
      await file.close();
    }
  }

  override async stat(key: string): Promise<ObjectInfo> {
    const { info, file } = await this.open(key);
    await file.close();
    return info;
  }

  override async delete(key: string): Promise<void> {
    checkObjectKey(key);
    const path = objectPath(this.root, key);
    await translated(this.markTaken(key, path).then(() => removeFile(this.root, path)));
  }

  override async list(prefix: string, { cursor, limit = 1_000 }: ListOptions = {}): Promise<ObjectPage> {
    checkObjectKeyPrefix(prefix);
    const objects: ObjectInfo[] = [];
    for await (const key of keysIn(this.root, prefix, cursor ?? '')) {
      if (objects.length === limit) return { objects, nextCursor: objects.at(-1)?.key ?? null };
      const info = await this.stat(key).catch(ignoreMissingObject);
      if (info) objects.push(info);
    }
    return { objects, nextCursor: null };
  }

  override async presignPost(request: UploadFormRequest): Promise<UploadForm> {
    checkObjectKey(request.key);
    if (request.expiresAt.getTime() - this.clock.now().getTime() > LONGEST_FORM_MS)
      throw new RangeError('An upload form lives 24 hours at most');
    return { url: `${this.publicUrl}/api/v1/objects`, fields: { policy: this.signatures.signUpload(request) } };
  }

  override async presignGet(key: string, request: DownloadRequest): Promise<string> {
    checkObjectKey(key);
    return `${this.publicUrl}/api/v1/objects/${key}?signature=${this.signatures.signDownload(key, request)}`;
  }

  /** What a presigned URL allows; throws when its signature is not valid (any more). No I/O. */
  downloadGrant(key: string, signature: string): DownloadGrant {
    return this.signatures.readDownload(key, signature, this.clock.now());
  }

  /** What a presigned form allows; throws when its signature is not valid (any more). No I/O. */
  uploadPolicy(policy: string): UploadPolicy {
    return this.signatures.readUpload(policy, this.clock.now());
  }

  /**
   * Stores what came with a form. Throws `storage.content_mismatch` as soon as the content does not look like the type of the form, and
   * `storage.upload_used` when its object was taken over already, which deletes it.
   */
  async putByForm(policy: string, body: Readable): Promise<ObjectInfo> {
    const { key, contentType, maxBytes } = this.uploadPolicy(policy);
    if (await this.wasTaken(key))
      throw new CodedError('storage.upload_used', 'conflict', 'This form was used and its file has been taken over.');
    return this.store(key, ofTypes(body, [contentType]), { contentType, maxBytes });
  }

  /** Nest calls it at the start: removes what a killed process left half-written. */
  async onModuleInit(): Promise<void> {
    const folder = join(this.root, '+temporary');
    const yesterday = this.clock.now().getTime() - LONGEST_FORM_MS;
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const leftover = await stat(path).catch(() => null);
      if (leftover && leftover.mtimeMs < yesterday) await unlink(path).catch(ignoreMissing);
    }
  }

  private async open(key: string): Promise<{ info: ObjectInfo; file: FileHandle }> {
    checkObjectKey(key);
    const file = await translated(open(objectPath(this.root, key)));
    try {
      const [{ size, mtime }, contentType] = await Promise.all([file.stat(), readHeader(file)]);
      return { info: { key, bytes: size - HEADER_BYTES, contentType, storedAt: mtime }, file };
    } catch (error) {
      await file.close();
      throw translate(error);
    }
  }

  private async store(
    key: string,
    body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    { contentType, maxBytes }: PutOptions,
  ): Promise<ObjectInfo> {
    checkObjectKey(key);
    await this.write(key, (path) => writeObject(path, body, contentType, maxBytes));
    return this.stat(key);
  }

  private async write(key: string, fill: (path: string) => Promise<void>): Promise<void> {
    const folder = join(this.root, '+temporary');
    const path = join(folder, randomUUID());
    try {
      await mkdir(folder, { recursive: true });
      await fill(path);
      const now = this.clock.now();
      await utimes(path, now, now);
      await place(path, objectPath(this.root, key));
    } catch (error) {
      await unlink(path).catch(ignoreMissing);
      throw translate(error);
    }
  }

  /** Remembers for as long as a form can live that a key had an object, which goes now. */
  private async markTaken(key: string, path: string): Promise<void> {
    if (!(await stat(path).catch(ignoreMissing))) return;
    const folder = join(this.root, '+taken');
    const today = this.day(0);
    await mkdir(join(folder, today), { recursive: true });
    await writeFile(join(folder, today, markOf(key)), '');
    const kept = new Set([today, this.day(-1)]);
    for (const day of await readdir(folder)) if (!kept.has(day)) await rm(join(folder, day), { recursive: true, force: true });
  }

  private async wasTaken(key: string): Promise<boolean> {
    const marks = await Promise.all([0, -1].map((days) => stat(join(this.root, '+taken', this.day(days), markOf(key))).catch(() => null)));
    return marks.some((mark) => mark !== null);
  }

  private day(offset: number): string {
    return new Date(this.clock.now().getTime() + offset * LONGEST_FORM_MS).toISOString().slice(0, 10);
  }
}

async function writeObject(
  path: string,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  contentType: string,
  maxBytes: number,
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(headerOf(contentType));
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw objectTooLarge(maxBytes);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

function markOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function ignoreMissingObject(error: unknown): null {
  if (error instanceof CodedError && error.code === 'storage.object_missing') return null;
  throw error;
}

async function translated<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw translate(error);
  });
}

/** Failures of the disk become coded errors; those of the stream that is being stored stay what they are. */
function translate(error: unknown): unknown {
  if (isMissing(error)) return objectMissing(error);
  return DISK_FAILURES.has((error as NodeJS.ErrnoException).code ?? '') ? storageUnavailable(error) : error;
}
