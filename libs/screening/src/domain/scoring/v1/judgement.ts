import type { CriterionResult, EvidenceDto } from '@shortlist/contracts';
import type { PointKind } from '../scoring-settings.js';

/** What the resume says about one criterion, before points. */
export interface Judgement {
  readonly result: CriterionResult;
  /** Share of the criterion's points, 0 to 1. */
  readonly credit: number;
  readonly evidence: readonly EvidenceDto[];
  /** One sentence. */
  readonly reason: string;
}

/** One criterion that carries points. */
export interface JudgedCriterion<Kind extends PointKind = PointKind> extends Judgement {
  readonly kind: Kind;
  readonly name: string;
  /** Beside its siblings of the same kind. */
  readonly weight: number;
}

/** Halfway: silence is neither held against a candidate nor taken as proof. */
export const UNKNOWN_CREDIT = 0.5;

/** Below half of what was asked nothing is earned, so that the foot of a ladder is not worth points. */
const LEAST_SHARE = 0.5;

/** The resume does not say. */
export function unknown(reason: string, credit: number = UNKNOWN_CREDIT, evidence: readonly EvidenceDto[] = []): Judgement {
  return { result: 'unknown', credit, evidence, reason };
}

/** What a credit is called: all of it, some of it, none of it. */
export function resultOf(credit: number): CriterionResult {
  return credit >= 1 ? 'met' : credit > 0 ? 'partly' : 'notMet';
}

/** How far up a ladder somebody stands, as a share of the rungs asked for: 1 at or above, 0 below half. */
export function climbed<T>(ladder: readonly T[], has: T, asked: T): number {
  const share = (ladder.indexOf(has) + 1) / (ladder.indexOf(asked) + 1);
  return share >= 1 ? 1 : share >= LEAST_SHARE ? share : 0;
}

/** A name or word in quotes that fits the sentence. */
export function named(text: string): string {
  return text.length > 120 ? `"${text.slice(0, 120)}…"` : text;
}
