import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RateLimiter } from '../rate-limiter.js';
import type { RatePolicy, RateState } from '../rate-limiter.js';
import { Limiters } from './limiters.js';

/** Counts in this process. */
export class MemoryRateLimiter extends RateLimiter {
  private readonly limiters = new Limiters(limiterOf);

  override consume(policy: RatePolicy, key: string): Promise<RateState> {
    return this.limiters.consume(policy, key);
  }
}

/** What counts a policy in this process. */
export function limiterOf({ name, points, seconds }: RatePolicy): RateLimiterMemory {
  return new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
}
