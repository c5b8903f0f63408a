import { Injectable } from '@nestjs/common';
import { applicationsSubmittedV1 } from '@shortlist/contracts';
import type { ApplicationsSubmittedV1, SubmittedResumeV1 } from '@shortlist/contracts';
import {
  Clock,
  CodedError,
  Environment,
  EventCodec,
  EventLog,
  ObjectStorage,
  SigningSecret,
  UploadHandles,
  actorOf,
  httpVariables,
  newId,
  trackingToken,
  verifyTrackingToken,
} from '@shortlist/platform';
import type { Actor, Principal } from '@shortlist/platform';
import { applicationsVariables } from '../applications.config.js';
import { MOST_RESUME_BYTES } from '../domain/resume-upload.js';
import type { ResumeFile } from '../domain/resume-upload.js';
import { submissionFingerprint } from '../domain/submission.js';
import type { SubmissionFields } from '../domain/submission.js';
import { FindJob } from '../queries/find-job.query.js';
import type { JobForIntake } from '../queries/find-job.query.js';

export interface Receipt {
  readonly id: string;
  readonly status: 'received';
  readonly statusUrl: string;
}

export interface SubmissionInput {
  readonly fields: SubmissionFields;
  readonly file: ResumeFile | null;
  readonly idempotencyKey: string;
  readonly caller: Principal | undefined;
  readonly traceparent: string;
}

/**
 * Intake: one log append, cache look-ups, and one object write where the resume came in the body. No row is written and
 * nobody else is asked, so that a receipt costs little and means everything: from here on the application is safe.
 */
@Injectable()
export class SubmitApplication {
  private readonly handles: UploadHandles;
  private readonly publicUrl: string;
  private readonly timeoutMs: number;

  constructor(
    private readonly findJob: FindJob,
    private readonly storage: ObjectStorage,
    private readonly eventLog: EventLog,
    private readonly codec: EventCodec,
    private readonly clock: Clock,
    private readonly secret: SigningSecret,
    environment: Environment,
  ) {
    this.handles = new UploadHandles(secret);
    this.publicUrl = environment.read(httpVariables).PUBLIC_URL;
    this.timeoutMs = environment.read(applicationsVariables).INTAKE_APPEND_TIMEOUT_MS;
  }

  async execute(input: SubmissionInput): Promise<Receipt> {
    const job = await this.findJob.open(input.fields.jobId);
    const submitter = submitterOf(input, job);
    assertContact(input.fields, submitter);
    this.assertReplacement(input, job);
    const applicationId = newId();
    const resume = await this.resume(input, job, applicationId);
    const data = toEvent(input, applicationId, submitter, resume, this.clock.now());
    await this.append(data, job.organizationId, input);
    return { id: applicationId, status: 'received', statusUrl: this.statusUrl(job.organizationId, applicationId) };
  }

