import {
  CRITERION_KINDS,
  CRITERION_RESULTS,
  CriterionScoreDto,
  Decimal,
  Id,
  Instant,
  Nested,
  NestedList,
  Nullable,
  Score,
  Text,
  TextList,
  Whole,
} from '@shortlist/contracts';
import type { CriterionKind, CriterionResult } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { GapRemedy, MatchAnalysis } from '../domain/matching/analysis.js';
import { BINS } from '../domain/matching/histogram.js';
import { MATCH_STATUSES } from '../domain/matching/match-status.js';
import type { MatchStatus } from '../domain/matching/match-status.js';
import type { MatchStatistics, ReadMatch } from '../queries/read-matches.query.js';
import type { ReadPairWithFeedback } from '../queries/read-pair.query.js';
import type { AnalyzedMatch } from '../use-cases/analyze-match.use-case.js';
import { FeedbackSummaryDto } from './feedback-summary.dto.js';

export class MatchFiltersDto {
  @Nullable() @Id() jobId?: string | null;
  @Nullable() @Id() candidateId?: string | null;
  @IsOptional() @IsIn(MATCH_STATUSES) status?: MatchStatus | null;
  @Nullable() @Score() minScore?: number | null;
  @IsOptional() @IsIn(['only', 'without']) hiddenGems?: 'only' | 'without' | null;
}

export class JobMatchesQueryDto extends ListQueryDto {
  @IsOptional() @IsIn(MATCH_STATUSES) status?: MatchStatus;
  @IsOptional() @Score() minScore?: number;
  /** `only`: strong evidence under a title by which nobody would look for it. */
  @IsOptional() @IsIn(['only', 'without']) hiddenGems?: 'only' | 'without';
}

export class MatchesQueryDto extends JobMatchesQueryDto {
  @IsOptional() @Id() jobId?: string;
  @IsOptional() @Id() candidateId?: string;
}

/** A stored match: one of the best of its job, or one that somebody has dealt with. */
export class CandidateMatchDto {
  @Id() id: string;
  @Id() jobId: string;
  @Id() candidateId: string;
  /** Null while it is no match any more: they applied, or are matched with nothing. */
  @Nullable() @Score() score: number | null;
  /** Strong evidence under a title by which nobody would look for it. */
  @IsBoolean() hiddenGem: boolean;
  @IsIn(MATCH_STATUSES) status: MatchStatus;
  @Nullable() @Id() statusBy: string | null;
  @Nullable() @Instant() statusAt: string | null;
  @Nullable() @Instant() analyzedAt: string | null;
  @Instant() createdAt: string;
  @Nested(() => FeedbackSummaryDto) feedback: FeedbackSummaryDto;
}

