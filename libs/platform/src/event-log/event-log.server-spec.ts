import { KafkaCluster } from '@shortlist/testing';
import { Environment } from '../config/variables.js';
import { Logger } from '../telemetry/index.js';
import { kafkaClient } from './drivers/kafka-client.js';
import { settleTopics } from './drivers/kafka-topics.js';
import { KafkaEventLog } from './drivers/kafka.driver.js';
import { describeEventLog } from './event-log.fixture-spec.js';
import type { EventLogDriver } from './event-log.fixture-spec.js';

const PARTITIONS = 4;

function kafka(): EventLogDriver {
  let cluster: KafkaCluster;
  const logs: KafkaEventLog[] = [];
  const client = (): ReturnType<typeof kafkaClient> =>
    kafkaClient(new Environment({ KAFKA_BROKERS: cluster.bootstrap }), Logger.create({ level: 'fatal' }));
  return {
    name: 'kafka',
    open: async (topics) => {
      cluster = await KafkaCluster.start();
      await settleTopics(
        client(),
        topics.map((name) => ({ name, partitions: PARTITIONS, replication: 1, settings: {} })),
        true,
      );
    },
    connect: async () => {
      const fail = (failure: Error): never => {
        throw failure;
      };
      const log = new KafkaEventLog(client(), { sessionTimeoutMs: 10_000, onEnd: fail });
      logs.push(log);
      return log;
    },
    close: async () => {
      await Promise.all(logs.map((log) => log.close()));
      await cluster.remove();
    },
  };
}

describeEventLog(kafka());
