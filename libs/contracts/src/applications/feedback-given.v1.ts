import { IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Instant, Nullable, Whole } from '../fields.js';

/** What a member of staff says of an applicant, or of a candidate for a job. It moves nothing: neither a score nor a status. */
export const FEEDBACK_KINDS = ['positive', 'negative', 'hired'] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

/** Either of an application or of a candidate who may not have applied. The notes speak of the person, so they stay where they are sealed. */
export class FeedbackGivenV1 {
  @Id() feedbackId: string;
  @Id() jobId: string;
  /** Null when it is of a candidate. */
  @Nullable() @Id() applicationId: string | null;
  /** Null when it is of an application: `candidates.linked` tells whose that is. */
  @Nullable() @Id() candidateId: string | null;
  @Id() userId: string;
  /** Counts what this person said of it; the highest stands. */
  @Whole(1, 1_000_000) number: number;
  @IsIn(FEEDBACK_KINDS) kind: FeedbackKind;
  @Instant() givenAt: string;
}

export const feedbackGivenV1 = defineEvent({
  type: 'feedback.given.v1',
  topic: 'applications.events',
  kind: 'fact',
  from: 'applications',
  to: ['screening'],
  payload: FeedbackGivenV1,
  key: (data) => data.applicationId ?? data.candidateId ?? data.jobId,
  meaning: 'A member of staff said how an application, or a candidate for a job, turned out.',
});
