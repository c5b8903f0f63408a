import type { Environment } from '../config/variables.js';
import type { Logger } from '../telemetry/index.js';
import { kafkaClient } from './drivers/kafka-client.js';
import { kafkaTopics, settleTopics } from './drivers/kafka-topics.js';
import type { TopicFinding } from './drivers/kafka-topics.js';
import { kafkaVariables } from './drivers/kafka.config.js';
import { KafkaEventLog } from './drivers/kafka.driver.js';
import { eventLogVariables } from './event-log.config.js';
import type { EventLog } from './event-log.js';

export interface OpenedEventLog {
  readonly log: EventLog;
  /** Ends what the driver has opened; consumers are stopped before. */
  readonly close: () => Promise<void>;
}

/** The configured event log where that is a server of its own; null where it lies in the database. `onEnd`: a consumer does not mend itself. */
export function externalEventLog(environment: Environment, logger: Logger, onEnd: (failure: Error) => void): OpenedEventLog | null {
  if (!isKafka(environment)) return null;
  const { KAFKA_SESSION_TIMEOUT_MS: sessionTimeoutMs } = environment.read(kafkaVariables);
  const log = new KafkaEventLog(kafkaClient(environment, logger), { sessionTimeoutMs, onEnd });
  return { log, close: () => log.close() };
}

export interface TopicsOptions {
  /** Makes what is missing. */
  readonly create: boolean;
  /** Of each request, half a second apart; half a minute of them unless given. */
  readonly tries?: number;
}

/**
 * Compares the topics in Kafka with those that the contracts declare, and makes the missing ones with `create`. None where the log lies
 * in the database, which has no topics to make.
 */
export async function settleLogTopics(environment: Environment, logger: Logger, { create, tries }: TopicsOptions): Promise<TopicFinding[]> {
  if (!isKafka(environment)) return [];
  const { KAFKA_REPLICATION: replication, KAFKA_PARTITIONS_MOST: partitionsMost } = environment.read(kafkaVariables);
  return settleTopics(kafkaClient(environment, logger, tries), kafkaTopics({ replication, partitionsMost }), create);
}

const isKafka = (environment: Environment): boolean => environment.read(eventLogVariables).EVENT_LOG_DRIVER === 'kafka';
