import { describe, expect, it } from '@jest/globals';
import { median, quantile, summarize } from './statistics.mjs';

describe('statistics', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('the median of %j is %d', (numbers, expected) => expect(median(numbers)).toBe(expected));

  it('interpolates quantiles', () => {
    expect(quantile([0, 10, 20], 0.95)).toBeCloseTo(19, 12);
    expect(quantile([0, 10, 20], 1)).toBe(20);
    expect(quantile([20, 0, 10], 0)).toBe(0);
  });

  it('leaves its input as it was', () => {
    const numbers = [3, 1, 2];
    expect(summarize(numbers)).toEqual({ least: 1, median: 2 });
    expect(numbers).toEqual([3, 1, 2]);
  });
});
