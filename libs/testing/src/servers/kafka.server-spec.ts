import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { KafkaCluster } from './kafka.js';

describe('a Kafka broker without a container', () => {
  let cluster: KafkaCluster;
  beforeAll(async () => void (cluster = await KafkaCluster.start()), 600_000);
  afterAll(() => cluster?.remove());

  const answers = (): Promise<boolean> =>
    new Promise((resolve) => {
      const [host, port] = cluster.bootstrap.split(':');
      const socket = connect(Number(port), host, () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });

  it('serves, is killed by its own id, serves again with the same data, and stops', async () => {
    const [broker] = cluster.brokers;
    const first = broker?.pid;
    expect(await answers()).toBe(true);
    await broker?.kill();
    expect(broker?.pid).toBeNull();
    expect(await answers()).toBe(false);
    await broker?.start();
    expect(broker?.pid).not.toBe(first);
    expect(await answers()).toBe(true);
    await cluster.stop();
    expect(await answers()).toBe(false);
  }, 120_000);
});
