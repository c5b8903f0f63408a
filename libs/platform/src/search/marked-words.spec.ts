import { describe, expect, it } from '@jest/globals';
import { markedWords } from './marked-words.js';

describe('marked words', () => {
  it.each<[string, number[]]>([
    ['senior <java> engineer', [1]],
    ['<java> <java> kotlin', [0, 1]],
    ['ships <machine learning services> today', [1, 2, 3]],
    ['nothing here', []],
    ['', []],
  ])('are those between the marks of %j', (marked, expected) => {
    const isMarked = markedWords(marked);
    expect(marked.split(' ').flatMap((_, index) => (isMarked(index) ? [index] : []))).toEqual(expected);
  });

  it('are counted without the marks between values', () => {
    const isMarked = markedWords('java xbetweenx <kotlin> xbetweenx postgresql');
    expect([0, 1, 2].filter(isMarked)).toEqual([1]);
  });
});
