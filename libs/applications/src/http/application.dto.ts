import {
  APPLICATION_STATUSES,
  AnswerV1,
  Decimal,
  Id,
  Instant,
  Nested,
  NestedList,
  Nullable,
  OVERRIDE_DECISIONS,
  Score,
  Text,
  TextList,
  Whole,
} from '@shortlist/contracts';
import type { ApplicationStatus, OverrideDecision } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsISO8601, IsOptional, IsUUID } from 'class-validator';
import { reachableFrom } from '../domain/application-status.js';
import type { OpenedApplication } from '../queries/open-submissions.query.js';
import type { StatusChangeEntity } from '../persistence/status-change.entity.js';

/** What a person said instead of the newest screening; the reason is with the screening. */
export class ApplicationOverrideDto {
  @Nullable() @Score() score: number | null;
  @Nullable() @IsIn(OVERRIDE_DECISIONS) decision: OverrideDecision | null;
  @Id() userId: string;
  @Instant() at: string;
}

/** An application as staff see it. */
export class ApplicationDto {
  @Id() id: string;
  @Id() jobId: string;
  @Nullable() @Id() candidateId: string | null;
  @IsIn(APPLICATION_STATUSES) status: ApplicationStatus;
  /** Statuses that a person may move it to. */
  @IsArray() @IsIn(APPLICATION_STATUSES, { each: true }) reachableStatuses: ApplicationStatus[];
  @Whole(1, 2_000_000_000) version: number;
  @Nullable() @Text(300) name: string | null;
  @Nullable() @Text(320) email: string | null;
  @Nullable() @Text(50) phone: string | null;
  @NestedList(() => AnswerV1) answers: AnswerV1[];
  @Nullable() @Score() score: number | null;
  @Nullable() @Whole(0, 1_000_000) criteriaVersion: number | null;
  /** Waits for a person; nothing moves it by itself. */
  @IsBoolean() needsPerson: boolean;
  @Nullable() @Text(100) needsPersonReason: string | null;
  @TextList(100) flags: string[];
  @Nullable() @Nested(() => ApplicationOverrideDto) override: ApplicationOverrideDto | null;
  @Text(100) source: string;
  @IsBoolean() wantsPerson: boolean;
  @Instant() receivedAt: string;
}

export function toApplicationDto({ application, submission }: OpenedApplication): ApplicationDto {
  return {
    id: application.id,
    jobId: application.jobId,
    candidateId: application.candidateId,
    status: application.status,
    reachableStatuses: [...reachableFrom(application.status)],
    version: application.version,
    name: submission.name,
    email: submission.email,
    phone: submission.phone,
    answers: [...submission.answers],
    score: application.score === null ? null : Number(application.score),
    criteriaVersion: application.criteriaVersion,
    needsPerson: application.needsPerson,
    needsPersonReason: application.needsPersonReason,
    flags: application.flags,
    override: application.override,
    source: application.source,
    wantsPerson: application.wantsPerson,
    receivedAt: application.receivedAt.toISOString(),
  };
}

/** Filters are joined by AND. Sort by `receivedAt` or `score`. */
export class ListApplicationsDto extends ListQueryDto {
  @IsOptional() @IsUUID() jobId?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(9) @IsIn(APPLICATION_STATUSES, { each: true }) status?: ApplicationStatus[];
  @IsOptional() @Decimal(0, 100) minScore?: number;
  @IsOptional() @Decimal(0, 100) maxScore?: number;
  /** The resume names all of them. */
  @IsOptional() @ArrayMaxSize(20) @TextList(200) skills?: string[];
  /** Whether it is on the shortlist of its job. */
  @IsOptional() @IsBoolean() shortlist?: boolean;
  @IsOptional() @Text(100) source?: string;
  @IsOptional() @IsBoolean() needsPerson?: boolean;
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsUUID(undefined, { each: true }) ids?: string[];
  @IsOptional() @IsISO8601({ strict: true }) 'receivedAt[gte]'?: string;
  @IsOptional() @IsISO8601({ strict: true }) 'receivedAt[gt]'?: string;
  @IsOptional() @IsISO8601({ strict: true }) 'receivedAt[lte]'?: string;
  @IsOptional() @IsISO8601({ strict: true }) 'receivedAt[lt]'?: string;
}

export class MoveApplicationDto {
  @IsIn(APPLICATION_STATUSES) status: ApplicationStatus;
  /** Required for a rejection. */
  @Nullable() @Text(2_000) reason?: string | null;
}

/** One change of status. */
export class TimelineEntryDto {
  @Id() id: string;
  @Nullable() @IsIn(APPLICATION_STATUSES) from: ApplicationStatus | null;
  @IsIn(APPLICATION_STATUSES) to: ApplicationStatus;
  @Nullable() @Text(2_000) reason: string | null;
  /** `candidate`, `system`, `user:<id>` or `api_key:<id>`. */
  @Text(100) actor: string;
  /** A rule moved it, not a person. */
  @IsBoolean() automatic: boolean;
  @Instant() at: string;
}

export function toTimelineEntryDto(change: StatusChangeEntity): TimelineEntryDto {
  return {
    id: change.id,
    from: change.fromStatus,
    to: change.toStatus,
    reason: change.reason,
    actor: change.actor,
    automatic: change.automatic,
    at: change.changedAt.toISOString(),
  };
}

export class TrackQueryDto {
  /** From the status URL of the receipt. */
  @Text(200, 1) token: string;
}

/** What the candidate may know, in the candidate's words. */
export class TrackedApplicationDto {
  @Id() id: string;
  @IsIn(APPLICATION_STATUSES) status: ApplicationStatus;
  /** Where the application stands. */
  @Text(200) stage: string;
  @Text(500) whatHappensNext: string;
  /** A person has looked at it. */
  @IsBoolean() seenByPerson: boolean;
  @Nullable() @Text(200) jobTitle: string | null;
  @Nullable() @Text(200) organizationName: string | null;
  @Nullable() @Instant() receivedAt: string | null;
}
