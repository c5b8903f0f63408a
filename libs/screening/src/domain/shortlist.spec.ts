import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placeOnShortlist, rankShortlist } from './shortlist.js';
import type { ScoredApplication } from './shortlist.js';

function application(applicationId: string, score: number | null, day = 1, needsPerson = false): ScoredApplication {
  return { applicationId, score, receivedAt: `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`, needsPerson };
}

const ids = (list: readonly { applicationId: string }[]): string[] => list.map(({ applicationId }) => applicationId);

describe('a shortlist', () => {
  it('ranks by score, then time of receipt, then id; equal scores share a rank and are shown as ties', () => {
    const list = rankShortlist([application('d', 70), application('c', 90, 2), application('b', 90, 2), application('a', 90, 1)], {});
    expect(list.entries.map(({ applicationId, rank, tied }) => [applicationId, rank, tied])).toEqual([
      ['a', 1, true],
      ['b', 1, true],
      ['c', 1, true],
      ['d', 4, false],
    ]);
  });

  it('holds ten applications when the criteria do not say', () => {
    const list = rankShortlist(
      Array.from({ length: 12 }, (_, index) => application(`a${index}`, index)),
      {},
    );
    expect(list.entries).toHaveLength(10);
    expect(list).toMatchObject({ cutLine: { score: 2, tiedBelow: [] }, belowCount: 2 });
  });

  it('leaves out scores below the least, and has no cut line while it has room', () => {
    const list = rankShortlist([application('a', 69.99), application('b', 70)], { minScore: 70, topN: 5 });
    expect(list).toMatchObject({ entries: [{ applicationId: 'b' }], cutLine: null, belowCount: 1 });
  });

  it('lets receipt decide a tie across the cut line, and names those left out', () => {
    const list = rankShortlist([application('c', 80, 3), application('d', 80, 4), application('a', 90), application('b', 80, 2)], {
      topN: 2,
    });
    expect(list.entries.map(({ applicationId, tied }) => [applicationId, tied])).toEqual([
      ['a', false],
      ['b', true],
    ]);
    expect(list.cutLine?.score).toBe(80);
    expect(ids(list.cutLine?.tiedBelow ?? [])).toEqual(['c', 'd']);
    expect(list.belowCount).toBe(2);
  });

  it('keeps an application that needs a person in its rank, marked, and leaves out one without a score', () => {
    const list = rankShortlist([application('a', null), application('b', 80, 1, true)], {});
    expect(list.entries).toMatchObject([{ applicationId: 'b', needsPerson: true }]);
    expect(list.belowCount).toBe(0);
  });
});

const applications = fc
  .uniqueArray(
    fc.record({
      id: fc.nat(40),
      score: fc.option(fc.integer({ min: 0, max: 6 })),
      day: fc.integer({ min: 1, max: 3 }),
      needsPerson: fc.boolean(),
    }),
    {
      selector: ({ id }) => id,
      maxLength: 30,
    },
  )
  .map((list) => list.map(({ id, score, day, needsPerson }) => application(`a${id}`, score, day, needsPerson)));
const limits = fc.record({ topN: fc.integer({ min: 1, max: 12 }), minScore: fc.integer({ min: 0, max: 6 }) });

describe('every shortlist', () => {
  it('is the same for the same applications in any order', () => {
    fc.assert(
      fc.property(applications, limits, (list, limit) => {
        expect(rankShortlist([...list].reverse(), limit)).toEqual(rankShortlist(list, limit));
      }),
    );
  });

  it('grown one application at a time equals one ranked at once', () => {
    fc.assert(
      fc.property(applications, limits, (list, limit) => {
        const grown = list.reduce((before, arrival) => placeOnShortlist(before, arrival, limit), rankShortlist([], limit));
        expect(grown).toEqual(rankShortlist(list, limit));
      }),
    );
  });
});
