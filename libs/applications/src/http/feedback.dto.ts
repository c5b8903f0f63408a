import { IntersectionType } from '@nestjs/swagger';
import { FEEDBACK_KINDS, Id, Instant, Nullable, Text, Whole } from '@shortlist/contracts';
import type { FeedbackKind } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import type { Feedback } from '../persistence/feedback.repository.js';

/** Of an application: `applicationId` alone. Of a candidate, whether they applied or not: `jobId` and `candidateId`. */
export class GiveFeedbackDto {
  @Nullable() @Id() applicationId?: string | null;
  @Nullable() @Id() jobId?: string | null;
  @Nullable() @Id() candidateId?: string | null;
  @IsIn(FEEDBACK_KINDS) kind: FeedbackKind;
  @Nullable() @Text(5_000, 1) notes?: string | null;
}

/** What one member of staff said of one applicant or candidate. */
export class FeedbackDto {
  @Id() id: string;
  @Id() jobId: string;
  /** Null when it is of a candidate. */
  @Nullable() @Id() applicationId: string | null;
  /** Null while nobody knows whose the application is. */
  @Nullable() @Id() candidateId: string | null;
  @Id() userId: string;
  /** Counts what this person said of it; the last one stands. */
  @Whole(1, 1_000_000) number: number;
  @IsIn(FEEDBACK_KINDS) kind: FeedbackKind;
  /** Null when none were written, or when the person they are about was erased. */
  @Nullable() @Text(5_000) notes: string | null;
  @Instant() givenAt: string;
  /** When a later word of the same person took its place; null while it stands. */
  @Nullable() @Instant() replacedAt: string | null;
}

export function toFeedbackDto({ givenAt, replacedAt, ...rest }: Feedback): FeedbackDto {
  return { ...rest, givenAt: givenAt.toISOString(), replacedAt: replacedAt?.toISOString() ?? null };
}

export class FeedbackFiltersDto {
  @IsOptional() @IsIn(FEEDBACK_KINDS) kind?: FeedbackKind;
  @IsOptional() @Id() applicationId?: string;
  /** Also what was said of their applications. */
  @IsOptional() @Id() candidateId?: string;
  @IsOptional() @Id() userId?: string;
  /** Also what was replaced since. */
  @IsOptional() @IsBoolean() history?: boolean;
}

/** Sorted by time, the newest first. */
export class ListFeedbackDto extends IntersectionType(ListQueryDto, FeedbackFiltersDto) {}
