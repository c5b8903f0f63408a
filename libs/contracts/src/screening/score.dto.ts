import { IsBoolean, IsIn } from 'class-validator';
import { EvidenceDto } from '../evidence.dto.js';
import { Decimal, NestedList, Nullable, Score, Text, TextList } from '../fields.js';

/** `relevance`: to the text of the job, where the criteria ask for nothing. */
export const CRITERION_KINDS = [
  'mustHaveSkill',
  'niceToHaveSkill',
  'experience',
  'education',
  'location',
  'language',
  'relevance',
  'disqualifyingFactor',
] as const;
export type CriterionKind = (typeof CRITERION_KINDS)[number];

/** `unknown` is not `notMet`: the resume does not say. */
export const CRITERION_RESULTS = ['met', 'partly', 'notMet', 'unknown'] as const;
export type CriterionResult = (typeof CRITERION_RESULTS)[number];

export class CriterionScoreDto {
  @IsIn(CRITERION_KINDS) kind: CriterionKind;
  @Text(500) name: string;
  @IsIn(CRITERION_RESULTS) result: CriterionResult;
  /** Points of the whole score of 100. */
  @Decimal(0, 100) points: number;
  @Decimal(0, 100) maxPoints: number;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
  /** One sentence a candidate and a hiring manager can both read. */
  @Text(1_000) reason: string;
}

/** The score of one profile under one criteria version, explained. */
export class ScoreDto {
  @Score() score: number;
  @NestedList(() => CriterionScoreDto) criteria: CriterionScoreDto[];
  /** The highest score that the disqualifying factors leave; null when none applies. */
  @Nullable() @Score() cap: number | null;
  @TextList(100) flags: string[];
  @IsBoolean() needsPerson: boolean;
}
