import { diffShortlist } from './shortlist-change.js';
import type { ShortlistChange } from './shortlist-change.js';
import { rankShortlist } from './shortlist.js';
import type { ScoredApplication, ShortlistLimits } from './shortlist.js';

/** Scores of the applications of a job under one set of criteria, with the limits of that set. */
export interface Ranking {
  readonly applications: readonly ScoredApplication[];
  readonly limits: ShortlistLimits;
}

/** How far the ranks of all applications that both rankings score lie apart. */
export interface RankMovement {
  readonly compared: number;
  readonly risen: number;
  readonly fallen: number;
  /** Mean of the places moved, up or down. */
  readonly meanPlaces: number;
  readonly mostPlaces: number;
  /**
   * Spearman's rank correlation, -1 to 1, with mean ranks for ties; 1 is the same order. Null where fewer than two are compared or one side
   * ranks all alike.
   */
  readonly correlation: number | null;
}

export interface RankingComparison {
  readonly change: ShortlistChange;
  readonly movement: RankMovement;
}

/** Who would enter and leave a shortlist, and how far everybody would move, if the second ranking took the place of the first. */
export function compareRankings(before: Ranking, after: Ranking): RankingComparison {
  const scores = new Map(after.applications.map(({ applicationId, score }) => [applicationId, score]));
  const lists = [before, after].map(({ applications, limits }) => rankShortlist(applications, limits));
  const [from, to] = lists as [(typeof lists)[number], (typeof lists)[number]];
  return {
    change: diffShortlist(from, to, { scores, minScore: after.limits.minScore ?? 0 }),
    movement: movementBetween(before.applications, after.applications),
  };
}

function movementBetween(before: readonly ScoredApplication[], after: readonly ScoredApplication[]): RankMovement {
  const former = new Map(before.flatMap(({ applicationId, score }) => (score === null ? [] : [[applicationId, score] as const])));
  const pairs = after.flatMap(({ applicationId, score }) => {
    const then = former.get(applicationId);
    return then === undefined || score === null ? [] : [{ then, now: score }];
  });
  const from = meanRanks(pairs.map(({ then }) => then));
  const to = meanRanks(pairs.map(({ now }) => now));
  const places = from.map((rank, index) => rank - (to[index] ?? 0));
  return {
    compared: pairs.length,
    risen: places.filter((by) => by > 0).length,
    fallen: places.filter((by) => by < 0).length,
    meanPlaces: places.length === 0 ? 0 : rounded(places.reduce((sum, by) => sum + Math.abs(by), 0) / places.length),
    mostPlaces: places.reduce((most, by) => Math.max(most, Math.abs(by)), 0),
    correlation: correlationOf(from, to),
  };
}

/** Ranks from the highest score down; equal scores share the mean of their places. */
function meanRanks(scores: readonly number[]): number[] {
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const ranks = new Array<number>(scores.length).fill(0);
  for (let first = 0; first < order.length;) {
    const score = scores[order[first] ?? 0];
    let next = first;
    while (next < order.length && scores[order[next] ?? 0] === score) next++;
    for (const index of order.slice(first, next)) ranks[index] = (first + next + 1) / 2;
    first = next;
  }
  return ranks;
}

/** Pearson's correlation of ranks: C. Spearman, "The Proof and Measurement of Association between Two Things", 1904. */
function correlationOf(from: readonly number[], to: readonly number[]): number | null {
  const mean = (from.length + 1) / 2;
  let [both, first, second] = [0, 0, 0];
  from.forEach((rank, index) => {
    const [x, y] = [rank - mean, (to[index] ?? 0) - mean];
    both += x * y;
    first += x * x;
    second += y * y;
  });
  return first === 0 || second === 0 ? null : rounded(both / Math.sqrt(first * second));
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
