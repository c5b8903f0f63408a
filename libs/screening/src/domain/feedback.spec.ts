import { describe, expect, it } from '@jest/globals';
import { summaryOf } from './feedback.js';

describe('a summary of feedback', () => {
  it('counts people by what they say, and tells the reader their own word', () => {
    const standing = [
      { userId: 'a', kind: 'positive' },
      { userId: 'b', kind: 'positive' },
      { userId: 'c', kind: 'negative' },
      { userId: 'd', kind: 'hired' },
    ] as const;
    expect(summaryOf(standing, 'c')).toEqual({ positive: 2, negative: 1, hired: 1, own: 'negative' });
    expect(summaryOf(standing, 'somebody else').own).toBeNull();
    expect(summaryOf([], 'a')).toEqual({ positive: 0, negative: 0, hired: 0, own: null });
  });
});
