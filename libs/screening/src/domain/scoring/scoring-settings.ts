import type { CriterionKind } from '@shortlist/contracts';

/** Kinds of criteria that carry points. A disqualifying factor caps, it never adds. */
export type PointKind = Exclude<CriterionKind, 'disqualifyingFactor'>;

/** Kinds that criteria ask for and settings weigh. */
export type WeightedKind = Exclude<PointKind, 'relevance'>;

/** How much each kind of criterion counts. Only kinds that the criteria ask for take part; their weights are scaled to 100 points. */
export interface ScoringSettings {
  readonly version: number;
  readonly weights: Readonly<Record<WeightedKind, number>> & {
    /** Relevance to the text of the job, from scorer 2 on; its default stands with the scorer. */
    readonly relevance?: number;
  };
}

/** What counts while an organization has set nothing. Reasons: docs/scoring.md. */
export const DEFAULT_SCORING_SETTINGS: ScoringSettings = {
  version: 0,
  weights: { mustHaveSkill: 50, niceToHaveSkill: 10, experience: 15, education: 10, location: 5, language: 10 },
};
