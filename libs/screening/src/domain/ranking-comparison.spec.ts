import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRankings } from './ranking-comparison.js';
import type { ScoredApplication } from './shortlist.js';

const scored = (scores: Readonly<Record<string, number | null>>): ScoredApplication[] =>
  Object.entries(scores).map(([applicationId, score]) => ({
    ...{ applicationId, score, needsPerson: false },
    receivedAt: '2026-01-01T00:00:00.000Z',
  }));

const LIMITS = { topN: 2, minScore: 0 };

describe('comparing two rankings', () => {
  it('names who would enter and leave, and why', () => {
    const before = scored({ a: 90, b: 80, c: 70, d: 60 });
    const after = scored({ a: 50, b: 80, c: 95, d: 60 });
    const { change } = compareRankings({ applications: before, limits: LIMITS }, { applications: after, limits: LIMITS });
    expect(change.entered).toEqual([{ applicationId: 'c', rank: 1, score: 95, reason: 'place_free' }]);
    expect(change.left).toEqual([{ applicationId: 'a', formerRank: 1, reason: 'score_fell' }]);
    expect(change.moved).toEqual([]);
  });

  it('follows the limits of each side', () => {
    const both = scored({ a: 90, b: 80, c: 70 });
    const { change } = compareRankings({ applications: both, limits: LIMITS }, { applications: both, limits: { topN: 3, minScore: 75 } });
    expect(change).toMatchObject({ entered: [], left: [], moved: [] });
  });

  // Ranks before 1, 2, 3, 4 and after 2, 1, 4, 3: 1 - 6 * 4 / (4 * 15) = 0.6.
  it('measures movement by hand-computed figures', () => {
    const before = scored({ a: 90, b: 80, c: 70, d: 60, gone: 10, unread: null });
    const after = scored({ a: 80, b: 90, c: 60, d: 70, gone: null, unread: 5 });
    const { movement } = compareRankings({ applications: before, limits: LIMITS }, { applications: after, limits: LIMITS });
    expect(movement).toEqual({ compared: 4, risen: 2, fallen: 2, meanPlaces: 1, mostPlaces: 1, correlation: 0.6 });
  });

  it('gives ties their mean place, and no correlation where one side ranks all alike', () => {
    const even = scored({ a: 50, b: 50, c: 50 });
    const apart = scored({ a: 90, b: 80, c: 70 });
    const { movement } = compareRankings({ applications: even, limits: LIMITS }, { applications: apart, limits: LIMITS });
    expect(movement).toEqual({ compared: 3, risen: 1, fallen: 1, meanPlaces: 0.6667, mostPlaces: 1, correlation: null });
  });

  it('finds no movement between a ranking and itself, whatever its order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 50 }), (scores) => {
        const applications = scored(Object.fromEntries(scores.map((score, index) => [`a${index}`, score])));
        const reversed = [...applications].reverse();
        const { change, movement } = compareRankings({ applications, limits: LIMITS }, { applications: reversed, limits: LIMITS });
        expect(change).toEqual({ entered: [], left: [], moved: [] });
        expect(movement).toMatchObject({ compared: scores.length, risen: 0, fallen: 0, meanPlaces: 0, mostPlaces: 0 });
        expect([1, null]).toContain(movement.correlation);
      }),
    );
  });
});
