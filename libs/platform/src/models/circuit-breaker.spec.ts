import { describe, expect, it } from '@jest/globals';
import { CircuitBreaker } from './circuit-breaker.js';

function bench(): { breaker: CircuitBreaker; pass: (ms: number) => void; fail: (times: number) => void } {
  let now = 1_000;
  const breaker = new CircuitBreaker(() => now);
  const fail = (times: number): void => {
    for (let failed = 0; failed < times; failed += 1) {
      expect(breaker.enter()).toBe(true);
      breaker.failed();
    }
  };
  return { breaker, pass: (ms) => void (now += ms), fail };
}

describe('circuit breaker', () => {
  it('opens after five failures in a row', () => {
    const { breaker, fail } = bench();
    fail(4);
    breaker.succeeded();
    fail(5);
    expect(breaker.enter()).toBe(false);
  });

  it('lets one call through to see, and closes when it succeeds', () => {
    const { breaker, fail, pass } = bench();
    fail(5);
    pass(15_000);
    expect(breaker.enter()).toBe(true);
    expect(breaker.enter()).toBe(false);
    breaker.succeeded();
    expect(breaker.enter()).toBe(true);
    expect(breaker.enter()).toBe(true);
  });

  it('waits twice as long each time that call fails, four minutes at most', () => {
    const { breaker, fail, pass } = bench();
    fail(5);
    for (const waits of [15_000, 30_000, 60_000, 120_000, 240_000, 240_000]) {
      pass(waits - 1);
      expect(breaker.enter()).toBe(false);
      pass(1);
      expect(breaker.enter()).toBe(true);
      breaker.failed();
    }
  });

  it('keeps away for as long as the provider asks, from the first time on', () => {
    const { breaker, pass } = bench();
    breaker.enter();
    breaker.failed(5_000);
    expect(breaker.enter()).toBe(false);
    pass(5_000);
    expect(breaker.enter()).toBe(true);
  });

  it('lets the next one look when the one that was to look told nothing', () => {
    const { breaker, fail, pass } = bench();
    fail(5);
    pass(15_000);
    expect(breaker.enter()).toBe(true);
    breaker.left();
    expect(breaker.enter()).toBe(true);
  });
});
