import { describe, expect, it } from '@jest/globals';
import { advances } from './auto-advance.js';

const clean = { score: 90, needsPerson: false, cap: null };

describe('an application', () => {
  it('advances by itself from the line on', () => {
    expect(advances({ ...clean, score: 85 }, { autoAdvanceScore: 85 })).toBe(true);
    expect(advances({ ...clean, score: 84.99 }, { autoAdvanceScore: 85 })).toBe(false);
  });

  it.each([
    ['no line is set', clean, {}],
    ['the line is null', clean, { autoAdvanceScore: null }],
    ['it has no score', { ...clean, score: null }, { autoAdvanceScore: 0 }],
    ['it needs a person', { ...clean, needsPerson: true }, { autoAdvanceScore: 85 }],
    ['a disqualifying factor applies, even above the line', { ...clean, cap: 95 }, { autoAdvanceScore: 85 }],
    ['its score keeps it off the shortlist', clean, { autoAdvanceScore: 80, minScore: 95 }],
  ])('never advances by itself when %s', (_, screening, line) => {
    expect(advances(screening, line)).toBe(false);
  });
});
