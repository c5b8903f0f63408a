import type { Redis } from 'ioredis';
import { Cache, cacheUnavailable } from '../cache.js';

const COMPARE_AND_SET = `
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
  return 1`;

const INCREMENT = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return count`;

/** Runs on the server in one step. */
interface Scripts {
  shortlistCompareAndSet(key: string, expected: string, value: string, ttlSeconds: number): Promise<number>;
  shortlistIncrement(key: string, ttlSeconds: number): Promise<number>;
}

/** Keeps values in Redis, shared by every process that is connected to it. */
export class RedisCache extends Cache {
  private readonly redis: Redis & Scripts;

  constructor(redis: Redis) {
    super();
    redis.defineCommand('shortlistCompareAndSet', { numberOfKeys: 1, lua: COMPARE_AND_SET });
    redis.defineCommand('shortlistIncrement', { numberOfKeys: 1, lua: INCREMENT });
    this.redis = redis as Redis & Scripts;
  }

  override get(key: string): Promise<string | null> {
    return answered(this.redis.get(key));
  }

  override async set(key: string, value: string, ttlSeconds: number): Promise<void> {
    await answered(this.redis.set(key, value, 'EX', ttlSeconds));
  }

  override async setIfAbsent(key: string, value: string, ttlSeconds: number): Promise<boolean> {
    return (await answered(this.redis.set(key, value, 'EX', ttlSeconds, 'NX'))) === 'OK';
  }

  override async compareAndSet(key: string, expected: string, value: string, ttlSeconds: number): Promise<boolean> {
    return (await answered(this.redis.shortlistCompareAndSet(key, expected, value, ttlSeconds))) === 1;
  }

  override async delete(key: string): Promise<void> {
    await answered(this.redis.del(key));
  }

  override increment(key: string, ttlSeconds: number): Promise<number> {
    return answered(this.redis.shortlistIncrement(key, ttlSeconds));
  }
}

async function answered<T>(command: Promise<T>): Promise<T> {
  try {
    return await command;
  } catch (error) {
    if (error instanceof Error && error.message.includes('not an integer')) throw new TypeError('The cache key does not hold a count');
    throw cacheUnavailable(error);
  }
}
