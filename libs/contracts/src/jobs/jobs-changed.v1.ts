import { IsBoolean, IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Instant, NestedList, Nullable, Text, Whole } from '../fields.js';

export const JOB_STATUSES = ['draft', 'open', 'on_hold', 'closed'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/**
 * What happens to a second application of one person to one job. `keep_first`: it becomes an alias of the first. `refuse`: the
 * same, and a mail says so. `replace`: it takes the place of the first while that was not screened yet, if the sender proves to be
 * the applicant; otherwise as `keep_first`. `separate`: every submission counts.
 */
export const DUPLICATE_POLICIES = ['keep_first', 'replace', 'refuse', 'separate'] as const;
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number];

export class JobRequirementV1 {
  @Text(50) type: string;
  @Text(500) value: string;
  @IsBoolean() mandatory: boolean;
}

/** The newest state of a posting. */
export class JobsChangedV1 {
  @Id() jobId: string;
  @Text(200) title: string;
  @Nullable() @Text(20_000) description: string | null;
  @IsIn(JOB_STATUSES) status: JobStatus;
  @Nullable() @Text(200) department: string | null;
  @Nullable() @Text(200) location: string | null;
  @Whole(1, 100_000) openings: number;
  @IsIn(DUPLICATE_POLICIES) duplicatePolicy: DuplicatePolicy;
  @NestedList(() => JobRequirementV1) requirements: JobRequirementV1[];
  @Nullable() @Instant() deletedAt: string | null;
  /** The user whose job it is. */
  @Nullable() @Id() hiringManagerId?: string | null;
}

export const jobsChangedV1 = defineEvent({
  type: 'jobs.changed.v1',
  topic: 'jobs.postings',
  kind: 'snapshot',
  from: 'jobs',
  to: ['applications', 'candidates', 'screening', 'notifications'],
  payload: JobsChangedV1,
  key: (data) => data.jobId,
  meaning: 'A posting was created, changed, moved to another status or deleted.',
});
