import { IsBoolean, IsEmail, IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Instant, Nullable, Text } from '../fields.js';
import { Personal } from '../personal.js';

export const APPLICATION_STATUSES = [
  'received',
  'screening',
  'screened',
  'shortlisted',
  'interview',
  'offer',
  'hired',
  'rejected',
  'withdrawn',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

export class ApplicationsStatusChangedV1 {
  @Id() applicationId: string;
  @Id() jobId: string;
  @Nullable() @Id() candidateId: string | null;
  @IsIn(APPLICATION_STATUSES) from: ApplicationStatus;
  @IsIn(APPLICATION_STATUSES) to: ApplicationStatus;
  @Nullable() @Text(2_000) reason: string | null;
  /** True when a rule moved it, not a person. */
  @IsBoolean() automatic: boolean;
  @Instant() changedAt: string;
  @Personal() @Nullable() @Text(300) name: string | null;
  @Personal() @Nullable() @IsEmail() email: string | null;
}

export const applicationsStatusChangedV1 = defineEvent({
  type: 'applications.status_changed.v1',
  topic: 'applications.events',
  kind: 'fact',
  from: 'applications',
  to: ['screening', 'notifications'],
  payload: ApplicationsStatusChangedV1,
  key: (data) => data.applicationId,
  meaning: 'An application moved to another status.',
});
