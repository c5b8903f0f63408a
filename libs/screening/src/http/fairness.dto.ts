import { Decimal, Id, IdList, Instant, NestedList, Nullable, Score, Text, Whole } from '@shortlist/contracts';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn, IsOptional } from 'class-validator';
import { alertsOf } from '../domain/fairness/alerts.js';
import type { FairnessMeasure } from '../domain/fairness/alerts.js';
import { DIMENSIONS } from '../domain/fairness/dimensions.js';
import type { DemographicAnswers } from '../domain/fairness/dimensions.js';
import type { ImpactTable } from '../domain/fairness/impact.js';
import type { FairnessReport } from '../persistence/fairness-report.repository.js';

/** What an applicant said, of their own will; absent or null where they did not. */
export class DemographicAnswersDto {
  @Id() applicationId: string;
  @IsOptional() @IsIn(DIMENSIONS.sex) sex?: DemographicAnswers['sex'];
  @IsOptional() @IsIn(DIMENSIONS.raceEthnicity) raceEthnicity?: DemographicAnswers['raceEthnicity'];
  @IsOptional() @IsIn(DIMENSIONS.ageBand) ageBand?: DemographicAnswers['ageBand'];
  @IsOptional() @IsIn(DIMENSIONS.disability) disability?: DemographicAnswers['disability'];
}

export class RecordDemographicsDto {
  @ArrayMinSize(1) @ArrayMaxSize(1_000) @NestedList(() => DemographicAnswersDto) answers: DemographicAnswersDto[];
}

export class RecordedDemographicsDto {
  @Whole(0, 1_000) recorded: number;
  /** No applications to this job. */
  @IdList() unknown: string[];
}

export class FairnessRequestedDto {
  @Id() reportId: string;
  /** To follow at `/tasks/:id`. */
  @Id() taskId: string;
}

export class GroupImpactDto {
  /** One group, or two joined by `+`. */
  @Text(200) group: string;
  @Whole(0, 2_000_000_000) total: number;
  @Whole(0, 2_000_000_000) successes: number;
  @Decimal(0, 1) rate: number;
  /** The rate over the highest rate; null for a group that is too small to be compared, and where nobody succeeded. */
  @Nullable() @Decimal(0, 1) impactRatio: number | null;
  /** Fisher's exact test against the group with the highest rate; null for that group itself. */
  @Nullable() @Decimal(0, 1) pValue: number | null;
  /** Less than two per cent of those whose group is known: shown, never compared. */
  @IsBoolean() isSmall: boolean;
  /** Below four fifths, and more than chance. */
  @IsBoolean() isAdverse: boolean;
}

export class ImpactTableDto {
  /** One dimension, or two joined by `+`. */
  @Text(100) dimension: string;
  /** The highest rate first. */
  @NestedList(() => GroupImpactDto) groups: GroupImpactDto[];
  /** Those who did not say. */
  @Whole(0, 2_000_000_000) unknown: number;
}

export class FairnessAlertDto {
  @IsIn(['selection', 'scoring']) measure: FairnessMeasure;
  @Text(100) dimension: string;
  @Text(200) group: string;
  @Whole(0, 2_000_000_000) total: number;
  @Whole(0, 2_000_000_000) successes: number;
  @Decimal(0, 1) impactRatio: number;
  @Decimal(0, 1) pValue: number;
}

/** How groups fared at one moment, from frozen rows. Figures in the sense of 6 RCNY 5-301; they are no legal finding. */
export class FairnessReportDto {
  @Id() id: string;
  @Id() jobId: string;
  @Whole(0, 1_000_000) criteriaVersion: number;
  /** Applications in the snapshot; those withdrawn are not. */
  @Whole(0, 2_000_000_000) applications: number;
  /** SHA-256 of the frozen rows: the same rows give the same figures. */
  @Text(64, 64) snapshotHash: string;
  /** Selected to go on, of all. */
  @NestedList(() => ImpactTableDto) selection: ImpactTableDto[];
  /** Scored above the median, of those scored. */
  @NestedList(() => ImpactTableDto) scoring: ImpactTableDto[];
  @Nullable() @Score() median: number | null;
  /** What somebody has to look at, the lowest ratio first. */
  @NestedList(() => FairnessAlertDto) alerts: FairnessAlertDto[];
  @Id() takenBy: string;
  @Instant() takenAt: string;
}

export function toFairnessReportDto({ organizationId: _organizationId, figures, takenAt, ...report }: FairnessReport): FairnessReportDto {
  const table = ({ groups, ...rest }: ImpactTable): ImpactTableDto => ({ ...rest, groups: [...groups] });
  return {
    ...report,
    selection: figures.selection.map(table),
    scoring: figures.scoring.map(table),
    median: figures.median,
    alerts: alertsOf(figures),
    takenAt: takenAt.toISOString(),
  };
}
