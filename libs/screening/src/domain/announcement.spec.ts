import { describe, expect, it } from '@jest/globals';
import { differenceTo, waitsUntil } from './announcement.js';
import type { Announcement } from './announcement.js';

const second = (value: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, value));
const announced = (at: Date | null, applicationIds: string[] = []): Announcement => ({ version: 1, at, applicationIds });

describe('an announcement', () => {
  it('goes out at once after a pause, and waits for the rest of the interval otherwise', () => {
    expect(waitsUntil(announced(null), second(0), 3)).toBeNull();
    expect(waitsUntil(announced(second(0)), second(2), 3)).toEqual(second(3));
    expect(waitsUntil(announced(second(0)), second(3), 3)).toBeNull();
    expect(waitsUntil(announced(second(0)), second(0), 0)).toBeNull();
  });

  it('is not held back by a last one in the future', () => {
    expect(waitsUntil(announced(second(50)), second(0), 3)).toBeNull();
  });

  it('tells the difference to the last one, without those who came and went in between', () => {
    expect(differenceTo(announced(null, ['a', 'b', 'c']), ['d', 'b', 'e'])).toEqual({ entered: ['d', 'e'], left: ['a', 'c'] });
    expect(differenceTo(announced(null, ['a']), ['a'])).toEqual({ entered: [], left: [] });
  });
});
