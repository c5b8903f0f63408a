import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { distanceOf, isNear } from './near-words.js';

describe('near words', () => {
  it.each([
    ['kubernets', 'kubernetes'],
    ['javascirpt', 'javascript'],
    ['pyhton', 'python'],
    ['reakt', 'react'],
    ['postgersqll', 'postgresql'],
    ['lovelase', 'lovelace'],
  ])('take %s for a slip of %s', (wanted, word) => expect(isNear(wanted, word)).toBe(true));

  it.each([
    ['go', 'no'],
    ['sql', 'sal'],
    ['java', 'lava'],
    ['python', 'pihtan'],
    ['react', 'redacts'],
    ['kubernetes', 'cubernetes'],
  ])('do not take %s for %s', (wanted, word) => expect(isNear(wanted, word)).toBe(false));

  it('lie as far apart in either direction, and one edit makes a distance of one at most', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 8 });
    fc.assert(fc.property(word, word, (one, other) => expect(distanceOf(one, other, 9)).toBe(distanceOf(other, one, 9))));
    fc.assert(
      fc.property(word, fc.nat(7), (one, place) => {
        const at = place % one.length;
        const swapped =
          one.slice(0, at) +
          one
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          one.slice(at + 2);
        for (const edited of [`${one.slice(0, at)}x${one.slice(at)}`, one.slice(0, at) + one.slice(at + 1), swapped])
          expect(distanceOf(one, edited, 9)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
