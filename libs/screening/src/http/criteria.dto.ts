import { CriteriaDto, Id, Instant, Nested, NestedList, Nullable, Text, Whole } from '@shortlist/contracts';
import { checkCriteria } from '../domain/criteria.js';
import type { CriteriaVersion } from '../persistence/criteria.repository.js';

/** A doubtful place in criteria; they are taken nevertheless. */
export class CriteriaWarningDto {
  /** JSON Pointer into the criteria. */
  @Text(500) pointer: string;
  @Text(100) code: string;
  @Text(1_000) detail: string;
}

/** One version of the criteria of a job. Version 0: nobody has set any; applications are ranked by the text of the job. */
export class CriteriaVersionDto {
  @Id() jobId: string;
  @Whole(0, 1_000_000) version: number;
  @Nested(() => CriteriaDto) criteria: CriteriaDto;
  @NestedList(() => CriteriaWarningDto) warnings: CriteriaWarningDto[];
  @Nullable() @Id() createdBy: string | null;
  @Nullable() @Instant() createdAt: string | null;
}

/** What a change made, and the task that brings the applications under it. */
export class ChangedCriteriaDto extends CriteriaVersionDto {
  /** Screens the applications of the job again; null when nothing changed. */
  @Nullable() @Id() taskId: string | null;
}

export function toCriteriaVersionDto(jobId: string, { version, criteria, createdBy, createdAt }: CriteriaVersion): CriteriaVersionDto {
  const warnings = version === 0 ? [] : checkCriteria(criteria).warnings;
  return { jobId, version, criteria, warnings, createdBy, createdAt: createdAt?.toISOString() ?? null };
}
