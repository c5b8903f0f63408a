import type { FeedbackKind } from '@shortlist/contracts';

/** What staff say of a person taken together: `split` where as many say one as the other. */
export type Verdict = 'positive' | 'negative' | 'split';

/** Who was hired turned out well, whoever else says what; else the majority counts. Of nothing said, nothing follows. */
export function verdictOf(kinds: readonly FeedbackKind[]): Verdict {
  if (kinds.includes('hired')) return 'positive';
  const balance = kinds.reduce((sum, kind) => sum + (kind === 'positive' ? 1 : -1), 0);
  if (balance === 0) return 'split';
  return balance > 0 ? 'positive' : 'negative';
}

/** The score of somebody, 0 to 100, and how they turned out. */
export interface JudgedScore {
  readonly score: number;
  readonly verdict: Verdict;
}

/** How well scores tell who turned out well. Shares and areas are 0 to 1, and null while fewer than `LEAST_OF_EACH` are known on either side. */
export interface Agreement {
  readonly positives: number;
  readonly negatives: number;
  /** People about whom staff are divided; they count for nothing else. */
  readonly split: number;
  /** The score from which on somebody is above the line. */
  readonly line: number;
  readonly positivesAbove: number;
  readonly negativesAbove: number;
  /** Of those who turned out well, how many have a score at or above the line. */
  readonly shareOfPositivesAbove: number | null;
  /** Of those who did not, likewise: the smaller, the better. */
  readonly shareOfNegativesAbove: number | null;
  /** How often somebody who turned out well has a higher score than somebody who did not, equal scores counted half: 0.5 is chance, 1 perfect. */
  readonly auc: number | null;
  /** Where that figure lies with 95 % confidence. */
  readonly aucFrom: number | null;
  readonly aucTo: number | null;
}

/** With fewer, one person more would turn the figures around. */
export const LEAST_OF_EACH = 5;

export function agreementOf(judged: readonly JudgedScore[], line: number): Agreement {
  const scores = (verdict: Verdict): number[] => judged.filter((one) => one.verdict === verdict).map(({ score }) => score);
  const [positives, negatives] = [scores('positive'), scores('negative')];
  const above = (of: readonly number[]): number => of.filter((score) => score >= line).length;
  const counts = {
    ...{ positives: positives.length, negatives: negatives.length, split: scores('split').length, line },
    ...{ positivesAbove: above(positives), negativesAbove: above(negatives) },
  };
  if (positives.length < LEAST_OF_EACH || negatives.length < LEAST_OF_EACH) return { ...counts, ...UNKNOWN };
  const auc = areaUnderCurve(positives, negatives);
  const [aucFrom, aucTo] = interval(auc, positives.length, negatives.length);
  return {
    ...counts,
    shareOfPositivesAbove: counts.positivesAbove / positives.length,
    shareOfNegativesAbove: counts.negativesAbove / negatives.length,
    ...{ auc, aucFrom, aucTo },
  };
}

const UNKNOWN = { shareOfPositivesAbove: null, shareOfNegativesAbove: null, auc: null, aucFrom: null, aucTo: null } as const;

/**
 * The area under the ROC curve, as the Wilcoxon statistic that it equals: of all pairs of a positive and a negative, the share in which the
 * positive scores higher, ties counted half. J. A. Hanley, B. J. McNeil, "The meaning and use of the area under a receiver operating
 * characteristic (ROC) curve", Radiology 143 (1982). Neither list may be empty.
 */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number {
  const sorted = [...negatives].sort((a, b) => a - b);
  const wins = positives.reduce((sum, score) => sum + (countBelow(sorted, score) + countUpTo(sorted, score)) / 2, 0);
  return wins / (positives.length * negatives.length);
}

const countBelow = (sorted: readonly number[], score: number): number => firstIndex(sorted, (other) => other >= score);
const countUpTo = (sorted: readonly number[], score: number): number => firstIndex(sorted, (other) => other > score);

/** Where the first of them stands that passes, in a list in which all after it do; the length when none does. */
function firstIndex(sorted: readonly number[], passes: (score: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(sorted[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Of the normal distribution, two-sided 95 %. */
const Z = 1.959964;

/** The variance of an estimated area, by Hanley and McNeil (1982), from `m` positives and `n` negatives when the true area is `area`. */
function varianceOf(area: number, m: number, n: number): number {
  const [q1, q2] = [area / (2 - area), (2 * area * area) / (1 + area)];
  return (area * (1 - area) + (m - 1) * (q1 - area * area) + (n - 1) * (q2 - area * area)) / (m * n);
}

/**
 * The areas that lie within 1.96 of their own standard errors of the estimate, as Wilson does for shares (E. B. Wilson, Journal of the American
 * Statistical Association 22, 1927): the standard error at the estimate itself would be none where few people happen to be told apart perfectly.
 */
function interval(estimate: number, m: number, n: number): [from: number, to: number] {
  const isWithin = (area: number): boolean => Math.abs(area - estimate) <= Z * Math.sqrt(varianceOf(area, m, n));
  return [bound(estimate, 0, isWithin), bound(estimate, 1, isWithin)];
}

/** The farthest value from `inside` towards `end` that is still within. */
function bound(inside: number, end: number, isWithin: (value: number) => boolean): number {
  let [near, far] = [inside, end];
  for (let step = 0; step < 50; step += 1) {
    const middle = (near + far) / 2;
    if (isWithin(middle)) near = middle;
    else far = middle;
  }
  return isWithin(far) ? far : near;
}
