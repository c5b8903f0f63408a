import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RedisServer, eventually } from '@shortlist/testing';
import { RedisConnection } from '../../cache/index.js';
import { Logger } from '../../telemetry/logger.js';
import { RedisRateLimiter } from './drivers/redis.driver.js';
import type { RatePolicy, RateState } from './rate-limiter.js';
import { describeRateLimiter } from './rate-limiter.fixture-spec.js';

const policy: RatePolicy = { name: 'shared', points: 4, seconds: 600, by: 'ip' };

describe('redis driver', () => {
  let server: RedisServer;
  let connections: RedisConnection[];
  let limiters: RedisRateLimiter[];

  beforeAll(async () => {
    server = await RedisServer.start();
    connections = [1, 2].map(() => new RedisConnection(server.url, 250, Logger.create({ level: 'silent' })));
    await Promise.all(connections.map((connection) => connection.open()));
    limiters = connections.map(({ client }) => new RedisRateLimiter(client));
  }, 600_000);
  afterAll(async () => {
    for (const connection of connections ?? []) connection.close();
    await server?.remove();
  });

  describeRateLimiter('redis', () => limiters[0]!);

  const both = (key: string): Promise<RateState[]> => Promise.all(limiters.map((limiter) => limiter.consume(policy, key)));

  it('counts the requests of one caller at all processes together', async () => {
    const key = randomUUID();
    expect([...(await both(key)), ...(await both(key)), ...(await both(key))].map(({ allowed }) => allowed)).toEqual([
      ...[true, true, true, true],
      ...[false, false],
    ]);
  });

  it('starts the counts anew when the server is flushed', async () => {
    const key = randomUUID();
    await both(key);
    await connections[0]?.client.flushall();
    expect((await both(key)).map(({ remaining }) => remaining).sort()).toEqual([2, 3]);
  });

  it('refuses nobody for want of a count: without the server every process counts for itself, with it all together again', async () => {
    const key = randomUUID();
    await both(key);
    await both(key);
    await server.process.kill();
    const alone = [...(await both(key)), ...(await both(key)), ...(await both(key)), ...(await both(key)), ...(await both(key))];
    expect(alone.filter(({ allowed }) => allowed)).toHaveLength(2 * policy.points);
    await server.process.start();
    // What it knew before lies in its append-only file.
    await eventually(async () => expect((await both(key)).map(({ allowed }) => allowed)).toEqual([false, false]));
  });
});
