import { describe, expect, it } from '@jest/globals';
import { auc, mean, precisionAt } from './ranking.mjs';

const scored = (text) => text.split(' ').map((each) => ({ score: Number(each.replace('*', '')), isRelevant: each.endsWith('*') }));

describe('auc', () => {
  it.each([
    ['3* 2* 1 0', 1],
    ['0* 1* 2 3', 0],
    ['4* 3 2* 1', 0.75],
    ['1* 1 1 1', 0.5],
    ['2* 2 1 0', 5 / 6],
  ])('of %s is %d', (text, expected) => expect(auc(scored(text))).toBeCloseTo(expected, 12));

  it.each(['1* 2*', '1 2'])('of %s, all of one kind, is nothing', (text) => expect(auc(scored(text))).toBeNull());
});

describe('precisionAt', () => {
  it.each([
    ['4* 3 2* 1', 1, 1],
    ['4* 3 2* 1', 2, 0.5],
    ['4* 3 2* 1', 9, 0.5],
    ['1* 1 1 1', 2, 0.25],
    ['2 1* 1', 2, 0.25],
  ])('of %s at %d is %d', (text, k, expected) => expect(precisionAt(scored(text), k)).toBeCloseTo(expected, 12));

  it('does not depend on the order of what is tied', () => {
    expect(precisionAt(scored('1* 1 1'), 1)).toBe(precisionAt(scored('1 1 1*'), 1));
  });
});

describe('mean', () => {
  it('of nothing is nothing', () => expect(mean([])).toBeNull());
  it('adds and divides', () => expect(mean([1, 2, 6])).toBe(3));
});
