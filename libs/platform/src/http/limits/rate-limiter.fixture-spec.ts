import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@shortlist/testing';
import type { RateLimiter, RatePolicy } from './rate-limiter.js';

/** What every rate limiter guarantees. The counts may be shared with others: the suite keeps to keys of its own. */
export function describeRateLimiter(driver: string, limiter: () => RateLimiter): void {
  const policy: RatePolicy = { name: 'suite', points: 3, seconds: 60, by: 'ip' };

  describe(`rate limiter: ${driver}`, () => {
    it('allows as many as the policy says and tells how many are left and when they come back', async () => {
      const key = randomUUID();
      const states = [];
      for (let request = 0; request < 5; request++) states.push(await limiter().consume(policy, key));
      expect(states.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
        [true, 2],
        [true, 1],
        [true, 0],
        [false, 0],
        [false, 0],
      ]);
      for (const { resetSeconds } of states) expect(resetSeconds).toBeGreaterThan(0);
      for (const { resetSeconds } of states) expect(resetSeconds).toBeLessThanOrEqual(60);
    });

    it('lets no more through when many come at once', async () => {
      const key = randomUUID();
      const states = await Promise.all(Array.from({ length: 20 }, () => limiter().consume(policy, key)));
      expect(states.filter(({ allowed }) => allowed)).toHaveLength(3);
    });

    it('counts every key and every policy for itself', async () => {
      const key = randomUUID();
      for (let request = 0; request < 3; request++) await limiter().consume(policy, key);
      expect(await limiter().consume(policy, randomUUID())).toMatchObject({ allowed: true, remaining: 2 });
      expect(await limiter().consume({ ...policy, name: 'suite.other' }, key)).toMatchObject({ allowed: true, remaining: 2 });
    });

    it('begins anew when the time is over', async () => {
      const [brief, key] = [{ ...policy, name: 'suite.brief', points: 1, seconds: 1 }, randomUUID()];
      expect(await limiter().consume(brief, key)).toMatchObject({ allowed: true });
      expect(await limiter().consume(brief, key)).toMatchObject({ allowed: false, resetSeconds: 1 });
      await eventually(async () => expect(await limiter().consume(brief, key)).toMatchObject({ allowed: true }));
    });
  });
}
