/** What the rule needs to know of a screening. */
export interface AdvanceCandidate {
  /** Null when there is no score. */
  readonly score: number | null;
  readonly needsPerson: boolean;
  /** Null when no disqualifying factor applies. */
  readonly cap: number | null;
}

/** The line of the criteria; absent or null: nothing advances by itself. */
export interface AdvanceLine {
  readonly autoAdvanceScore?: number | null;
  readonly minScore?: number | null;
}

/**
 * Whether an application moves to `shortlisted` by itself. Only upwards and only when nothing is open: no person is needed and no disqualifying
 * factor applies, whatever the score. There is no opposite of this rule; a person owns every rejection.
 */
export function advances(screening: AdvanceCandidate, { autoAdvanceScore, minScore }: AdvanceLine): boolean {
  if (autoAdvanceScore == null || screening.score === null) return false;
  if (screening.needsPerson || screening.cap !== null) return false;
  return screening.score >= Math.max(autoAdvanceScore, minScore ?? 0);
}
