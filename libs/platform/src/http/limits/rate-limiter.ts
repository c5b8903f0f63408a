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

/**
 * Counts requests against policies. It never fails: while the server that shares the counts is away, every process counts for itself, so
 * that a caller has as many times the points as there are processes, and no request is refused for want of a count.
 */
export abstract class RateLimiter {
  abstract consume(policy: RatePolicy, key: string): Promise<RateState>;
}
