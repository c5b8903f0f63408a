import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Environment, Logger, settleLogTopics } from '@shortlist/platform';
import { KafkaCluster } from '@shortlist/testing';
import { examineServers } from './servers.js';

let cluster: KafkaCluster;
beforeAll(async () => void (cluster = await KafkaCluster.start({ secured: true })), 600_000);
afterAll(() => cluster?.remove());

const environment = (given: Readonly<Record<string, string | undefined>> = {}): Environment =>
  new Environment({ EVENT_LOG_DRIVER: 'kafka', KAFKA_REPLICATION: '1', KAFKA_PARTITIONS_MOST: '1', ...cluster.secure, ...given });

/** What is said of Kafka. */
const found = async (given?: Readonly<Record<string, string | undefined>>): Promise<string> => {
  const [finding] = await examineServers(environment(given));
  if (!finding?.ok) expect(finding?.remedy).toContain('KAFKA_BROKERS');
  return `${finding?.ok} ${finding?.what}`;
};

describe('a Kafka that asks for TLS, a certificate and a password', () => {
  it('is in order once its topics are made, whichever way one signs in', async () => {
    expect(await found()).toMatch(/^false Kafka: (\d+) of \1 topics are missing or differ, such as applications\./);
    await settleLogTopics(environment(), Logger.create({ level: 'silent' }), { create: true });
    expect(await found()).toBe('true Kafka answers');
    expect(await found({ KAFKA_SASL_MECHANISM: 'plain' })).toBe('true Kafka answers');
  });

  it('lets nobody else in, and the reason is told', async () => {
    expect(await found({ KAFKA_SASL_PASSWORD: 'guessed' })).toMatch(/^false Kafka cannot be used: .*[Aa]uthentication/);
    expect(await found({ KAFKA_TLS_CA: undefined })).toMatch(/^false Kafka cannot be used: .*certificate/);
    expect(await found({ KAFKA_TLS_CERTIFICATE: undefined, KAFKA_TLS_KEY: undefined })).toMatch(/^false Kafka cannot be used: /);
    expect(await found({ KAFKA_BROKERS: '127.0.0.1:1' })).toMatch(/^false Kafka cannot be used: .*ECONNREFUSED/);
  });

  it('is not asked for a password that could be read on the way', async () => {
    expect(await found({ KAFKA_SASL_MECHANISM: 'plain', KAFKA_TLS: 'false' })).toContain('would send the password readable');
  });
});
