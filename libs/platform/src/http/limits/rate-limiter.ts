import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many requests in so many seconds. */
export interface RatePolicy {
  /** Counters of policies with one name are shared. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
  /** Whose requests are counted together. `caller` means the address where nobody signed in. */
  readonly by: 'ip' | 'caller';
}

export interface RateState {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** Counts requests against policies. When it cannot count, it lets requests through. */
export abstract class RateLimiter {
  abstract consume(policy: RatePolicy, key: string): Promise<RateState>;
}

/** Counts in this process. */
export class MemoryRateLimiter extends RateLimiter {
  private readonly limiters = new Map<string, RateLimiterMemory>();

  override async consume(policy: RatePolicy, key: string): Promise<RateState> {
    try {
      return stateOf(await this.limiterOf(policy).consume(key), true);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return stateOf(refusal, false);
      throw refusal;
    }
  }

  private limiterOf({ name, points, seconds }: RatePolicy): RateLimiterMemory {
    const limiter = this.limiters.get(name) ?? new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    this.limiters.set(name, limiter);
    return limiter;
  }
}

function stateOf(result: RateLimiterRes, allowed: boolean): RateState {
  return { allowed, remaining: Math.max(0, result.remainingPoints), resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)) };
}
