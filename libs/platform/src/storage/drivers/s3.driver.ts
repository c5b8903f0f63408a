import type * as presignerPackage from '@aws-sdk/s3-request-presigner';
import type * as presignedPostPackage from '@aws-sdk/s3-presigned-post';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type * as s3Package from '@aws-sdk/client-s3';
import type { GetObjectCommandOutput, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { SystemClock } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { attachment } from '../content-disposition.js';
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
import type { S3Settings } from './s3-client.js';
import { lazyPackage } from '../../lazy-package.js';

const s3 = lazyPackage<typeof s3Package>('@aws-sdk/client-s3');
const presignedPost = lazyPackage<typeof presignedPostPackage>('@aws-sdk/s3-presigned-post');
const presigner = lazyPackage<typeof presignerPackage>('@aws-sdk/s3-request-presigner');

/**
 * Keeps objects in a bucket of an S3 server. A stream is collected before it is sent, so storing one takes up to `maxBytes` of memory. Unlike the
 * local driver it cannot refuse a form whose object was taken over: what comes then lies in quarantine until it is removed as an orphan.
 */
export class S3ObjectStorage extends ObjectStorage {
  constructor(
    private readonly settings: S3Settings,
    private readonly clock: Clock = new SystemClock(),
  ) {
    super();
  }

  override async put(key: string, body: Uint8Array | Readable, { contentType, maxBytes }: PutOptions): Promise<ObjectInfo> {
    const target = this.at(key);
    const content = await collect(body instanceof Uint8Array ? [body] : body, maxBytes);
    const command = new (s3().PutObjectCommand)({ ...target, ...this.encryption, Body: content, ContentType: contentType });
    await answered(this.settings.client.send(command));
    return this.stat(key);
  }

  override async get(key: string): Promise<StoredObject> {
    const found = await answered(this.settings.client.send(new (s3().GetObjectCommand)(this.at(key))));
    return { info: infoOf(key, found), stream: found.Body as Readable };
  }

  override async read(key: string, maxBytes: number): Promise<Buffer> {
    const { info, stream } = await this.get(key);
    if (info.bytes <= maxBytes) return answered(buffer(stream));
    stream.destroy();
    throw objectTooLarge(maxBytes);
  }

  override async stat(key: string): Promise<ObjectInfo> {
    return infoOf(key, await answered(this.settings.client.send(new (s3().HeadObjectCommand)(this.at(key)))));
  }

  override async delete(key: string): Promise<void> {
    await answered(this.settings.client.send(new (s3().DeleteObjectCommand)(this.at(key))));
  }

  override async list(prefix: string, { cursor, limit = 1_000 }: ListOptions = {}): Promise<ObjectPage> {
    checkObjectKeyPrefix(prefix);
    const { bucket, client } = this.settings;
    const command = new (s3().ListObjectsV2Command)({ Bucket: bucket, Prefix: prefix, MaxKeys: limit, StartAfter: cursor });
    const { Contents = [], IsTruncated } = await answered(client.send(command));
    const objects = Contents.map(({ Key = '', Size = 0, LastModified = new Date(0) }) => ({
      key: Key,
      bytes: Size,
      storedAt: LastModified,
    }));
    return { objects, nextCursor: IsTruncated ? (objects.at(-1)?.key ?? null) : null };
  }

  override async presignPost({ key, contentType, maxBytes, expiresAt }: UploadFormRequest): Promise<UploadForm> {
    const { Bucket, Key } = this.at(key);
    const lifetimeMs = expiresAt.getTime() - this.clock.now().getTime();
    if (lifetimeMs > LONGEST_FORM_MS) throw new RangeError('An upload form lives 24 hours at most');
    const { encryption, publicClient } = this.settings;
    // The address names the bucket; servers do not look at this field.
    const {
      url,
      fields: { bucket: _, ...fields },
    } = await presignedPost().createPresignedPost(publicClient, {
      Bucket,
      Key,
      Expires: Math.floor(lifetimeMs / 1_000),
      Fields: { 'Content-Type': contentType, ...(encryption && { 'x-amz-server-side-encryption': encryption }) },
      Conditions: [['content-length-range', 0, maxBytes]],
    });
    return { url, fields };
  }

  override async presignGet(key: string, { fileName, contentType, expiresAt }: DownloadRequest): Promise<string> {
    const command = new (s3().GetObjectCommand)({
      ...this.at(key),
      ResponseContentType: contentType,
      ResponseContentDisposition: attachment(fileName),
    });
    // A link that has expired already is signed as of a moment before its end.
    const signingDate = new Date(Math.min(this.clock.now().getTime(), expiresAt.getTime() - 1_000));
    const expiresIn = Math.floor((expiresAt.getTime() - signingDate.getTime()) / 1_000);
    return presigner().getSignedUrl(this.settings.publicClient, command, { signingDate, expiresIn });
  }

  private at(key: string): { Bucket: string; Key: string } {
    checkObjectKey(key);
    return { Bucket: this.settings.bucket, Key: key };
  }

  private get encryption(): { ServerSideEncryption?: 'AES256' | 'aws:kms' } {
    const { encryption } = this.settings;
    return encryption ? { ServerSideEncryption: encryption } : {};
  }
}

async function collect(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw objectTooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function infoOf(key: string, found: GetObjectCommandOutput | HeadObjectCommandOutput): ObjectInfo {
  const { ContentLength = 0, ContentType = 'application/octet-stream', LastModified = new Date(0) } = found;
  return { key, bytes: ContentLength, contentType: ContentType, storedAt: LastModified };
}

/** Whatever the server or the way to it cannot do becomes `storage.unavailable`, a bucket or permission that is missing included. */
async function answered<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)) throw objectMissing(error);
    throw storageUnavailable(error);
  }
}
