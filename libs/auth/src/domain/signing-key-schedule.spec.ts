import { describe, expect, it } from '@jest/globals';
import { missingTurns } from './signing-key-schedule.js';

const day = (offset: number): Date => new Date(Date.UTC(2026, 0, 1 + offset));
const turn = (from: number, until: number): { signsFrom: Date; signsUntil: Date } => ({ signsFrom: day(from), signsUntil: day(until) });

describe('missingTurns', () => {
  it('starts with a key for now and one for after', () => {
    expect(missingTurns([], day(0))).toEqual([turn(0, 30), turn(30, 60)]);
  });

  it('makes nothing while both exist', () => {
    expect(missingTurns([turn(0, 30), turn(30, 60)], day(29))).toEqual([]);
  });

  it('publishes the next key as soon as a turn begins, a whole turn before it signs', () => {
    expect(missingTurns([turn(0, 30), turn(30, 60)], day(30))).toEqual([turn(60, 90)]);
  });

  it('recovers from a pause longer than all turns', () => {
    expect(missingTurns([turn(0, 30), turn(30, 60)], day(100))).toEqual([turn(100, 130), turn(130, 160)]);
  });
});
