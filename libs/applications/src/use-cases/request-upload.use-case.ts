import { Injectable } from '@nestjs/common';
import { Clock, ObjectStorage, SigningSecret, UploadHandles, newId } from '@shortlist/platform';
import type { ResumeType } from '../domain/resume-upload.js';
import { FindJob } from '../queries/find-job.query.js';

const VALID_MS = 60 * 60_000;

export interface UploadRequest {
  readonly jobId: string;
  readonly contentType: ResumeType;
  readonly bytes: number;
}

export interface GrantedUpload {
  readonly uploadHandle: string;
  readonly url: string;
  readonly fields: { readonly name: string; readonly value: string }[];
  readonly expiresAt: string;
}

/** Lets a browser send a resume straight to storage, where it stays in quarantine until it was checked. Writes nothing. */
@Injectable()
export class RequestUpload {
  private readonly handles: UploadHandles;

  constructor(
    private readonly findJob: FindJob,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
    secret: SigningSecret,
  ) {
    this.handles = new UploadHandles(secret);
  }

  async execute({ jobId, contentType, bytes }: UploadRequest): Promise<GrantedUpload> {
    const job = await this.findJob.open(jobId);
    const key = `organizations/${job.organizationId}/quarantine/${newId()}`;
    const expiresAt = new Date(this.clock.now().getTime() + VALID_MS);
    const owner = { kind: 'job', organizationId: job.organizationId, jobId } as const;
    const form = await this.storage.presignPost({ key, contentType, maxBytes: bytes, expiresAt });
    return {
      uploadHandle: this.handles.sign({ owner, key, contentType, maxBytes: bytes, expiresAt }),
      url: form.url,
      fields: Object.entries(form.fields).map(([name, value]) => ({ name, value })),
      expiresAt: expiresAt.toISOString(),
    };
  }
}
