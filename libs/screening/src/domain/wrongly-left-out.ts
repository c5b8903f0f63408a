import { hypergeometric } from './fairness/exact-test.js';

/** What people said of a random sample without replacement. */
export interface JudgedSample {
  /** Applications that the sample could have hit. */
  readonly frame: number;
  readonly drawn: number;
  /** Of those drawn, with a verdict that tells. */
  readonly judged: number;
  readonly wrong: number;
}

/** A number of applications of the frame. */
export interface CountInterval {
  readonly low: number;
  readonly high: number;
}

/** How many of those left out should not have been. Shares are of the frame, 0 to 1. */
export interface WronglyLeftOut {
  readonly share: number;
  /** `share` of the frame, not rounded. */
  readonly count: number;
  /** If those without a verdict are like those with one. */
  readonly interval: CountInterval;
  /** Whatever those without a verdict are: right at its low end, wrong at its high one. The same once all have one. */
  readonly widest: CountInterval;
}

/** The true number lies in the interval in at least so many of all samples. */
export const CONFIDENCE = 0.95;
const TAIL = (1 - CONFIDENCE) / 2;

/** Null while nobody has been judged: then nothing is known. */
export function wronglyLeftOut({ frame, drawn, judged, wrong }: JudgedSample): WronglyLeftOut | null {
  if (judged === 0) return null;
  const share = wrong / judged;
  const unjudged = drawn - judged;
  return {
    share,
    count: share * frame,
    interval: { low: leastCount(frame, judged, wrong), high: mostCount(frame, judged, wrong) },
    widest: { low: leastCount(frame, drawn, wrong), high: mostCount(frame, drawn, wrong + unjudged) },
  };
}

/**
 * The smallest number of the frame under which so many or more in the sample are not too unlikely. With `mostCount` this is the exact interval of
 * C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), for the hypergeometric distribution: J. P. Buonaccorsi, "A Note on Confidence Intervals
 * for Proportions in Finite Populations", The American Statistician 41 (1987). It keeps its promise for every size of sample and frame, and is wider
 * than it would have to be for some; who knows all of the frame has no interval left.
 */
export function leastCount(frame: number, sampled: number, wrong: number): number {
  return firstWhere(wrong, frame - (sampled - wrong), (count) => tail(frame, count, sampled, (found) => found >= wrong) > TAIL);
}

/** The largest number of the frame under which so many or fewer in the sample are not too unlikely. */
export function mostCount(frame: number, sampled: number, wrong: number): number {
  const most = frame - (sampled - wrong);
  const tooMany = firstWhere(wrong, most + 1, (count) => count > most || tail(frame, count, sampled, (found) => found <= wrong) <= TAIL);
  return tooMany - 1;
}

/** The first whole number from `least` to `most` that passes a test which all after it pass too. */
function firstWhere(least: number, most: number, passes: (value: number) => boolean): number {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function tail(frame: number, count: number, sampled: number, isIn: (found: number) => boolean): number {
  const { least, probabilities } = hypergeometric(frame, count, sampled);
  return probabilities.reduce((sum, probability, index) => (isIn(least + index) ? sum + probability : sum), 0);
}
