import { DUPLICATE_POLICIES, Id, Instant, JOB_STATUSES, Nested, NestedList, Nullable, Text, Whole } from '@shortlist/contracts';
import type { DuplicatePolicy, JobStatus } from '@shortlist/contracts';
import { validationError } from '@shortlist/platform';
import { ArrayMaxSize, IsBoolean, IsIn } from 'class-validator';
import { EMPLOYMENT_TYPES, MOST_REQUIREMENTS } from '../domain/job.js';
import type { EmploymentType, JobContent } from '../domain/job.js';
import type { JobSummary, JobView } from '../queries/job-view.js';

/** One line of what a job asks for. */
export class JobRequirementDto {
  /** For example `skill`, `experience`, `education`, `language`. */
  @Text(50, 1) type: string;
  @Text(500, 1) value: string;
  @IsBoolean() mandatory: boolean;
}

/** A posting as people write it. */
export class JobContentDto {
  @Text(200, 1) title: string;
  @Nullable() @Text(20_000) description?: string | null;
  @Nullable() @Text(200) department?: string | null;
  @Nullable() @Text(200) location?: string | null;
  @Nullable() @IsIn(EMPLOYMENT_TYPES) employmentType?: EmploymentType | null;
  @Whole(1, 100_000) openings: number = 1;
  /** What happens to a second application of one person. */
  @IsIn(DUPLICATE_POLICIES) duplicatePolicy: DuplicatePolicy = 'keep_first';
  /** The user whose job it is; yourself where you are a hiring manager. */
  @Nullable() @Id() hiringManagerId?: string | null;
  @NestedList(() => JobRequirementDto) @ArrayMaxSize(MOST_REQUIREMENTS) requirements: JobRequirementDto[] = [];
}

/** Fields that are absent stay as they are; null empties a field that may be empty. */
export class JobChangesDto {
  @Nullable() @Text(200, 1) title?: string | null;
  @Nullable() @Text(20_000) description?: string | null;
  @Nullable() @Text(200) department?: string | null;
  @Nullable() @Text(200) location?: string | null;
  @Nullable() @IsIn(EMPLOYMENT_TYPES) employmentType?: EmploymentType | null;
  @Nullable() @Whole(1, 100_000) openings?: number | null;
  @Nullable() @IsIn(DUPLICATE_POLICIES) duplicatePolicy?: DuplicatePolicy | null;
  @Nullable() @Id() hiringManagerId?: string | null;
  @Nullable() @NestedList(() => JobRequirementDto) @ArrayMaxSize(MOST_REQUIREMENTS) requirements?: JobRequirementDto[] | null;
}

export class JobMoveDto {
  @IsIn(JOB_STATUSES) status: JobStatus;
}

/** Counts of matching candidates. */
export class MatchStatisticsDto {
  @Whole(0, 1_000_000_000) totalCandidates: number;
  @Whole(0, 1_000_000_000) strongMatches: number;
  @Whole(0, 1_000_000_000) goodMatches: number;
  @Whole(0, 1_000_000_000) aiAnalyzedCount: number;
}

/** A job as lists show it. */
export class JobSummaryDto {
  @Id() id: string;
  @Text(200) title: string;
  @IsIn(JOB_STATUSES) status: JobStatus;
  @Nullable() @Text(200) department: string | null;
  @Nullable() @Text(200) location: string | null;
  @Nullable() @IsIn(EMPLOYMENT_TYPES) employmentType: EmploymentType | null;
  @Whole(1, 100_000) openings: number;
  @IsIn(DUPLICATE_POLICIES) duplicatePolicy: DuplicatePolicy;
  @Nullable() @Id() hiringManagerId: string | null;
  /** Null when matching has never heard of the job. */
  @Nullable() @Nested(() => MatchStatisticsDto) matchStatistics: MatchStatisticsDto | null;
  /** When the job opened for the first time. */
  @Nullable() @Instant() publishedAt: string | null;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
}

/** A job with all that it says. */
export class JobDto extends JobSummaryDto {
  @Nullable() @Text(20_000) description: string | null;
  @NestedList(() => JobRequirementDto) requirements: JobRequirementDto[];
}

export function toJobSummaryDto(job: JobSummary): JobSummaryDto {
  const { id, title, status, department, location, employmentType, openings, duplicatePolicy, hiringManagerId, matchStatistics } = job;
  return {
    ...{ id, title, status, department, location, employmentType, openings, duplicatePolicy, hiringManagerId, matchStatistics },
    publishedAt: job.publishedAt?.toISOString() ?? null,
    createdAt: job.createdAt.toISOString(),
    updatedAt: job.updatedAt.toISOString(),
  };
}

export function toJobDto(job: JobView): JobDto {
  return { ...toJobSummaryDto(job), description: job.description, requirements: [...job.requirements] };
}

export function toJobContent(dto: JobContentDto): JobContent {
  const { title, openings, duplicatePolicy, requirements } = dto;
  const { description = null, department = null, location = null, employmentType = null, hiringManagerId = null } = dto;
  return { title, description, department, location, employmentType, openings, duplicatePolicy, hiringManagerId, requirements };
}

const NEVER_EMPTY = ['title', 'openings', 'duplicatePolicy', 'requirements'] as const;

/** Refuses to empty what a job cannot be without. */
export function toJobChanges(dto: JobChangesDto): Partial<JobContent> {
  const emptied = NEVER_EMPTY.filter((field) => dto[field] === null);
  if (emptied.length > 0)
    throw validationError(emptied.map((field) => ({ pointer: `/${field}`, code: 'type', detail: 'must not be null' })));
  return dto as Partial<JobContent>;
}
