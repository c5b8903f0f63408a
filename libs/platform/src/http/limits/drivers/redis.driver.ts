import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { RateLimiter } from '../rate-limiter.js';
import type { RatePolicy, RateState } from '../rate-limiter.js';
import { Limiters } from './limiters.js';
import { limiterOf } from './memory.driver.js';

/** Counts in Redis, for all processes together; in this process while Redis does not answer. */
export class RedisRateLimiter extends RateLimiter {
  private readonly limiters: Limiters;

  constructor(redis: Redis) {
    super();
    this.limiters = new Limiters((policy) => {
      const { name, points, seconds } = policy;
      const insuranceLimiter = limiterOf(policy);
      return new RateLimiterRedis({ storeClient: redis, keyPrefix: `rate:${name}`, points, duration: seconds, insuranceLimiter });
    });
  }

  override consume(policy: RatePolicy, key: string): Promise<RateState> {
    return this.limiters.consume(policy, key);
  }
}
