import { DEFAULT_TOP_N } from './criteria.js';

/** An application as ranking sees it. */
export interface ScoredApplication {
  readonly applicationId: string;
  /** Null while there is no score; such an application is not ranked. */
  readonly score: number | null;
  /** RFC 3339 in UTC with milliseconds, so that text order is time order. */
  readonly receivedAt: string;
  readonly needsPerson: boolean;
}

/** One place on a shortlist. */
export interface ShortlistEntry {
  readonly applicationId: string;
  /** Equal scores share a rank: 1, 1, 3. */
  readonly rank: number;
  readonly score: number;
  /** Whether another application above or below the line has the same score. */
  readonly tied: boolean;
  readonly receivedAt: string;
  /** On the list by its score, but in the review queue too: it never advances by itself. */
  readonly needsPerson: boolean;
}

/** An application with the score of the cut line that found no place. */
export interface TiedBelow {
  readonly applicationId: string;
  readonly receivedAt: string;
}

/** Where a full list ends. */
export interface CutLine {
  /** Score of the last entry. */
  readonly score: number;
  /** In the order in which they would have come. */
  readonly tiedBelow: readonly TiedBelow[];
}

export interface Shortlist {
  readonly entries: readonly ShortlistEntry[];
  /** Null while the list has room: then nobody who reached the least score was left out. */
  readonly cutLine: CutLine | null;
  /** Scored applications that are not on the list. */
  readonly belowCount: number;
}

export interface ShortlistLimits {
  readonly topN?: number | null;
  readonly minScore?: number | null;
}

/**
 * The shortlist of a job: at most `topN` applications with at least `minScore`, best first. Equal scores are ordered by time of receipt, then by
 * id, so that the same applications always give the same list; where a tie straddles the cut line this order decides, and those left out are named.
 */
export function rankShortlist(applications: readonly ScoredApplication[], limits: ShortlistLimits): Shortlist {
  const scored = applications.filter(isScored);
  const ranked = scored.filter(({ score }) => score >= (limits.minScore ?? 0)).sort(byRank);
  const topN = limits.topN ?? DEFAULT_TOP_N;
  const members = ranked.slice(0, topN);
  const last = members.at(-1);
  const tiedBelow = ranked.slice(topN).filter(({ score }) => score === last?.score);
  return shortlistOf(members, topN, tiedBelow, scored.length - members.length);
}

/**
 * The same list after one application got its first score, without reading the others: equal to ranking everything again. Any other change
 * (a new score, a withdrawal, other limits) may bring up somebody from below and needs `rankShortlist`.
 */
export function placeOnShortlist(before: Shortlist, arrival: ScoredApplication, limits: ShortlistLimits): Shortlist {
  if (!isScored(arrival)) return before;
  const topN = limits.topN ?? DEFAULT_TOP_N;
  const belowCount = before.belowCount + 1;
  if (arrival.score < (limits.minScore ?? 0)) return { ...before, belowCount };
  const candidates = [...before.entries, arrival].sort(byRank);
  const members = candidates.slice(0, topN);
  const outranked = candidates[topN];
  if (!outranked) return shortlistOf(members, topN, [], before.belowCount);
  const line = members.at(-1)?.score;
  const stillTied = before.cutLine?.score === line ? (before.cutLine?.tiedBelow ?? []) : [];
  const tiedBelow = outranked.score === line ? [...stillTied, outranked].sort(byReceipt) : stillTied;
  return shortlistOf(members, topN, tiedBelow, belowCount);
}

type Ranked = Omit<ScoredApplication, 'score'> & { readonly score: number };

function isScored(application: ScoredApplication): application is Ranked {
  return application.score !== null;
}

function byRank(a: Ranked, b: Ranked): number {
  return b.score - a.score || byReceipt(a, b);
}

function byReceipt(a: TiedBelow, b: TiedBelow): number {
  return inOrder(a.receivedAt, b.receivedAt) || inOrder(a.applicationId, b.applicationId);
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function shortlistOf(members: readonly Ranked[], topN: number, tiedBelow: readonly TiedBelow[], belowCount: number): Shortlist {
  const last = members.at(-1);
  const isFull = last !== undefined && members.length === topN;
  const tied = tiedBelow.map(({ applicationId, receivedAt }) => ({ applicationId, receivedAt }));
  return {
    entries: places(members, tied.length > 0 ? last?.score : undefined),
    cutLine: isFull ? { score: last.score, tiedBelow: tied } : null,
    belowCount,
  };
}

function places(members: readonly Ranked[], scoreTiedBelow: number | undefined): ShortlistEntry[] {
  const first = new Map<number, number>();
  const count = new Map<number, number>();
  members.forEach(({ score }, index) => {
    if (!first.has(score)) first.set(score, index + 1);
    count.set(score, (count.get(score) ?? 0) + 1);
  });
  return members.map(({ applicationId, score, receivedAt, needsPerson }, index) => ({
    applicationId,
    rank: first.get(score) ?? index + 1,
    score,
    tied: (count.get(score) ?? 0) > 1 || score === scoreTiedBelow,
    receivedAt,
    needsPerson,
  }));
}