export function toCandidateMatchDto({ version: _version, statusAt, analyzedAt, createdAt, ...row }: ReadMatch): CandidateMatchDto {
  return {
    ...row,
    statusAt: statusAt?.toISOString() ?? null,
    analyzedAt: analyzedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export class ChangeMatchStatusDto {
  @IsIn(MATCH_STATUSES) status: MatchStatus;
}

/** What a job and a candidate are to each other, computed now by the scoring of applications. */
export class PairDto {
  @Id() jobId: string;
  @Id() candidateId: string;
  @Score() score: number;
  /** The highest score that disqualifying factors left; null when none applied. */
  @Nullable() @Score() cap: number | null;
  /** One line per criterion with its evidence. */
  @NestedList(() => CriterionScoreDto) criteria: CriterionScoreDto[];
  @TextList(100) flags: string[];
  @IsBoolean() hiddenGem: boolean;
  /** Then the screening of the application counts, and this is no match. */
  @IsBoolean() hasApplied: boolean;
  @Whole(0, 1_000_000) criteriaVersion: number;
  @Whole(0, 1_000_000) settingsVersion: number;
  /** Null where it is none of those that are stored. */
  @Nullable() @Nested(() => CandidateMatchDto) match: CandidateMatchDto | null;
  @Nested(() => FeedbackSummaryDto) feedback: FeedbackSummaryDto;
}

export function toPairDto({ jobId, candidateId, result, isHiddenGem, hasApplied, job, row, feedback }: ReadPairWithFeedback): PairDto {
  const { criteriaVersion, settingsVersion } = job.basis;
  return {
    ...{ jobId, candidateId, score: result.score, cap: result.cap, criteria: result.criteria, flags: result.flags },
    ...{ hiddenGem: isHiddenGem, hasApplied, criteriaVersion, settingsVersion, feedback },
    match: row && toCandidateMatchDto({ ...row, feedback }),
  };
}

export class DimensionDto {
  @IsIn(CRITERION_KINDS) kind: CriterionKind;
  @Decimal(0, 100) points: number;
  @Decimal(0, 100) maxPoints: number;
}

export class GapDto {
  @IsIn(CRITERION_KINDS) kind: CriterionKind;
  @Text(500) name: string;
  @IsIn(CRITERION_RESULTS) result: CriterionResult;
  @Decimal(0, 100) lostPoints: number;
  /** `ask`: the resume is silent. `learn`: a skill or a language. `other`: time, a degree, a move. */
  @IsIn(['ask', 'learn', 'other']) remedy: GapRemedy;
  @Text(1_000) reason: string;
}

export class SkillGapDto {
  @Text(500) name: string;
  @IsBoolean() isMustHave: boolean;
  @IsIn(CRITERION_RESULTS) result: CriterionResult;
  @Decimal(0, 100) lostPoints: number;
  /** What the resume shows that comes near it. */
  @TextList(10_000) nearby: string[];
}

/** How far the score could rise, by arithmetic over the gaps; nobody's future is predicted. */
export class PotentialDto {
  @Score() now: number;
  /** If everything that the resume leaves open turned out well. */
  @Score() ifConfirmed: number;
  /** If the skills that are missing were learned as well. */
  @Score() ifLearned: number;
}

export class MatchAnalysisDto {
  @Id() jobId: string;
  @Id() candidateId: string;
  @Score() score: number;
  @NestedList(() => DimensionDto) dimensions: DimensionDto[];
  /** What is met, the most valuable first. */
  @NestedList(() => CriterionScoreDto) strengths: CriterionScoreDto[];
  /** The most costly first. */
  @NestedList(() => GapDto) gaps: GapDto[];
  @NestedList(() => SkillGapDto) skillGaps: SkillGapDto[];
  @Nested(() => PotentialDto) potential: PotentialDto;
  @IsBoolean() hiddenGem: boolean;
  @Whole(0, 1_000_000) criteriaVersion: number;
  @Whole(1, 1_000_000) scorerVersion: number;
  @Instant() analyzedAt: string;
}

export function toMatchAnalysisDto({ analysis, analyzedAt, ...rest }: AnalyzedMatch): MatchAnalysisDto {
  const { score, dimensions, strengths, gaps, skillGaps, potential, isHiddenGem }: MatchAnalysis = analysis;
  return {
    ...{ ...rest, score: score.score, dimensions: [...dimensions], strengths: [...strengths], gaps: [...gaps] },
    skillGaps: skillGaps.map((gap) => ({ ...gap, nearby: [...gap.nearby] })),
    ...{ potential, hiddenGem: isHiddenGem, analyzedAt: analyzedAt.toISOString() },
  };
}

export class AnalyzeTopDto {
  /** How many of the best; those that are analysed already stay as they are. */
  @IsInt() @Min(1) @Max(50) limit: number = 10;
}

export class MatchTaskDto {
  /** To follow and to cancel at `/tasks/:id`. */
  @Id() taskId: string;
}

export class AnalysisStatusDto {
  @Id() jobId: string;
  /** Matches that are stored, and how many of them are analysed. */
  @Whole(0, 1_000_000) stored: number;
  @Whole(0, 1_000_000) analyzed: number;
  /** The newest task that was asked for. */
  @Nullable() @Id() taskId: string | null;
  @IsBoolean() isRunning: boolean;
}

export class JobMatchStatisticsDto {
  @Id() jobId: string;
  /** Candidates that have a score for the job. */
  @Whole(0, 2_000_000_000) totalCandidates: number;
  /** With at least 80 points. */
  @Whole(0, 2_000_000_000) strongMatches: number;
  /** With at least 60 points, and fewer. */
  @Whole(0, 2_000_000_000) goodMatches: number;
  /** How many candidates have a score from 0 to below 5, from 5 to below 10, and so on. */
  @IsArray() @IsInt({ each: true }) @ArrayMaxSize(BINS) histogram: number[];
  @Whole(0, 1_000_000) stored: number;
  @Whole(0, 1_000_000) analyzed: number;
  /** Of those that are stored. */
  @Whole(0, 1_000_000) hiddenGems: number;
  /** Nothing of the job changed since all candidates were matched with it. */
  @IsBoolean() isMatched: boolean;
  @Nullable() @Instant() matchedAt: string | null;
  @Whole(0, 1_000_000) criteriaVersion: number;
}

export function toJobMatchStatisticsDto({ histogram, matchedAt, ...rest }: MatchStatistics): JobMatchStatisticsDto {
  return { ...rest, histogram: [...histogram], matchedAt: matchedAt?.toISOString() ?? null };
}

export class CompareMatchesDto {
  @Id() jobId: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10) @ArrayUnique() @IsUUID(undefined, { each: true }) candidateIds: string[];
}

export class ComparedCandidateDto {
  @Id() candidateId: string;
  @Score() score: number;
  @Nullable() @Score() cap: number | null;
  @IsBoolean() hiddenGem: boolean;
  @IsBoolean() hasApplied: boolean;
  @Nested(() => FeedbackSummaryDto) feedback: FeedbackSummaryDto;
}

export class ComparedCellDto {
  @Id() candidateId: string;
  @IsIn(CRITERION_RESULTS) result: CriterionResult;
  @Decimal(0, 100) points: number;
  @Text(1_000) reason: string;
}

export class ComparedCriterionDto {
  @IsIn(CRITERION_KINDS) kind: CriterionKind;
  @Text(500) name: string;
  @Decimal(0, 100) maxPoints: number;
  /** In the order of `candidates`. */
  @NestedList(() => ComparedCellDto) cells: ComparedCellDto[];
}

/** Candidates side by side: one row per criterion, one cell per candidate. */
export class MatchComparisonDto {
  @Id() jobId: string;
  /** Best first. */
  @NestedList(() => ComparedCandidateDto) candidates: ComparedCandidateDto[];
  @NestedList(() => ComparedCriterionDto) criteria: ComparedCriterionDto[];
}

/** Every candidate is scored by the same criteria, so that their lines come in the same order. */
export function toMatchComparisonDto(jobId: string, pairs: readonly ReadPairWithFeedback[]): MatchComparisonDto {
  const ordered = [...pairs].sort((a, b) => b.result.score - a.result.score || (a.candidateId < b.candidateId ? -1 : 1));
  const lines = ordered[0]?.result.criteria ?? [];
  return {
    jobId,
    candidates: ordered.map(({ candidateId, result, isHiddenGem, hasApplied, feedback }) => ({
      ...{ candidateId, score: result.score, cap: result.cap, hiddenGem: isHiddenGem, hasApplied, feedback },
    })),
    criteria: lines.map(({ kind, name, maxPoints }, index) => ({
      ...{ kind, name, maxPoints },
      cells: ordered.flatMap(({ candidateId, result }) => {
        const line = result.criteria[index];
        return line ? [{ candidateId, result: line.result, points: line.points, reason: line.reason }] : [];
      }),
    })),
  };
}
