import { fisherExact } from './exact-test.js';

/** One application of a snapshot. A group is null where the person did not say. */
export interface FairnessRow {
  /** Null where it was not scored. */
  readonly score: number | null;
  readonly selected: boolean;
  /** By dimension, such as `sex`. */
  readonly groups: Readonly<Record<string, string | null>>;
}

/** How one group fared beside the one that fared best. */
export interface GroupImpact {
  readonly group: string;
  readonly total: number;
  readonly successes: number;
  /** `successes / total`, 0 to 1. */
  readonly rate: number;
  /** The rate over the highest rate; null for a group that is too small to be compared, and where nobody succeeded. */
  readonly impactRatio: number | null;
  /** Fisher's exact test against the group with the highest rate; null beside an `impactRatio` of null, and for that group itself. */
  readonly pValue: number | null;
  /** Below `SMALL_SHARE` of those whose group is known: shown, never compared. */
  readonly isSmall: boolean;
  /** Below four fifths, and more than chance. */
  readonly isAdverse: boolean;
}

export interface ImpactTable {
  /** One dimension, or two joined by `+`. */
  readonly dimension: string;
  readonly groups: readonly GroupImpact[];
  /** Those who did not say, or said only half of an intersection: counted here and nowhere else. */
  readonly unknown: number;
}

export interface FairnessFigures {
  /** Selected of all. */
  readonly selection: readonly ImpactTable[];
  /** Scored above the median of all scores, of those scored. */
  readonly scoring: readonly ImpactTable[];
  /** Null where nothing was scored. */
  readonly median: number | null;
}

/** 29 CFR 1607.4(D): a rate of less than four fifths of the highest is generally taken as evidence of adverse impact. */
export const FOUR_FIFTHS = 0.8;

/** The same paragraph asks for differences that are significant; the customary level. */
export const SIGNIFICANCE = 0.05;

/** 6 RCNY 5-301: a category of less than 2 % of the data may be left out of impact ratios. */
export const SMALL_SHARE = 0.02;

/** Selection and scoring rates with their impact ratios, for every dimension and every intersection of two (6 RCNY 5-301). */
export function fairnessFigures(rows: readonly FairnessRow[], dimensions: readonly string[]): FairnessFigures {
  const scored = rows.filter((row) => row.score !== null);
  const median = medianOf(scored.map((row) => row.score ?? 0));
  const pairs = dimensions.flatMap((first, index) => dimensions.slice(index + 1).map((second) => [first, second]));
  const cuts = [...dimensions.map((dimension) => [dimension]), ...pairs];
  return {
    selection: cuts.map((cut) => tableOf(cut, rows, (row) => row.selected)),
    scoring: cuts.map((cut) => tableOf(cut, scored, (row) => median !== null && (row.score ?? 0) > median)),
    median,
  };
}

function tableOf(cut: readonly string[], rows: readonly FairnessRow[], succeeds: (row: FairnessRow) => boolean): ImpactTable {
  const counts = new Map<string, { total: number; successes: number }>();
  let unknown = 0;
  for (const row of rows) {
    const names = cut.map((dimension) => row.groups[dimension] ?? null);
    if (names.includes(null)) {
      unknown += 1;
      continue;
    }
    const group = names.join('+');
    const { total, successes } = counts.get(group) ?? { total: 0, successes: 0 };
    counts.set(group, { total: total + 1, successes: successes + (succeeds(row) ? 1 : 0) });
  }
  return { dimension: cut.join('+'), groups: impacts(counts), unknown };
}

function impacts(counts: ReadonlyMap<string, { readonly total: number; readonly successes: number }>): GroupImpact[] {
  const known = [...counts.values()].reduce((sum, { total }) => sum + total, 0);
  const groups = [...counts]
    .map(([group, count]) => ({ group, ...count, rate: count.successes / count.total, isSmall: count.total / known < SMALL_SHARE }))
    .sort((a, b) => b.rate - a.rate || b.total - a.total || (a.group < b.group ? -1 : 1));
  const best = groups.find(({ isSmall }) => !isSmall);
  return groups.map((group) => {
    if (!best || group.isSmall || best.successes === 0) return { ...group, impactRatio: null, pValue: null, isAdverse: false };
    const impactRatio = group.rate / best.rate;
    const pValue = group === best ? null : fisherExact(group, best);
    return { ...group, impactRatio, pValue, isAdverse: impactRatio < FOUR_FIFTHS && pValue !== null && pValue < SIGNIFICANCE };
  });
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
