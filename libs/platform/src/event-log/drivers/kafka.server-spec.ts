import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KafkaCluster, eventually } from '@shortlist/testing';
import kafkajs from 'kafkajs';
import type { Admin, Kafka } from 'kafkajs';
import { Environment } from '../../config/variables.js';
import { Logger } from '../../telemetry/index.js';
import { settleLogTopics } from '../external-event-log.js';
import { kafkaClient } from './kafka-client.js';
import { settleTopics } from './kafka-topics.js';
import { KafkaEventLog } from './kafka.driver.js';

const logger = Logger.create({ level: 'fatal' });
const OPEN_MS = 600_000;

describe('Kafka', () => {
  let cluster: KafkaCluster;
  let kafka: Kafka;
  let admin: Admin;
  beforeAll(async () => {
    cluster = await KafkaCluster.start();
    kafka = kafkaClient(new Environment({ KAFKA_BROKERS: cluster.bootstrap }), logger);
    admin = kafka.admin();
    await admin.connect();
  }, OPEN_MS);
  afterAll(async () => {
    await admin.disconnect();
    await cluster.remove();
  });

  const plain = (name: string): Parameters<typeof settleTopics>[1][number] => ({ name, partitions: 1, replication: 1, settings: {} });

  it('gets every declared topic once, and tells what somebody has changed', async () => {
    const environment = new Environment({
      EVENT_LOG_DRIVER: 'kafka',
      KAFKA_BROKERS: cluster.bootstrap,
      KAFKA_REPLICATION: '1',
      KAFKA_PARTITIONS_MOST: '2',
    });
    const states = async (create: boolean): Promise<string[]> => [
      ...new Set((await settleLogTopics(environment, logger, { create })).map(({ state }) => state)),
    ];
    expect(await states(false)).toEqual(['missing']);
    expect(await states(true)).toEqual(['created']);
    await eventually(async () => expect(await states(false)).toEqual(['ready']));
    const configEntries = [{ name: 'cleanup.policy', value: 'delete' }];
    const resources = [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: 'identity.events', configEntries }];
    await admin.alterConfigs({ validateOnly: false, resources });
    await eventually(async () => {
      const changed = (await settleLogTopics(environment, logger, { create: true })).filter(({ state }) => state === 'different');
      expect(changed).toEqual([expect.objectContaining({ name: 'identity.events' })]);
      expect(changed[0]?.problems).toContain('cleanup.policy is delete, should be compact');
    });
  });

  it('makes no topic by use', async () => {
    const log = new KafkaEventLog(kafka, { sessionTimeoutMs: 10_000, onEnd: () => undefined });
    await expect(log.append([{ topic: 'nobody.made', key: 'k', headers: {}, value: '1' }])).rejects.toThrow();
    expect(await admin.listTopics()).not.toContain('nobody.made');
    await log.close();
  }, 120_000);

  it('is read whatever codec another producer uses', async () => {
    await settleTopics(kafka, [plain('codecs')], true);
    const { GZIP, Snappy, LZ4, ZSTD, None } = kafkajs.CompressionTypes;
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    for (const compression of [GZIP, Snappy, LZ4, ZSTD, None])
      await producer.send({ topic: 'codecs', compression, messages: [{ key: 'k', value: `${compression} ${'x'.repeat(5_000)}` }] });
    await producer.disconnect();
    const log = new KafkaEventLog(kafka, { sessionTimeoutMs: 10_000, onEnd: () => undefined });
    const seen: string[] = [];
    const consumer = await log.consume('codec-reader', ['codecs'], async (batch) => void seen.push(...batch.records.map((r) => r.value)));
    await eventually(() => expect(seen.map((value) => value.slice(0, 1))).toEqual([GZIP, Snappy, LZ4, ZSTD, None].map(String)));
    expect(await log.peek('other-reader', 'codecs', 10)).toHaveLength(5);
    await consumer.stop();
    await log.close();
  });

  it('goes on with the same group after the broker was killed', async () => {
    await settleTopics(kafka, [plain('restarted')], true);
    const ends: Error[] = [];
    const log = new KafkaEventLog(kafka, { sessionTimeoutMs: 10_000, onEnd: (failure) => void ends.push(failure) });
    const seen: string[] = [];
    const consumer = await log.consume('survivor', ['restarted'], async (batch) => void seen.push(...batch.records.map((r) => r.value)));
    await log.append([{ topic: 'restarted', key: 'k', headers: {}, value: 'before' }]);
    await eventually(() => expect(seen).toContain('before'));
    const [broker] = cluster.brokers;
    await broker?.kill();
    const append = (value: string): Promise<void> => log.append([{ topic: 'restarted', key: 'k', headers: {}, value }]);
    // With no broker left an append may be refused; whoever appends tries again.
    const during = append('during').catch(() => eventually(() => append('during'), 60_000));
    await broker?.start();
    await during;
    await append('after');
    await eventually(() => expect(seen).toEqual(expect.arrayContaining(['before', 'during', 'after'])), 60_000);
    expect(ends).toEqual([]);
    await consumer.stop();
    await log.close();
  }, 180_000);
});
