import type { Shortlist, ShortlistEntry } from './shortlist.js';

export const ENTERED_REASONS = ['place_free', 'overtook', 'criteria_changed'] as const;
/**
 * `criteria_changed`: the list is ranked under other criteria than before; `overtook`: somebody was pushed out in the same change; `place_free`: the
 * list had room or somebody dropped out.
 */
export type EnteredReason = (typeof ENTERED_REASONS)[number];

export const LEFT_REASONS = ['no_longer_ranked', 'below_min_score', 'score_fell', 'outranked', 'criteria_changed'] as const;
/** `no_longer_ranked`: rejected, withdrawn or without a score now. Scores and lengths of lists under different criteria do not compare: `criteria_changed`. */
export type LeftReason = (typeof LEFT_REASONS)[number];

export type MovedReason = 'score_changed' | 'others_moved';

export interface Entered {
  readonly applicationId: string;
  readonly rank: number;
  readonly score: number;
  readonly reason: EnteredReason;
}

export interface Left {
  readonly applicationId: string;
  readonly formerRank: number;
  readonly reason: LeftReason;
}

export interface Moved {
  readonly applicationId: string;
  readonly from: number;
  readonly to: number;
  readonly reason: MovedReason;
}

/** What changed between two states of one shortlist. */
export interface ShortlistChange {
  readonly entered: readonly Entered[];
  readonly left: readonly Left[];
  /** A change of rank or of score; only a changed score leaves `from` and `to` equal. */
  readonly moved: readonly Moved[];
}

/** What is known now of those who left. */
export interface Standing {
  /** The list before was ranked under other criteria. */
  readonly criteriaChanged?: boolean;
  /** Scores by application, also of those who are not on the list; absent or null when it is not ranked any more. */
  readonly scores: ReadonlyMap<string, number | null>;
  readonly minScore: number;
}

/** Who entered, left and moved, and why. Every list is in the order of ranks. */
export function diffShortlist(before: Shortlist, after: Shortlist, now: Standing): ShortlistChange {
  const formerly = byId(before);
  const present = byId(after);
  const left = before.entries
    .filter(({ applicationId }) => !present.has(applicationId))
    .map((entry) => ({ applicationId: entry.applicationId, formerRank: entry.rank, reason: whyLeft(entry, now) }));
  const reason = whyEntered(left, now);
  const entered = after.entries
    .filter(({ applicationId }) => !formerly.has(applicationId))
    .map(({ applicationId, rank, score }) => ({ applicationId, rank, score, reason }));
  return { entered, left, moved: after.entries.flatMap((entry) => moveOf(formerly.get(entry.applicationId), entry)) };
}

/** True when there is nothing to announce. */
export function isUnchanged({ entered, left, moved }: ShortlistChange): boolean {
  return entered.length + left.length + moved.length === 0;
}

function whyEntered(left: readonly Left[], { criteriaChanged }: Standing): EnteredReason {
  if (criteriaChanged) return 'criteria_changed';
  return left.some((entry) => entry.reason === 'outranked') ? 'overtook' : 'place_free';
}

function whyLeft({ applicationId, score }: ShortlistEntry, { scores, minScore, criteriaChanged }: Standing): LeftReason {
  const now = scores.get(applicationId) ?? null;
  if (now === null) return 'no_longer_ranked';
  if (criteriaChanged) return 'criteria_changed';
  if (now < minScore) return 'below_min_score';
  return now < score ? 'score_fell' : 'outranked';
}

function moveOf(from: ShortlistEntry | undefined, to: ShortlistEntry): Moved[] {
  if (!from || (from.rank === to.rank && from.score === to.score)) return [];
  const reason: MovedReason = from.score === to.score ? 'others_moved' : 'score_changed';
  return [{ applicationId: to.applicationId, from: from.rank, to: to.rank, reason }];
}

function byId(list: Shortlist): ReadonlyMap<string, ShortlistEntry> {
  return new Map(list.entries.map((entry) => [entry.applicationId, entry]));
}
