import { describe, expect, it } from '@jest/globals';
import { hypergeometric } from './fairness/exact-test.js';
import { CONFIDENCE, leastCount, mostCount, wronglyLeftOut } from './wrongly-left-out.js';

describe('the number of those wrongly left out', () => {
  /*
   * By hand, ten of twenty drawn, C(20, 10) = 184,756. None wrong: C(16, 10) = 8,008 of them without any of four, which is 0.0433; C(15, 10) = 3,003
   * without any of five, 0.0163. One wrong: with seven C(13, 10) + 7 C(13, 9) = 286 + 5,005, 0.0286; with eight 66 + 1,760, 0.0099; one alone
   * is hit by half of the samples.
   */
  it('has the interval that counting samples gives', () => {
    expect([leastCount(20, 10, 0), mostCount(20, 10, 0)]).toEqual([0, 4]);
    expect([leastCount(20, 10, 1), mostCount(20, 10, 1)]).toEqual([1, 7]);
    // Two of five, none wrong: with three wrong, C(2, 2) of C(5, 2) = 10 samples miss them all.
    expect(mostCount(5, 2, 0)).toBe(3);
  });

  it('is known when all are judged', () => {
    expect(wronglyLeftOut({ frame: 7, drawn: 7, judged: 7, wrong: 2 })).toEqual({
      ...{ share: 2 / 7, count: 2, interval: { low: 2, high: 2 }, widest: { low: 2, high: 2 } },
    });
  });

  it('lies in the interval in at least 95 of 100 samples, whatever it is', () => {
    for (const [frame, sampled] of [
      [12, 5],
      [30, 10],
      [41, 20],
    ] as const) {
      for (let count = 0; count <= frame; count++) {
        const { least, probabilities } = hypergeometric(frame, count, sampled);
        const covered = probabilities.reduce((sum, probability, index) => {
          const wrong = least + index;
          const isIn = leastCount(frame, sampled, wrong) <= count && count <= mostCount(frame, sampled, wrong);
          return isIn ? sum + probability : sum;
        }, 0);
        expect(covered).toBeGreaterThanOrEqual(CONFIDENCE);
      }
    }
  });

  it('comes near the binomial interval where the frame is large: none of 20 is at most 16.8 in 100', () => {
    expect(mostCount(1_000_000, 20, 0) / 1_000_000).toBeCloseTo(1 - 0.025 ** (1 / 20), 4);
  });

  it('is unknown while nobody is judged, and supposes nothing of those without a verdict in its widest interval', () => {
    expect(wronglyLeftOut({ frame: 20, drawn: 10, judged: 0, wrong: 0 })).toBeNull();
    const some = wronglyLeftOut({ frame: 20, drawn: 10, judged: 4, wrong: 1 });
    expect(some).toMatchObject({ share: 0.25, count: 5, interval: { low: 1, high: mostCount(20, 4, 1) } });
    expect(some?.widest).toEqual({ low: leastCount(20, 10, 1), high: mostCount(20, 10, 7) });
  });
});
