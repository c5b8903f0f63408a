import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { diffShortlist, isUnchanged } from './shortlist-change.js';
import type { ShortlistChange } from './shortlist-change.js';
import { rankShortlist } from './shortlist.js';

type Scores = Readonly<Record<string, number>>;

function change(before: Scores, after: Scores, limits = { topN: 2, minScore: 50 }, criteriaChanged = false): ShortlistChange {
  const list = (scores: Scores) =>
    rankShortlist(
      Object.entries(scores).map(([applicationId, score]) => ({
        applicationId,
        score,
        receivedAt: '2026-01-01T00:00:00.000Z',
        needsPerson: false,
      })),
      limits,
    );
  return diffShortlist(list(before), list(after), { scores: new Map(Object.entries(after)), minScore: limits.minScore, criteriaChanged });
}

describe('a change of a shortlist', () => {
  it('tells who overtook whom and who moved because of it', () => {
    expect(change({ a: 80, b: 70 }, { a: 80, b: 70, c: 90 })).toEqual({
      entered: [{ applicationId: 'c', rank: 1, score: 90, reason: 'overtook' }],
      left: [{ applicationId: 'b', formerRank: 2, reason: 'outranked' }],
      moved: [{ applicationId: 'a', from: 1, to: 2, reason: 'others_moved' }],
    });
  });

  it('tells who took a free place, and that the one who left is not ranked any more', () => {
    const { entered, left } = change({ a: 80, b: 70, c: 60 }, { a: 80, c: 60 });
    expect(entered).toEqual([{ applicationId: 'c', rank: 2, score: 60, reason: 'place_free' }]);
    expect(left).toEqual([{ applicationId: 'b', formerRank: 2, reason: 'no_longer_ranked' }]);
  });

  it('tells a fallen score from one below the least', () => {
    expect(change({ a: 80, b: 70, c: 60 }, { a: 80, b: 55, c: 60 }).left).toMatchObject([{ reason: 'score_fell' }]);
    expect(change({ a: 80, b: 70 }, { a: 80, b: 40 }).left).toMatchObject([{ reason: 'below_min_score' }]);
  });

  it('tells a new score even where the rank stays', () => {
    const after = change({ a: 80 }, { a: 85 });
    expect(after.moved).toEqual([{ applicationId: 'a', from: 1, to: 1, reason: 'score_changed' }]);
    expect(isUnchanged(after)).toBe(false);
  });

  it('blames the criteria where they changed, but for who is not ranked at all', () => {
    const { entered, left } = change({ a: 80, b: 70 }, { a: 60, c: 90, d: 65 }, undefined, true);
    expect(entered.map((entry) => entry.reason)).toEqual(['criteria_changed', 'criteria_changed']);
    expect(left).toEqual([
      { applicationId: 'a', formerRank: 1, reason: 'criteria_changed' },
      { applicationId: 'b', formerRank: 2, reason: 'no_longer_ranked' },
    ]);
  });

  it('is nothing when nothing on the list changed', () => {
    expect(isUnchanged(change({ a: 80, b: 70 }, { a: 80, b: 70, c: 60 }))).toBe(true);
  });
});
