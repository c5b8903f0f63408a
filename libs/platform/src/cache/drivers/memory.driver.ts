import { LRUCache } from 'lru-cache';
import { Cache } from '../cache.js';

export interface MemoryCacheOptions {
  /** Most memory that keys and values may take together; the least recently used go first. */
  readonly maxBytes?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
/** What an entry takes beside its text on a 64-bit Node 24, rounded up. */
const ENTRY_BYTES = 200;

/** Keeps values in this process: for one process that runs every context. */
export class MemoryCache extends Cache {
  private readonly entries: LRUCache<string, string>;

  constructor({ maxBytes = DEFAULT_MAX_BYTES, now = () => performance.now() }: MemoryCacheOptions = {}) {
    super();
    this.entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (value, key) => ENTRY_BYTES + 2 * (key.length + value.length),
      ttlResolution: 0,
      perf: { now },
    });
  }

  override async get(key: string): Promise<string | null> {
    return this.entries.get(key) ?? null;
  }

  override async set(key: string, value: string, ttlSeconds: number): Promise<void> {
    this.entries.set(key, value, { ttl: ttlSeconds * 1000 });
  }

  override async setIfAbsent(key: string, value: string, ttlSeconds: number): Promise<boolean> {
    if (this.entries.get(key) !== undefined) return false;
    await this.set(key, value, ttlSeconds);
    return true;
  }

  override async compareAndSet(key: string, expected: string, value: string, ttlSeconds: number): Promise<boolean> {
    if (this.entries.get(key) !== expected) return false;
    await this.set(key, value, ttlSeconds);
    return true;
  }

  override async delete(key: string): Promise<void> {
    this.entries.delete(key);
  }

  override async increment(key: string, ttlSeconds: number): Promise<number> {
    const current = this.entries.get(key);
    const count = Number(current ?? 0) + 1;
    if (!Number.isSafeInteger(count)) throw new TypeError(`The cache key ${key} does not hold a count`);
    this.entries.set(key, String(count), current === undefined ? { ttl: ttlSeconds * 1000 } : { noUpdateTTL: true });
    return count;
  }
}
