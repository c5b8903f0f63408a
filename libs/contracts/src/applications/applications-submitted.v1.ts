import { IsBoolean, IsEmail, IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Instant, Nested, NestedList, Nullable, Text } from '../fields.js';
import { Personal } from '../personal.js';

/** Where the resume of a submission lies: an upload in quarantine, or the body's file or text that intake stored. */
export class SubmittedResumeV1 {
  @Text(512) storageKey: string;
  @Text(100) contentType: string;
}

export class ConsentV1 {
  @Text(100) kind: string;
  @Instant() givenAt: string;
}

export class AnswerV1 {
  @Text(200) question: string;
  @Text(5_000) answer: string;
}

/** Ties a retry to its first try: the same caller, key and body are one submission. */
export class SubmissionKeyV1 {
  @Text(200) caller: string;
  @Text(255) key: string;
  @Text(64) bodyHash: string;
}

/** Who posted it: a candidate on the public page, or staff who upload resumes. */
export const SUBMITTERS = ['candidate', 'staff'] as const;

export class ApplicationsSubmittedV1 {
  @Id() applicationId: string;
  @Id() jobId: string;
  @IsIn(SUBMITTERS) submitter: (typeof SUBMITTERS)[number];
  @Instant() receivedAt: string;
  @Nested(() => SubmissionKeyV1) idempotency: SubmissionKeyV1;
  /** A receipt whose token the sender showed: what this submission may take the place of. */
  @Nullable() @Id() replaces?: string | null;
  @Nullable() @Nested(() => SubmittedResumeV1) resume: SubmittedResumeV1 | null;
  @Text(100) source: string;
  @NestedList(() => ConsentV1) consents: ConsentV1[];
  /** The candidate wants a person, not a model. */
  @IsBoolean() wantsPerson: boolean;
  @Personal() @Nullable() @Text(300) name: string | null;
  @Personal() @Nullable() @IsEmail() email: string | null;
  @Personal() @Nullable() @Text(50) phone: string | null;
  /** What the person called the file. */
  @Personal() @Nullable() @Text(255) resumeFileName?: string | null;
  @Personal() @NestedList(() => AnswerV1) answers: AnswerV1[];
}

export const applicationsSubmittedV1 = defineEvent({
  type: 'applications.submitted.v1',
  topic: 'applications.submitted',
  kind: 'fact',
  from: 'applications',
  to: ['applications'],
  payload: ApplicationsSubmittedV1,
  key: (data) => data.applicationId,
  meaning: 'Intake accepted a submission and answered 202; it is not stored as a row yet.',
});
