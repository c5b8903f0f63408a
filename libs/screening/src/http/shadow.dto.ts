import { CriteriaDto, Decimal, Id, Instant, Nested, NestedList, Nullable, Score, Text, Whole } from '@shortlist/contracts';
import { IsIn } from 'class-validator';
import type { EnteredReason, LeftReason, MovedReason } from '../domain/shortlist-change.js';
import type { ReadShadowResult } from '../queries/read-shadow.query.js';

/** Who tries criteria may follow the task, and reads the outcome at the address of the trial. */
export class ShadowRequestedDto {
  @Id() shadowId: string;
  @Id() taskId: string;
}

export class WouldEnterDto {
  @Id() applicationId: string;
  @Nullable() @Text(300) name: string | null;
  @Whole(1, 100_000) rank: number;
  @Score() score: number;
  @IsIn(['place_free', 'overtook']) reason: EnteredReason;
}

export class WouldLeaveDto {
  @Id() applicationId: string;
  @Nullable() @Text(300) name: string | null;
  @Whole(1, 100_000) formerRank: number;
  @IsIn(['no_longer_ranked', 'below_min_score', 'score_fell', 'outranked']) reason: LeftReason;
}

export class WouldMoveDto {
  @Id() applicationId: string;
  @Nullable() @Text(300) name: string | null;
  @Whole(1, 100_000) from: number;
  @Whole(1, 100_000) to: number;
  @IsIn(['score_changed', 'others_moved']) reason: MovedReason;
}

/** How far the ranks of all applications lie apart, on the shortlist or not. */
export class RankMovementDto {
  @Whole(0, 2_000_000_000) compared: number;
  @Whole(0, 2_000_000_000) risen: number;
  @Whole(0, 2_000_000_000) fallen: number;
  /** Mean of the places moved, up or down. */
  @Decimal(0, 2_000_000_000) meanPlaces: number;
  @Decimal(0, 2_000_000_000) mostPlaces: number;
  /** Spearman's rank correlation; 1 is the same order. Null where there is nothing to correlate. */
  @Nullable() @Decimal(-1, 1) correlation: number | null;
}

export class ThenAndNowDto {
  @Whole(0, 2_000_000_000) before: number;
  @Whole(0, 2_000_000_000) after: number;
}

/** What would change if the criteria were taken. */
export class ShadowReportDto {
  /** Applications that take part in the ranking. */
  @Whole(0, 2_000_000_000) applications: number;
  @Whole(0, 2_000_000_000) unreadable: number;
  @NestedList(() => WouldEnterDto) entered: WouldEnterDto[];
  @NestedList(() => WouldLeaveDto) left: WouldLeaveDto[];
  @NestedList(() => WouldMoveDto) moved: WouldMoveDto[];
  @Nested(() => RankMovementDto) movement: RankMovementDto;
  /** Applications that could move to `shortlisted` by themselves. */
  @Nested(() => ThenAndNowDto) advancing: ThenAndNowDto;
  @Nested(() => ThenAndNowDto) needingPerson: ThenAndNowDto;
}

/** Criteria on trial. Nothing that happened to anybody follows from it. */
export class ShadowDto {
  @Id() id: string;
  @Id() jobId: string;
  /** The criteria in force when it was asked for. */
  @Whole(0, 1_000_000) criteriaVersion: number;
  @Nested(() => CriteriaDto) criteria: CriteriaDto;
  /** Null while it runs. */
  @Nullable() @Nested(() => ShadowReportDto) report: ShadowReportDto | null;
  @Id() createdBy: string;
  @Instant() createdAt: string;
  @Nullable() @Instant() finishedAt: string | null;
}

export function toShadowDto({ names, report, ...run }: ReadShadowResult): ShadowDto {
  const { id, jobId, criteriaVersion, criteria, createdBy, createdAt, finishedAt } = run;
  const named = <T extends { readonly applicationId: string }>(one: T): T & { name: string | null } => ({
    ...one,
    name: names.get(one.applicationId) ?? null,
  });
  return {
    ...{ id, jobId, criteriaVersion, criteria, createdBy },
    report: report && {
      ...{ applications: report.applications, unreadable: report.unreadable },
      entered: report.change.entered.map(named),
      left: report.change.left.map(named),
      moved: report.change.moved.map(named),
      ...{ movement: report.movement, advancing: report.advancing, needingPerson: report.needingPerson },
    },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
