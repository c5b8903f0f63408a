import { IsEmail, IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Nullable, Text } from '../fields.js';
import { DUPLICATE_POLICIES } from '../jobs/jobs-changed.v1.js';
import type { DuplicatePolicy } from '../jobs/jobs-changed.v1.js';
import { Personal } from '../personal.js';

export class ApplicationsDuplicateFoundV1 {
  /** The application that stays. */
  @Id() applicationId: string;
  /** The receipt that now names it. */
  @Id() receiptId: string;
  @Id() jobId: string;
  @IsIn(DUPLICATE_POLICIES) policy: DuplicatePolicy;
  @Personal() @Nullable() @Text(300) name: string | null;
  @Personal() @Nullable() @IsEmail() email: string | null;
}

export const applicationsDuplicateFoundV1 = defineEvent({
  type: 'applications.duplicate_found.v1',
  topic: 'applications.events',
  kind: 'fact',
  from: 'applications',
  to: ['notifications'],
  payload: ApplicationsDuplicateFoundV1,
  key: (data) => data.applicationId,
  meaning: 'A person applied again to a job whose policy does not count it as a new application.',
});
