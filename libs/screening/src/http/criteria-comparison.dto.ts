import { Id, NestedList, Nullable, Text, Whole } from '@shortlist/contracts';
import { IsIn } from 'class-validator';
import type { CriteriaChangeKind } from '../domain/criteria-comparison.js';
import type { ComparedCriteria } from '../queries/read-criteria.query.js';

export class CompareCriteriaQueryDto {
  /** The older version; the one before `to` unless given. 0 is: no criteria. */
  @Nullable() @Whole(0, 1_000_000) from?: number;
  /** The newer version; the newest unless given. */
  @Nullable() @Whole(0, 1_000_000) to?: number;
}

export class CriteriaDifferenceDto {
  /** JSON Pointer; into the newer version, for what was removed into the older one. */
  @Text(500) pointer: string;
  @IsIn(['added', 'removed', 'changed']) kind: CriteriaChangeKind;
  /** JSON; null where nothing stood. */
  @Nullable() @Text(20_000) before: string | null;
  /** JSON; null where nothing stands any more. */
  @Nullable() @Text(20_000) after: string | null;
}

/** What one version of criteria asks for that another does not. The order of a list says nothing. */
export class CriteriaComparisonDto {
  @Id() jobId: string;
  @Whole(0, 1_000_000) from: number;
  @Whole(0, 1_000_000) to: number;
  @NestedList(() => CriteriaDifferenceDto) differences: CriteriaDifferenceDto[];
}

export function toCriteriaComparisonDto(jobId: string, { from, to, differences }: ComparedCriteria): CriteriaComparisonDto {
  const text = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  return {
    jobId,
    from,
    to,
    differences: differences.map(({ before, after, ...rest }) => ({ ...rest, before: text(before), after: text(after) })),
  };
}
