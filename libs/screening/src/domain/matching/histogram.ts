/** Bins of five points; a score of 100 stands in the last. */
export const BINS = 20;

const WIDTH = 100 / BINS;

/** The bands that people read. They are a judgement: the line of the example criteria is 70, halfway between them. */
export const STRONG_MATCH = 80;
export const GOOD_MATCH = 60;

export const binOf = (score: number): number => Math.min(BINS - 1, Math.floor(score / WIDTH));

/** Counts of a histogram as statements about a job. */
export interface MatchCounts {
  readonly totalCandidates: number;
  /** With at least `STRONG_MATCH` points. */
  readonly strongMatches: number;
  /** With at least `GOOD_MATCH` points, and fewer. */
  readonly goodMatches: number;
}

export function countsOf(histogram: readonly number[]): MatchCounts {
  const from = (least: number, below: number): number =>
    histogram.slice(least / WIDTH, below / WIDTH).reduce((sum, count) => sum + count, 0);
  return { totalCandidates: from(0, 100), strongMatches: from(STRONG_MATCH, 100), goodMatches: from(GOOD_MATCH, STRONG_MATCH) };
}
