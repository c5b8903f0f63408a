import { describe, expect, it } from '@jest/globals';
import { HEALTHY, afterFailure, isSlow, isSuspect, pauseSeconds } from './endpoint-health.js';

const at = (seconds: number): Date => new Date(seconds * 1_000);

describe('the health of an endpoint', () => {
  it('is suspect before the first success, after a failure and after a slow answer', () => {
    const good = { failingSince: null, lastSuccessAt: at(0), answersSlowly: false };
    expect(isSuspect(good)).toBe(false);
    expect([
      isSuspect({ ...good, failingSince: at(1) }),
      isSuspect({ ...good, lastSuccessAt: null }),
      isSuspect({ ...good, answersSlowly: true }),
    ]).toEqual([true, true, true]);
    expect([isSlow(1_000), isSlow(1_001)]).toEqual([false, true]);
  });

  it.each([
    [0, 2],
    [20, 2],
    [60, 6],
    [3_600, 30],
  ])('asks for a pause after %p seconds of failures: %p seconds', (seconds, pause) => {
    const failing = afterFailure(afterFailure(HEALTHY, at(0)), at(seconds));
    expect(pauseSeconds(failing, at(seconds))).toBe(pause);
  });
});
