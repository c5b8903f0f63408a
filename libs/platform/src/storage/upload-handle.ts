import { CodedError } from '../errors/coded-error.js';
import type { SigningSecret } from '../keys/signing-secret.js';
import { readToken, signToken } from './signed-token.js';

/** For whom a file is uploaded: an application to a job, or a candidate's own account. */
export type UploadOwner =
  { readonly kind: 'job'; readonly organizationId: string; readonly jobId: string } | { readonly kind: 'account'; readonly userId: string };

/** One file that someone may upload and then refer to. */
export interface Upload {
  readonly owner: UploadOwner;
  /** Where it lies in quarantine. */
  readonly key: string;
  readonly contentType: string;
  readonly maxBytes: number;
  readonly expiresAt: Date;
}

/** Signs uploads into handles that travel through the client, and reads them back without any I/O. */
export class UploadHandles {
  private readonly key: Buffer;

  constructor(secret: SigningSecret) {
    this.key = secret.derive('upload handle, version 1');
  }

  sign(upload: Upload): string {
    return signToken(this.key, { ...upload, expiresAt: upload.expiresAt.getTime() });
  }

  /** Throws `storage.upload_handle_invalid` for anything that was not signed here, `storage.upload_handle_expired` for what was, too long ago. */
  read(handle: string, now: Date): Upload {
    const payload = readToken(this.key, handle) as (Omit<Upload, 'expiresAt'> & { readonly expiresAt: number }) | null;
    if (!payload) throw new CodedError('storage.upload_handle_invalid', 'malformed', 'The upload handle is not one that was issued here.');
    if (payload.expiresAt <= now.getTime()) {
      throw new CodedError('storage.upload_handle_expired', 'rule', 'The upload handle has expired. Upload the file again.');
    }
    return { ...payload, expiresAt: new Date(payload.expiresAt) };
  }
}
