import { CodedError } from '../../errors/coded-error.js';
import type { SigningSecret } from '../../keys/signing-secret.js';
import type { DownloadRequest, UploadFormRequest } from '../object-storage.js';
import { readToken, signToken } from '../signed-token.js';

interface Expiring {
  readonly expires: number;
}
export type UploadPolicy = Omit<UploadFormRequest, 'expiresAt'> & Expiring;
export type DownloadGrant = Omit<DownloadRequest, 'expiresAt'> & Expiring & { readonly key: string };

/** What a presigned form or URL of the local driver allows, as signed tokens: checked without I/O. */
export class LocalSignatures {
  private readonly uploads: Buffer;
  private readonly downloads: Buffer;

  constructor(secret: SigningSecret) {
    this.uploads = secret.derive('local object upload, version 1');
    this.downloads = secret.derive('local object download, version 1');
  }

  signUpload({ key, contentType, maxBytes, expiresAt }: UploadFormRequest): string {
    return signToken(this.uploads, { key, contentType, maxBytes, expires: expiresAt.getTime() } satisfies UploadPolicy);
  }

  /** Throws `storage.signature_invalid` or `storage.signature_expired`. */
  readUpload(token: string, now: Date): UploadPolicy {
    return unexpired(readToken(this.uploads, token) as UploadPolicy | null, now);
  }

  signDownload(key: string, { fileName, contentType, expiresAt }: DownloadRequest): string {
    return signToken(this.downloads, { key, fileName, contentType, expires: expiresAt.getTime() } satisfies DownloadGrant);
  }

  /** Throws `storage.signature_invalid`, also when the token is for another key, or `storage.signature_expired`. */
  readDownload(key: string, token: string, now: Date): DownloadGrant {
    const grant = readToken(this.downloads, token) as DownloadGrant | null;
    return unexpired(grant?.key === key ? grant : null, now);
  }
}

function unexpired<T extends Expiring>(grant: T | null, now: Date): T {
  if (!grant) throw new CodedError('storage.signature_invalid', 'forbidden', 'The signature does not allow this.');
  if (grant.expires <= now.getTime()) throw new CodedError('storage.signature_expired', 'forbidden', 'The signature has expired.');
  return grant;
}
