import { describe, expect, it } from '@jest/globals';
import { firstPlace, meanOf, recallOf, swapped } from './relevance.mjs';

describe('relevance', () => {
  const relevant = new Set(['a', 'b']);

  it('counts the relevant among the first', () => {
    expect(recallOf(['x', 'a', 'b'], relevant, 2)).toBe(0.5);
    expect(recallOf(['x', 'a', 'b'], relevant, 100)).toBe(1);
    expect(recallOf([], relevant, 100)).toBe(0);
  });

  it('knows where the first one stands', () => {
    expect(firstPlace(['x', 'b', 'a'], relevant)).toBe(2);
    expect(firstPlace(['x'], relevant)).toBeNull();
    expect([meanOf([1, 0.5]), meanOf([])]).toEqual([0.75, null]);
  });

  it('swaps two letters of a word and leaves alone what is none', () => {
    expect(swapped('Python')).toBe('Pytohn');
    for (const none of ['Go', 'Node.js', 'machine learning', 'C++', 'aaaaaa']) expect(swapped(none)).toBeNull();
  });
});
