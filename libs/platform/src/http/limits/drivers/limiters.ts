import { RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { RatePolicy, RateState } from '../rate-limiter.js';

/** A limiter of `rate-limiter-flexible` per policy, made when it is first needed. */
export class Limiters {
  private readonly byName = new Map<string, RateLimiterAbstract>();

  constructor(private readonly create: (policy: RatePolicy) => RateLimiterAbstract) {}

  /** Takes one point; the library rejects with the state where none is left. */
  async consume(policy: RatePolicy, key: string): Promise<RateState> {
    try {
      return stateOf(await this.of(policy).consume(key), true);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return stateOf(refusal, false);
      throw refusal;
    }
  }

  private of(policy: RatePolicy): RateLimiterAbstract {
    const limiter = this.byName.get(policy.name) ?? this.create(policy);
    this.byName.set(policy.name, limiter);
    return limiter;
  }
}

function stateOf(result: RateLimiterRes, allowed: boolean): RateState {
  return { allowed, remaining: Math.max(0, result.remainingPoints), resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)) };
}