  private async append(data: ApplicationsSubmittedV1, organizationId: string, { caller, traceparent }: SubmissionInput): Promise<void> {
    const actor: Actor = data.submitter === 'staff' && caller ? actorOf(caller) : { kind: 'candidate', id: null };
    const meta = { organizationId, actor, traceparent };
    const record = await this.codec.encode(applicationsSubmittedV1, data, meta);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(unconfirmed()), this.timeoutMs);
    });
    const append = this.eventLog.append([record]);
    // Whoever loses the race must not end the process as an unhandled rejection.
    append.catch(() => undefined);
    try {
      await Promise.race([append, late]);
    } catch (cause) {
      throw cause instanceof CodedError ? cause : unconfirmed(cause);
    } finally {
      clearTimeout(timer);
    }
  }

  private async resume({ fields, file }: SubmissionInput, job: JobForIntake, applicationId: string): Promise<SubmittedResumeV1 | null> {
    if ([fields.uploadHandle, fields.resumeText, file].filter(Boolean).length > 1) {
      throw new CodedError('applications.several_resumes', 'rule', 'Send one resume: an upload handle, a text or a file.');
    }
    if (fields.uploadHandle) return this.uploaded(fields.uploadHandle, fields.jobId, job);
    const given = file ?? (fields.resumeText ? textFile(fields.resumeText) : null);
    if (!given) return null;
    const storageKey = `organizations/${job.organizationId}/quarantine/${applicationId}`;
    await this.storage.put(storageKey, given.bytes, { contentType: given.contentType, maxBytes: MOST_RESUME_BYTES });
    return { storageKey, contentType: given.contentType };
  }

  private uploaded(handle: string, jobId: string, job: JobForIntake): SubmittedResumeV1 {
    const upload = this.handles.read(handle, this.clock.now());
    if (upload.owner.kind !== 'job' || upload.owner.jobId !== jobId || upload.owner.organizationId !== job.organizationId) {
      throw new CodedError('applications.upload_of_another_job', 'rule', 'The upload was made for another job.');
    }
    return { storageKey: upload.key, contentType: upload.contentType };
  }

  /** An address proves nothing, the token of a status page does: only its applicant has it. */
  private assertReplacement({ fields, file }: SubmissionInput, { organizationId }: JobForIntake): void {
    const { replaces } = fields;
    if (!replaces) return;
    if (verifyTrackingToken(this.secret, replaces.id, replaces.token)?.organizationId !== organizationId) {
      throw new CodedError('applications.replacement_not_proven', 'rule', 'The token does not belong to the application to replace.');
    }
    if (!fields.uploadHandle && !fields.resumeText && !file) {
      throw new CodedError('applications.replacement_without_resume', 'rule', 'What takes the place of an application needs a resume.');
    }
  }

  private statusUrl(organizationId: string, applicationId: string): string {
    return `${this.publicUrl}/api/v1/applications/${applicationId}/track?token=${trackingToken(this.secret, organizationId, applicationId)}`;
  }
}

function submitterOf({ caller }: SubmissionInput, job: JobForIntake): ApplicationsSubmittedV1['submitter'] {
  const isStaff = caller?.organizationId === job.organizationId && caller.permissions.has('application:submit');
  return isStaff ? 'staff' : 'candidate';
}

function assertContact(fields: SubmissionFields, submitter: ApplicationsSubmittedV1['submitter']): void {
  if (submitter === 'staff') return;
  const errors = (['name', 'email'] as const)
    .filter((field) => !fields[field])
    .map((field) => ({ pointer: `/${field}`, code: 'required', detail: 'is required' }));
  if (errors.length > 0)
    throw new CodedError('applications.contact_required', 'malformed', 'An application needs a name and an e-mail address.', { errors });
}

function toEvent(
  { fields, file, idempotencyKey, caller }: SubmissionInput,
  applicationId: string,
  submitter: ApplicationsSubmittedV1['submitter'],
  resume: SubmittedResumeV1 | null,
  now: Date,
): ApplicationsSubmittedV1 {
  return {
    applicationId,
    jobId: fields.jobId,
    submitter,
    receivedAt: now.toISOString(),
    idempotency: { caller: caller?.userId ?? 'public', key: idempotencyKey, bodyHash: submissionFingerprint(fields, file) },
    replaces: fields.replaces?.id ?? null,
    resume,
    source: fields.source ?? (submitter === 'staff' ? 'upload' : 'direct'),
    consents: [...(fields.consents ?? [])],
    wantsPerson: fields.wantsPerson ?? false,
    name: fields.name ?? null,
    email: fields.email ?? null,
    phone: fields.phone ?? null,
    resumeFileName: file?.fileName ?? null,
    answers: [...(fields.answers ?? [])],
  };
}

const textFile = (text: string): ResumeFile => ({ fileName: 'resume.txt', contentType: 'text/plain', bytes: Buffer.from(text, 'utf8') });

function unconfirmed(cause?: unknown): CodedError {
  return new CodedError(
    'applications.append_unconfirmed',
    'unavailable',
    'The application may not have been stored. Send it again with the same Idempotency-Key: it will count once.',
    { retryAfterSeconds: 1, cause },
  );
}
