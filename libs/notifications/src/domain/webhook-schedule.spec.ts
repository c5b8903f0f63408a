import { describe, expect, it } from '@jest/globals';
import { HEALTHY, afterFailure, isGivenUp } from './endpoint-health.js';
import { judge } from './webhook-answer.js';
import { DELAYS_SECONDS, MOST_ATTEMPTS, nextAttemptAt, retryAfterSeconds } from './webhook-schedule.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
const secondsUntil = (date: Date | null): number => ((date?.getTime() ?? Number.NaN) - now.getTime()) / 1_000;
const HOUR = 3_600;
const DAY = 24 * HOUR;

describe('the schedule of attempts', () => {
  it('makes ten attempts over 75 h 35 min', () => {
    expect(MOST_ATTEMPTS).toBe(10);
    expect(DELAYS_SECONDS.reduce((sum, delay) => sum + delay, 0)).toBe(75 * HOUR + 35 * 60 + 5);
  });

  it.each([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((delay, index) => [index + 1, delay]))(
    'waits after attempt %i for %i seconds, with up to a fifth more',
    (attempts, delay) => {
      expect(secondsUntil(nextAttemptAt(attempts, now, null, () => 0))).toBe(delay);
      expect(secondsUntil(nextAttemptAt(attempts, now, null, () => 0.999_999))).toBeCloseTo(delay * 1.2, 0);
    },
  );

  it('has jitter of its own', () => {
    const drawn = new Set(Array.from({ length: 50 }, () => nextAttemptAt(5, now, null)?.getTime()));
    expect(drawn.size).toBeGreaterThan(40);
  });

  it('ends after the tenth', () => {
    expect(nextAttemptAt(10, now, null)).toBeNull();
    expect(nextAttemptAt(10, now, 60)).toBeNull();
  });

  it('lets Retry-After delay an attempt and never hasten it', () => {
    expect(secondsUntil(nextAttemptAt(1, now, 600, () => 0))).toBe(600);
    expect(secondsUntil(nextAttemptAt(3, now, 1, () => 0))).toBe(1_800);
  });
});

describe('Retry-After', () => {
  it.each<[string | null, number | null]>([
    [null, null],
    ['0', 0],
    ['120', 120],
    [' 120 ', 120],
    ['999999999', DAY],
    ['Sun, 01 Mar 2026 12:10:00 GMT', 600],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['Sun, 01 Mar 2099 12:00:00 GMT', DAY],
    ['soon', null],
    ['', null],
    ['-5', 0],
    ['1e9', null],
  ])('%p means %p seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});

describe('the verdict on an answer', () => {
  const verdict = (statusCode: number | null, retryAfter: string | null = null) =>
    judge({ statusCode, retryAfter, errorCode: statusCode === null ? 'timeout' : null }, now);

  it('takes every 2xx, and nothing else, for success', () => {
    for (let code = 100; code < 600; code++)
      expect([code, verdict(code).outcome === 'delivered']).toEqual([code, code >= 200 && code < 300]);
    expect(verdict(null).outcome).toBe('failed');
  });

  it('takes 410 for the wish never to be called again', () => {
    for (let code = 100; code < 600; code++) expect([code, verdict(code).outcome === 'gone']).toEqual([code, code === 410]);
  });

  it.each([429, 502, 504])('throttles the endpoint after %i', (code) => {
    expect(verdict(code).throttleSeconds).toBe(30);
    expect(verdict(code, '300').throttleSeconds).toBe(300);
  });

  it('throttles the endpoint for as long as it asks, whatever the failure', () => {
    expect(verdict(503, '90')).toEqual({ outcome: 'failed', retryAfterSeconds: 90, throttleSeconds: 90 });
    expect(verdict(500)).toEqual({ outcome: 'failed', retryAfterSeconds: null, throttleSeconds: null });
  });
});

describe('the health of an endpoint', () => {
  const failing = (times: readonly number[]) => times.reduce((health, seconds) => afterFailure(health, later(seconds)), HEALTHY);
  const hourly = (until: number): number[] => Array.from({ length: until / HOUR + 1 }, (_, index) => index * HOUR);

  it('is given up after five days without one success', () => {
    expect(isGivenUp(failing(hourly(5 * DAY - HOUR)), later(5 * DAY - HOUR))).toBe(false);
    expect(isGivenUp(failing(hourly(5 * DAY)), later(5 * DAY))).toBe(true);
  });

  it('starts anew when nothing failed for two days', () => {
    const health = failing([...hourly(3 * DAY), 6 * DAY]);
    expect(isGivenUp(health, later(6 * DAY))).toBe(false);
    expect(health.failingSince).toEqual(later(6 * DAY));
  });

  it('survives failures that successes interrupt', () => {
    let health = HEALTHY;
    for (let day = 0; day < 20; day++) {
      health = afterFailure(health, later(day * DAY));
      expect(isGivenUp(health, later(day * DAY))).toBe(false);
      if (day % 2 === 1) health = HEALTHY;
    }
  });

  it('belongs to one outage as long as the pauses are those of the schedule', () => {
    const attempts = DELAYS_SECONDS.reduce<number[]>((times, delay) => [...times, (times.at(-1) ?? 0) + delay * 1.2], []);
    expect(failing(attempts).failingSince).toEqual(later(0));
  });
});
