import { describe, expect, it } from '@jest/globals';
import { mayBeHandedOut, scanAfter } from './scan.js';

describe('what is known of a file', () => {
  it.each([
    [null, true, true, 'clean'],
    [null, false, true, 'infected'],
    [null, true, false, null],
    ['clean', true, false, 'clean'],
    ['infected', true, false, 'infected'],
    ['infected', true, true, 'clean'],
    ['clean', false, true, 'infected'],
  ] as const)('is, after %s and a look that found it clean: %s, with a scanner: %s, %s', (before, isClean, hasScanner, after) => {
    expect(scanAfter(before, isClean, hasScanner)).toBe(after);
  });

  it.each([
    ['clean', true, true],
    ['clean', false, true],
    ['infected', true, false],
    ['infected', false, false],
    [null, true, false],
    [null, false, true],
  ] as const)('%s, with a scanner: %s, lets it be handed out: %s', (scan, hasScanner, may) => {
    expect(mayBeHandedOut(scan, hasScanner)).toBe(may);
  });
});
