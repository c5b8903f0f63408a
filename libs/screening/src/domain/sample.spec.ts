import { describe, expect, it } from '@jest/globals';
import { sampledState } from './sample.js';

describe('a sampled application', () => {
  it('waits for a verdict while there is somebody to judge', () => {
    expect(sampledState({ verdict: null, status: 'screened', isErased: false })).toBe('open');
    expect(sampledState({ verdict: null, status: 'rejected', isErased: false })).toBe('open');
    expect(sampledState({ verdict: null, status: 'withdrawn', isErased: false })).toBe('withdrawn');
    expect(sampledState({ verdict: null, status: 'withdrawn', isErased: true })).toBe('erased');
    expect(sampledState({ verdict: null, status: null, isErased: false })).toBe('erased');
  });

  it('keeps its verdict whatever happens afterwards', () => {
    expect(sampledState({ verdict: 'wrongly_left_out', status: 'withdrawn', isErased: true })).toBe('judged');
    expect(sampledState({ verdict: 'cannot_tell', status: 'screened', isErased: false })).toBe('cannot_tell');
  });
});
