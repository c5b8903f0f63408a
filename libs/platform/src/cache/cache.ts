import { CodedError } from '../errors/coded-error.js';

/**
 * Short-lived text shared by all processes: idempotent answers, hot reads, rate limits, deny lists. It may forget anything at
 * any time (eviction, restart, flush), so no promise may rest on it alone.
 *
 * Keys are 1 to 512 characters and start with the owner and the organization (`jobs:<organizationId>:list:<hash>`). Values are text, mostly
 * JSON, up to 1 MiB. `ttlSeconds` is a whole number from 1. Every method throws `cache.unavailable` (kind `unavailable`)
 * when the cache cannot answer; each caller decides whether that opens or closes its gate.
 *
 * To drop many reads at once, put a generation into their keys and `increment` it on every write.
 */
export abstract class Cache {
  /** The value, or null when it was never set, has expired, or was forgotten. */
  abstract get(key: string): Promise<string | null>;

  /** Stores the value and starts its time to live anew. */
  abstract set(key: string, value: string, ttlSeconds: number): Promise<void>;

  /** Stores the value unless the key holds one; of concurrent callers exactly one gets `true`. */
  abstract setIfAbsent(key: string, value: string, ttlSeconds: number): Promise<boolean>;

  /** Replaces the value only while the key still holds `expected`, and starts its time to live anew; `false` changes nothing. */
  abstract compareAndSet(key: string, expected: string, value: string, ttlSeconds: number): Promise<boolean>;

  /** Forgets the key; a missing key is fine. */
  abstract delete(key: string): Promise<void>;

  /**
   * Adds one and returns the new count, from 1. The time to live starts with the first addition and later ones do not extend it,
   * which makes a fixed window. The key must be used for counting only.
   */
  abstract increment(key: string, ttlSeconds: number): Promise<number>;
}

/** What a driver throws when its server does not answer. */
export const cacheUnavailable = (cause?: unknown): CodedError =>
  new CodedError('cache.unavailable', 'unavailable', 'The cache cannot answer right now.', { cause });

/** Whether the cache could not answer, for callers whose gate opens then. */
export const isCacheUnavailable = (error: unknown): boolean => error instanceof CodedError && error.code === 'cache.unavailable';
