import { describe, expect, it } from '@jest/globals';
import { isUnmodified, lastModifiedOf } from './last-modified.js';

const changedAt = new Date('2026-03-01T12:00:00.400Z');
const later = (ms: number): Date => new Date(changedAt.getTime() + ms);

describe('Last-Modified', () => {
  it('is the second of the change, and lets who has it be told so', () => {
    const sent = lastModifiedOf(changedAt, later(60_000));
    expect(sent).toBe('Sun, 01 Mar 2026 12:00:00 GMT');
    expect(isUnmodified(sent, changedAt)).toBe(true);
    expect(isUnmodified(sent, later(600))).toBe(false);
  });

  it('of what changed just now hides no other change within the second', () => {
    const sent = lastModifiedOf(changedAt, later(100));
    for (const next of [changedAt, later(200), later(900)]) expect(isUnmodified(sent, next)).toBe(false);
  });

  it('is asked for by a date of HTTP, and ignored otherwise', () => {
    expect(isUnmodified('Sun, 01 Mar 2026 12:00:01 GMT', changedAt)).toBe(true);
    for (const given of [undefined, '', '*', '2027', '2027-01-01T00:00:00Z', 'Sun, 99 Mar 2027 12:00:00 GMT'])
      expect(isUnmodified(given, changedAt)).toBe(false);
  });
});
