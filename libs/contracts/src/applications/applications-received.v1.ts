import { IsBoolean, IsEmail, IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Instant, Nested, Nullable, Text } from '../fields.js';
import { Personal } from '../personal.js';
import { SUBMITTERS, SubmittedResumeV1 } from './applications-submitted.v1.js';

export class ApplicationsReceivedV1 {
  @Id() applicationId: string;
  @Id() jobId: string;
  @IsIn(SUBMITTERS) submitter: (typeof SUBMITTERS)[number];
  @Instant() receivedAt: string;
  /** Keyed hash of the normalised e-mail, or of the application where none was given: names the person's data key. */
  @Text(64, 64) candidateKey: string;
  @Nullable() @Nested(() => SubmittedResumeV1) resume: SubmittedResumeV1 | null;
  @Text(100) source: string;
  @IsBoolean() wantsPerson: boolean;
  @Personal() @Nullable() @Text(300) name: string | null;
  @Personal() @Nullable() @IsEmail() email: string | null;
  @Personal() @Nullable() @Text(50) phone: string | null;
  @Personal() @Nullable() @Text(255) resumeFileName?: string | null;
}

export const applicationsReceivedV1 = defineEvent({
  type: 'applications.received.v1',
  topic: 'applications.events',
  kind: 'fact',
  from: 'applications',
  to: ['candidates', 'screening', 'notifications'],
  payload: ApplicationsReceivedV1,
  key: (data) => data.applicationId,
  meaning: 'An application was stored and is new under the policy of its job.',
});
