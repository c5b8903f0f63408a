import {
  CRITERION_KINDS,
  CRITERION_RESULTS,
  Decimal,
  Id,
  IdList,
  Instant,
  Nested,
  NestedList,
  Nullable,
  Score,
  Text,
  Whole,
} from '@shortlist/contracts';
import type { CriterionKind, CriterionResult } from '@shortlist/contracts';
import { IsBoolean, IsIn } from 'class-validator';
import type { NoisyEntry } from '../domain/noise.js';
import { ENTERED_REASONS } from '../domain/shortlist-change.js';
import type { EnteredReason } from '../domain/shortlist-change.js';
import { FeedbackSummaryDto } from './feedback-summary.dto.js';
import type { ReadShortlistResult } from '../queries/read-shortlist.query.js';

/** One criterion in short; `GET /applications/:id/screening` has the evidence. */
export class ShortlistReasonDto {
  @IsIn(CRITERION_KINDS) kind: CriterionKind;
  @Text(500) name: string;
  @IsIn(CRITERION_RESULTS) result: CriterionResult;
  @Decimal(0, 100) points: number;
  @Decimal(0, 100) maxPoints: number;
  @Text(1_000) reason: string;
}

/** How far a score was seen to move. */
export class ScoreNoiseDto {
  /** `rules`: the score never moves. `model`: a model added facts; another answer may give another score. */
  @IsIn(['rules', 'model']) source: 'rules' | 'model';
  /** How often a model read this resume anew under the same criteria; answers out of the cache do not count. 0 with `rules`. */
  @Whole(0, 1_000_000) readings: number;
  /** The lowest and the highest score of these readings. Null: unknown, since there were fewer than two. */
  @Nullable() @Score() low: number | null;
  @Nullable() @Score() high: number | null;
  /** Ranks that are possible when every score may be anywhere between its `low` and `high`; null while one of them is unknown. */
  @Nullable() @Whole(1, 100_000) bestRank: number | null;
  @Nullable() @Whole(1, 100_000) worstRank: number | null;
  /** It cannot be told apart from somebody below the cut line. Null: unknown. */
  @Nullable() @IsBoolean() withinNoise: boolean | null;
}

export class ShortlistEntryDto {
  @Id() applicationId: string;
  @Nullable() @Id() candidateId: string | null;
  @Nullable() @Id() screeningId: string | null;
  @Nullable() @Text(300) name: string | null;
  /** Equal scores share a rank: 1, 1, 3. */
  @Whole(1, 100_000) rank: number;
  @Score() score: number;
  /** Another application has the same score, on the list or just below it. */
  @IsBoolean() tied: boolean;
  @IsBoolean() needsPerson: boolean;
  /** When a member of staff first read its screening. */
  @Nullable() @Instant() lookedAt: string | null;
  /** Since when it has been on the list without a break; null when it was there before this was kept. */
  @Nullable() @Instant() enteredAt: string | null;
  /** `place_free`, `overtook`: it pushed somebody out, or `criteria_changed`: it came with a list under new criteria. */
  @Nullable() @IsIn(ENTERED_REASONS) enteredReason: EnteredReason | null;
  /** The criteria under which it came; those under which it is ranked now are the list's. */
  @Nullable() @Whole(0, 1_000_000) enteredCriteriaVersion: number | null;
  @NestedList(() => ShortlistReasonDto) reasons: ShortlistReasonDto[];
  @Nested(() => FeedbackSummaryDto) feedback: FeedbackSummaryDto;
  /** Null when the record of the score lies in an archive. */
  @Nullable() @Nested(() => ScoreNoiseDto) noise: ScoreNoiseDto | null;
}

/** Where a full list ends. */
export class CutLineDto {
  /** Score of the last place. */
  @Score() score: number;
  /** Applications with that score that found no place, in the order in which they would have come; at most a hundred are named. */
  @IdList() tiedBelow: string[];
  @Whole(0, 2_000_000_000) tiedBelowCount: number;
  /** Applications below the line that cannot be told apart from somebody above it, of the hundred next to it; those that tie are among them. */
  @IdList() withinNoise: string[];
}

/** Applications of the job. When `waiting` is 0, all of them have been handled. */
export class ShortlistCountsDto {
  @Whole(0, 2_000_000_000) screened: number;
  /** Not screened yet, or about to be screened again. */
  @Whole(0, 2_000_000_000) waiting: number;
  /** Nothing could be read, so there is no score. */
  @Whole(0, 2_000_000_000) unreadable: number;
  @Whole(0, 2_000_000_000) needsPerson: number;
}

/** The ranked top N applications of a job, with reasons. */
export class ShortlistDto {
  @Id() jobId: string;
  /** Rises with every change of the list; 0 while there was none. */
  @Whole(0, 2_000_000_000) version: number;
  /** The criteria under which the entries were scored and ranked; a list never mixes two versions. */
  @Whole(0, 1_000_000) criteriaVersion: number;
  /** The criteria that are in force. While applications are screened again under them, the list of the older ones stands. */
  @Whole(0, 1_000_000) newestCriteriaVersion: number;
  /** Applications that keep their score of older criteria because a re-screening was cancelled. Putting the criteria again finishes it. */
  @Whole(0, 2_000_000_000) leftBehind: number;
  @Whole(1, 1_000) topN: number;
  @Score() minScore: number;
  /** Null while the list has room. */
  @Nullable() @Nested(() => CutLineDto) cutLine: CutLineDto | null;
  @NestedList(() => ShortlistEntryDto) entries: ShortlistEntryDto[];
  @Nested(() => ShortlistCountsDto) counts: ShortlistCountsDto;
  /** Nothing waits, and the list shows the newest scores. */
  @IsBoolean() isUpToDate: boolean;
  @Nullable() @Instant() updatedAt: string | null;
}

function toScoreNoiseDto({ source, readings, interval, ranks, withinNoise }: NoisyEntry): ScoreNoiseDto {
  return {
    ...{ source, readings, low: interval?.low ?? null, high: interval?.high ?? null },
    ...{ bestRank: ranks?.best ?? null, worstRank: ranks?.worst ?? null, withinNoise },
  };
}

export function toShortlistDto(list: ReadShortlistResult): ShortlistDto {
  const { jobId, version, criteriaVersion, newestCriteriaVersion, leftBehind, topN, minScore, counts, isUpToDate } = list;
  const { cutLine, tiedBelow, tiedBelowCount, withinNoiseBelow, updatedAt } = list;
  return {
    ...{ jobId, version, criteriaVersion, newestCriteriaVersion, leftBehind, topN, minScore, counts, isUpToDate },
    cutLine: cutLine === null ? null : { score: cutLine, tiedBelow: [...tiedBelow], tiedBelowCount, withinNoise: [...withinNoiseBelow] },
    entries: list.entries.map(({ applicationId, candidateId, screeningId, name, rank, score, tied, needsPerson, ...rest }) => ({
      ...{ applicationId, candidateId, screeningId, name, rank, score, tied, needsPerson, feedback: rest.feedback },
      lookedAt: rest.lookedAt?.toISOString() ?? null,
      enteredAt: rest.entry?.at.toISOString() ?? null,
      enteredReason: rest.entry?.reason ?? null,
      enteredCriteriaVersion: rest.entry?.criteriaVersion ?? null,
      reasons: rest.reasons.map(({ evidence: _evidence, ...reason }) => reason),
      noise: rest.noise && toScoreNoiseDto(rest.noise),
    })),
    updatedAt: updatedAt?.toISOString() ?? null,
  };
}
