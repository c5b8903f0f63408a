import {
  CriterionScoreDto,
  Id,
  IdList,
  Instant,
  Nested,
  NestedList,
  Nullable,
  OVERRIDE_DECISIONS,
  SCREENING_OUTCOMES,
  Score,
  Text,
  TextList,
  Whole,
} from '@shortlist/contracts';
import type { OverrideDecision } from '@shortlist/contracts';
import type { ModelRun } from '@shortlist/platform';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn } from 'class-validator';
import { FeedbackSummaryDto } from './feedback-summary.dto.js';
import type { OpenedOverride, OpenedScreening } from '../queries/read-screening.query.js';
import type { Replay } from '../queries/replay-screening.query.js';
import type { Rerun } from '../use-cases/rerun-screenings.use-case.js';

/** What a person says instead of a screening. */
export class OverrideDto {
  @Id() id: string;
  @Id() screeningId: string;
  @Nullable() @Score() score: number | null;
  @Nullable() @IsIn(OVERRIDE_DECISIONS) decision: OverrideDecision | null;
  /** Null when the person it is about was erased. */
  @Nullable() @Text(2_000) reason: string | null;
  @Id() userId: string;
  @Instant() createdAt: string;
}

export function toOverrideDto({ id, screeningId, score, decision, reason, userId, createdAt }: OpenedOverride): OverrideDto {
  return { id, screeningId, score: score === null ? null : Number(score), decision, reason, userId, createdAt: createdAt.toISOString() };
}

/** Who established the facts that were scored. */
export class ModelRunDto {
  /** `rules` is the built-in engine. */
  @Text(50) provider: string;
  @Text(200) model: string;
  @Text(100) promptId: string;
  @Whole(1, 1_000_000) promptVersion: number;
  @Text(64) promptHash: string;
  @Text(64) inputHash: string;
  @Whole(0, 2_000_000_000) inputTokens: number;
  @Whole(0, 2_000_000_000) outputTokens: number;
  /** Millionths of a US dollar. */
  @Whole(0, 2_000_000_000) costMicros: number;
  @Whole(0, 2_000_000_000) milliseconds: number;
  /** The rules answered in place of a model that could not: it will be asked again. */
  @IsBoolean() degraded: boolean;
  /** Providers whose turn it was and that the organization does not allow (`/settings/models`), in that order. */
  @TextList(50) notAllowed: string[];
}

/** One evaluation of one application; the record never changes. */
export class ScreeningDto {
  @Id() id: string;
  @Id() applicationId: string;
  @Id() jobId: string;
  @Nullable() @Id() candidateId: string | null;
  /** Counts the screenings of the application. */
  @Whole(1, 1_000_000) run: number;
  @IsIn(SCREENING_OUTCOMES) outcome: (typeof SCREENING_OUTCOMES)[number];
  /** Why there is no score. */
  @Nullable() @Text(50) failureCode: string | null;
  @Nullable() @Score() score: number | null;
  /** The highest score that disqualifying factors left; null when none applied. */
  @Nullable() @Score() cap: number | null;
  /** One line per criterion with its evidence; empty without a score, or when the person was erased. */
  @NestedList(() => CriterionScoreDto) criteria: CriterionScoreDto[];
  @TextList(100) flags: string[];
  @IsBoolean() needsPerson: boolean;
  @Nullable() @Text(100) needsPersonReason: string | null;
  @IsBoolean() autoAdvance: boolean;
  @Whole(0, 1_000_000) criteriaVersion: number;
  @Whole(0, 1_000_000) settingsVersion: number;
  @Whole(1, 1_000_000) taxonomyVersion: number;
  @Whole(1, 1_000_000) scorerVersion: number;
  @Nullable() @Text(50) parserVersion: string | null;
  /** When the application was received; roles that were current then end there. */
  @Instant() asOf: string;
  /** Names everything that the score was computed from. */
  @Nullable() @Text(64) inputHash: string | null;
  /** Null when nothing was asked, as for an unreadable resume. */
  @Nullable() @Nested(() => ModelRunDto) model: ModelRunDto | null;
  @Whole(0, 2_000_000_000) milliseconds: number;
  @Instant() screenedAt: string;
  @NestedList(() => OverrideDto) overrides: OverrideDto[];
  /** What staff say of the application, beside the score. */
  @Nested(() => FeedbackSummaryDto) feedback: FeedbackSummaryDto;
}

export function toScreeningDto({ screening, result, overrides, feedback }: OpenedScreening): ScreeningDto {
  const { id, applicationId, jobId, candidateId, run, outcome, failureCode, flags, needsPerson, needsPersonReason, autoAdvance } =
    screening;
  const { criteriaVersion, settingsVersion, taxonomyVersion, scorerVersion, parserVersion, inputHash, milliseconds } = screening;
  return {
    ...{ id, applicationId, jobId, candidateId, run, outcome, failureCode },
    score: screening.score === null ? null : Number(screening.score),
    cap: result?.cap ?? null,
    criteria: result?.criteria ?? [],
    ...{ flags, needsPerson, needsPersonReason, autoAdvance },
    ...{ criteriaVersion, settingsVersion, taxonomyVersion, scorerVersion, parserVersion },
    asOf: screening.asOf.toISOString(),
    inputHash,
    model: screening.modelRun && toModelRunDto(screening.modelRun),
    milliseconds,
    screenedAt: screening.screenedAt.toISOString(),
    overrides: overrides.map(toOverrideDto),
    feedback: { ...feedback },
  };
}

function toModelRunDto({ parameters: _, notAllowed = [], ...run }: ModelRun): ModelRunDto {
  return { ...run, notAllowed: [...notAllowed] };
}

export class RerunScreeningsDto {
  @ArrayMinSize(1) @ArrayMaxSize(1_000) @IdList() applicationIds: string[];
}

/** What was taken up. The results come by themselves: read the screening or the shortlist. */
export class RerunDto {
  /** The batch, to follow and to cancel at `/tasks/:id`; null when none can be screened yet. */
  @Nullable() @Id() taskId: string | null;
  /** Will be screened again. */
  @IdList() requested: string[];
  /** Their resume has not been read yet; they are screened when it has. */
  @IdList() notReady: string[];
  @IdList() unknown: string[];
}

export function toRerunDto({ taskId, requested, notReady, unknown }: Rerun): RerunDto {
  return { taskId, requested: [...requested], notReady: [...notReady], unknown: [...unknown] };
}

export class ReplayDifferenceDto {
  /** JSON Pointer into the explained score, or the name of an input that moved. */
  @Text(200) what: string;
  /** JSON. */
  @Text(20_000) recorded: string;
  /** JSON. */
  @Text(20_000) replayed: string;
}

/** A past score computed again. */
export class ReplayDto {
  @Id() screeningId: string;
  /** Score, points, evidence and sentences are the same. */
  @IsBoolean() identical: boolean;
  @Score() recordedScore: number;
  @Score() replayedScore: number;
  @NestedList(() => ReplayDifferenceDto) differences: ReplayDifferenceDto[];
}

export function toReplayDto({ differences, ...rest }: Replay): ReplayDto {
  return { ...rest, differences: [...differences] };
}

/** At least one of score and decision. */
export class OverrideScreeningDto {
  @Nullable() @Score() score?: number | null;
  @Nullable() @IsIn(OVERRIDE_DECISIONS) decision?: OverrideDecision | null;
  @Text(2_000, 1) reason: string;
}
