import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RedisServer, eventually } from '@shortlist/testing';
import { Logger } from '../telemetry/logger.js';
import { describeCache } from './cache.fixture-spec.js';
import { RedisCache } from './drivers/redis.driver.js';
import { RedisConnection } from './redis-connection.js';

const UNAVAILABLE = { code: 'cache.unavailable', kind: 'unavailable' };

describe('redis driver', () => {
  const connections: RedisConnection[] = [];
  let server: RedisServer;
  let cache: RedisCache;

  /** The cache of one more process. */
  async function newCache(logs: string[] = []): Promise<RedisCache> {
    const logger = Logger.create({ level: 'info', destination: { write: (line) => void logs.push(line) } });
    const connection = new RedisConnection(server.url, 250, logger);
    connections.push(connection);
    await connection.open();
    return new RedisCache(connection.client);
  }

  beforeAll(async () => {
    server = await RedisServer.start();
    cache = await newCache();
  }, 600_000);
  afterAll(async () => {
    for (const connection of connections) connection.close();
    await server?.remove();
  });

  describeCache('redis', () => cache);

  it('shows one process at once what another has set, counted and deleted', async () => {
    const [other, key] = [await newCache(), randomUUID()];
    await cache.set(key, 'value', 60);
    expect(await other.get(key)).toBe('value');
    await other.delete(key);
    expect(await cache.get(key)).toBeNull();
    expect([await cache.increment(key, 60), await other.increment(key, 60)]).toEqual([1, 2]);
    expect(await Promise.all([cache, other].map((one) => one.setIfAbsent(`${key}:claim`, 'x', 60)))).toContain(false);
  });

  it('refuses to count in a key that holds no count', async () => {
    const key = randomUUID();
    await cache.set(key, 'text', 60);
    await expect(cache.increment(key, 60)).rejects.toThrow(TypeError);
  });

  it('forgets everything when the server is flushed, its scripts included, and goes on', async () => {
    const [key, count] = [randomUUID(), randomUUID()];
    await cache.set(key, 'value', 60);
    await cache.increment(count, 60);
    await connections[0]?.client.flushall();
    await connections[0]?.client.script('FLUSH');
    expect(await cache.get(key)).toBeNull();
    expect(await cache.increment(count, 60)).toBe(1);
    await cache.set(key, 'a', 60);
    expect(await cache.compareAndSet(key, 'a', 'b', 60)).toBe(true);
  });

  describe('while the server is away', () => {
    afterEach(async () => {
      await server.process.start();
      await eventually(() => cache.get('any'));
    });

    it('says so at every call instead of waiting, once in the log, and is back by itself', async () => {
      const logs: string[] = [];
      const own = await newCache(logs);
      await server.process.kill();
      const calls = [
        () => own.get('key'),
        () => own.set('key', 'value', 60),
        () => own.setIfAbsent('key', 'value', 60),
        () => own.compareAndSet('key', 'a', 'b', 60),
        () => own.delete('key'),
        () => own.increment('key', 60),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject(UNAVAILABLE);
      await server.process.start();
      await eventually(() => own.set('key', 'value', 60));
      expect(logs.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['redis_lost', 'redis_back']);
    });

    it('lets a process start, which has the cache as soon as it comes', async () => {
      await server.process.stop();
      const late = await newCache();
      await expect(late.get('key')).rejects.toMatchObject(UNAVAILABLE);
      await server.process.start();
      await eventually(() => late.get('key'));
    });

    it('does not wait for a server that hangs, and counts nothing twice when it goes on', async () => {
      const key = randomUUID();
      server.process.freeze();
      await expect(cache.increment(key, 60)).rejects.toMatchObject(UNAVAILABLE);
      server.process.thaw();
      await eventually(async () => expect(await cache.increment(key, 60)).toBeLessThanOrEqual(2));
    });
  });
});
