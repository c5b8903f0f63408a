import { describe, expect, it } from '@jest/globals';
import { nextAlertAt } from './saved-search.js';

const at = (time: string): Date => new Date(`${time}Z`);

describe('the next alert', () => {
  it.each([
    ['immediately', '2026-03-01T09:00', null, '2026-03-01T09:00'],
    ['immediately', '2026-03-01T09:00', '2026-03-01T09:01', '2026-03-01T09:16'],
    ['daily', '2026-03-01T09:00', null, '2026-03-02T06:00'],
    ['daily', '2026-03-01T05:59', null, '2026-03-01T06:00'],
    ['daily', '2026-03-01T06:00', null, '2026-03-02T06:00'],
    ['daily', '2026-03-01T09:00', '2026-03-02T06:00', '2026-03-03T06:00'],
    ['daily', '2026-02-01T09:00', '2026-02-28T07:30', '2026-03-01T06:00'],
    ['daily', '2026-02-01T09:00', '2026-12-31T23:59', '2027-01-01T06:00'],
  ] as const)('%s, on since %s and last told %s, is at %s', (alert, since, told, next) => {
    expect(nextAlertAt(alert, at(since), told === null ? null : at(told))).toEqual(at(next));
  });
});
