import { describe, expect, it } from '@jest/globals';
import { agreementOf, areaUnderCurve, verdictOf } from './agreement.js';
import type { JudgedScore, Verdict } from './agreement.js';

const people = (verdict: Verdict, ...scores: number[]): JudgedScore[] => scores.map((score) => ({ score, verdict }));

describe('a verdict', () => {
  it('is that of most, and good whenever somebody was hired', () => {
    expect(verdictOf(['positive'])).toBe('positive');
    expect(verdictOf(['negative', 'negative', 'positive'])).toBe('negative');
    expect(verdictOf(['negative', 'positive'])).toBe('split');
    expect(verdictOf(['negative', 'negative', 'hired'])).toBe('positive');
    expect(verdictOf([])).toBe('split');
  });
});

describe('the area under the curve', () => {
  it('is the share of pairs in which the positive scores higher, ties half', () => {
    // 80 beats 70 and 50; 60 beats 50 and loses to 70: three of four.
    expect(areaUnderCurve([80, 60], [70, 50])).toBe(0.75);
    expect(areaUnderCurve([90, 95], [10, 20, 30])).toBe(1);
    expect(areaUnderCurve([10, 20], [90, 95])).toBe(0);
    expect(areaUnderCurve([70, 70], [70, 70, 70])).toBe(0.5);
    // 70 ties with one and beats one: 1.5 of 2; 80 beats both; 60 beats one: 4.5 of 6.
    expect(areaUnderCurve([70, 80, 60], [70, 50])).toBe(0.75);
  });

  it('is what counting every pair comes to', () => {
    const scores = (count: number, step: number): number[] => Array.from({ length: count }, (_, index) => (index * step) % 23);
    const [positives, negatives] = [scores(40, 7), scores(31, 5)];
    const half = (positive: number, negative: number): number => (positive > negative ? 1 : positive === negative ? 0.5 : 0);
    const wins = positives.reduce((sum, positive) => sum + negatives.reduce((row, negative) => row + half(positive, negative), 0), 0);
    expect(areaUnderCurve(positives, negatives)).toBeCloseTo(wins / (40 * 31), 12);
  });
});

describe('agreement of scores with feedback', () => {
  it('tells counts and shares above the line, which belongs to what is above', () => {
    const judged = [...people('positive', 90, 80, 70, 60, 50), ...people('negative', 70, 69.99, 40, 30, 20), ...people('split', 99)];
    const { auc, aucFrom, aucTo, ...figures } = agreementOf(judged, 70);
    expect(figures).toEqual({
      ...{ positives: 5, negatives: 5, split: 1, line: 70, positivesAbove: 3, negativesAbove: 1 },
      ...{ shareOfPositivesAbove: 0.6, shareOfNegativesAbove: 0.2 },
    });
    // Of 25 pairs: 90 and 80 win 5 each, 70 wins 4 and ties once, 60 and 50 win 3 each.
    expect(auc).toBe(20.5 / 25);
    expect([aucFrom, aucTo]).toEqual([expect.any(Number), expect.any(Number)]);
  });

  it('says nothing of shares and areas while fewer than five are known on either side', () => {
    const none = { shareOfPositivesAbove: null, shareOfNegativesAbove: null, auc: null, aucFrom: null, aucTo: null };
    expect(agreementOf([...people('positive', 1, 2, 3, 4), ...people('negative', 5, 6, 7, 8, 9)], 5)).toEqual({
      ...{ positives: 4, negatives: 5, split: 0, line: 5, positivesAbove: 0, negativesAbove: 5 },
      ...none,
    });
    expect(agreementOf([...people('positive', 1, 2, 3, 4, 5), ...people('negative', 5, 6, 7, 8)], 5)).toMatchObject(none);
    expect(agreementOf([], 70)).toMatchObject({ positives: 0, negatives: 0, split: 0, ...none });
  });

  it('is unsure of few, also where they happen to be told apart perfectly', () => {
    // The bounds solve (area - estimate)² = 1.96² x the variance at the area; found by a scan of 200,000 values.
    const perfect = agreementOf([...people('positive', 9, 9, 9, 9, 9), ...people('negative', 1, 1, 1, 1, 1)], 5);
    expect(perfect).toMatchObject({ auc: 1, aucTo: 1 });
    expect(perfect.aucFrom).toBeCloseTo(0.6427, 4);
    const chance = agreementOf([...people('positive', 5, 5, 5, 5, 5), ...people('negative', 5, 5, 5, 5, 5)], 5);
    expect(chance.aucFrom).toBeCloseTo(0.2056, 4);
    expect(chance.aucTo).toBeCloseTo(0.7944, 4);
  });
});
