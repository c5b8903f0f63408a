import type { Kafka, Producer } from 'kafkajs';
import { CodedError } from '../../errors/coded-error.js';
import { EventLog, partitionOf } from '../event-log.js';
import type { GroupLag, LogConsumer, LogRecord, RecordBatch, StoredRecord } from '../event-log.js';
import { METADATA_MAX_AGE_MS } from './kafka-client.js';
import { KafkaLogConsumer } from './kafka-consumer.js';
import { KafkaProducer } from './kafka-producer.js';
import type { KafkaMessage } from './kafka-producer.js';
import { toMessage, toRecord } from './kafka-record.js';
import { KafkaRequests } from './kafka-requests.js';

/** One batch is enough to see the age of its first record. */
const AGE_BYTES = 1;
const PEEK_BYTES = 1_000_000;
const CONSUMER = {
  heartbeatInterval: 1_000,
  // A handler may take half a minute; members that are gone are noticed by their session.
  rebalanceTimeout: 40_000,
  // Only while there is nothing to read; kafkajs also waits so long before it looks again at a partition that was paused.
  maxWaitTimeInMs: 250,
  maxBytesPerPartition: 512 * 1024,
} as const;

export interface KafkaEventLogOptions {
  readonly sessionTimeoutMs: number;
  /** A consumer has ended or hangs and does not mend itself: the process has to be started again. */
  readonly onEnd: (failure: Error) => void;
}

/** The event log in Apache Kafka. Topics are made by `shortlist topics`, never by use. */
export class KafkaEventLog extends EventLog {
  private readonly producer: KafkaProducer;
  private readonly requests: KafkaRequests;
  /** Partitions per topic, as of the first look: they may be raised only while nothing runs, or keys would change their partition. */
  private readonly counts = new Map<string, Promise<number>>();

  constructor(
    private readonly kafka: Kafka,
    private readonly options: KafkaEventLogOptions,
  ) {
    super();
    this.producer = new KafkaProducer(() => this.connectProducer());
    this.requests = new KafkaRequests(kafka, METADATA_MAX_AGE_MS);
  }

  async append(records: readonly LogRecord[]): Promise<void> {
    const places = new Map<string, { topic: string; partition: number; messages: KafkaMessage[] }>();
    const counts = await this.countsOf(records);
    for (const record of records) {
      const partition = partitionOf(record.key, counts.get(record.topic) ?? 1);
      const place = `${record.topic}/${partition}`;
      const known = places.get(place) ?? { topic: record.topic, partition, messages: [] };
      known.messages.push(toMessage(record));
      places.set(place, known);
    }
    const outcomes = await Promise.allSettled(
      [...places.values()].map(({ topic, partition, messages }) => this.producer.send(topic, partition, messages)),
    );
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  async consume(group: string, topics: readonly string[], handle: (batch: RecordBatch) => Promise<void>): Promise<LogConsumer> {
    const consumer = this.kafka.consumer({
      groupId: group,
      ...CONSUMER,
      sessionTimeout: this.options.sessionTimeoutMs,
      metadataMaxAge: METADATA_MAX_AGE_MS * 3,
      allowAutoTopicCreation: false,
    });
    const { onEnd } = this.options;
    const member = new KafkaLogConsumer({ consumer, group, topics, handle, check: () => this.check(), onEnd });
    await member.start();
    return member;
  }

  async lag(group: string, topics: readonly string[]): Promise<GroupLag[]> {
    const [ends, positions] = await Promise.all([this.requests.ends(topics), this.requests.positions(group, topics)]);
    return Promise.all(
      topics.map(async (topic) => {
        const waiting = (ends.get(topic) ?? []).flatMap(({ partition, first, next }) => {
          const from = positionOf(positions.get(topic), partition, first);
          return next > from ? [{ partition, from, records: next - from }] : [];
        });
        const ages = await Promise.all(waiting.map(({ partition, from }) => this.ageOf(topic, partition, from)));
        return { topic, records: waiting.reduce((sum, { records }) => sum + records, 0), oldestMs: Math.max(0, ...ages) };
      }),
    );
  }

  async isActive(group: string): Promise<boolean> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const { groups } = await admin.describeGroups([group]);
      return groups.some(({ members }) => members.length > 0);
    } finally {
      await admin.disconnect();
    }
  }

  async reset(group: string, topics: readonly string[]): Promise<void> {
    if (await this.isActive(group))
      throw new CodedError('events.group_active', 'conflict', `A consumer of ${group} is running: stop the processes that hold it first.`);
    const ends = await this.requests.ends(topics);
    for (const topic of topics) {
      const firsts = (ends.get(topic) ?? []).map(({ partition, first }) => ({ partition, next: first }));
      await this.requests.commit(group, topic, firsts);
    }
  }

  async peek(group: string, topic: string, limit: number): Promise<StoredRecord[]> {
    const [ends, positions] = await Promise.all([this.requests.ends([topic]), this.requests.positions(group, [topic])]);
    const found: StoredRecord[] = [];
    for (const { partition, first, next } of ends.get(topic) ?? []) {
      for (let offset = positionOf(positions.get(topic), partition, first); offset < next && found.length < limit;) {
        const messages = await this.requests.read(topic, partition, offset, PEEK_BYTES);
        const last = messages.at(-1);
        // Compaction and markers leave gaps, also at the end.
        if (!last) break;
        found.push(...messages.map((message) => toRecord(topic, partition, message)));
        offset = Number(last.offset) + 1;
      }
    }
    return found.slice(0, limit);
  }

  commit(group: string, topic: string, partition: number, nextOffset: number): Promise<void> {
    return this.requests.commit(group, topic, [{ partition, next: nextOffset }]);
  }

  check(): Promise<void> {
    return this.requests.check();
  }

  /** Ends its connections; consumers are stopped before. */
  async close(): Promise<void> {
    await this.producer.close();
    await this.requests.close();
  }

  private async countsOf(records: readonly LogRecord[]): Promise<Map<string, number>> {
    const topics = [...new Set(records.map(({ topic }) => topic))];
    return new Map(await Promise.all(topics.map(async (topic) => [topic, await this.countOf(topic)] as const)));
  }

  private countOf(topic: string): Promise<number> {
    const known = this.counts.get(topic);
    if (known) return known;
    const count = this.requests.partitions(topic).then((partitions) => partitions.length);
    count.catch(() => this.counts.delete(topic));
    this.counts.set(topic, count);
    return count;
  }

  private async ageOf(topic: string, partition: number, offset: number): Promise<number> {
    const [oldest] = await this.requests.read(topic, partition, offset, AGE_BYTES);
    return oldest ? Math.max(0, Date.now() - Number(oldest.timestamp)) : 0;
  }

  private async connectProducer(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: METADATA_MAX_AGE_MS,
    });
    await producer.connect();
    return producer;
  }
}

/** Where a group goes on: what it has committed, but not what is gone. */
function positionOf(
  positions: readonly { partition: number; next: number | null }[] | undefined,
  partition: number,
  first: number,
): number {
  return Math.max(first, positions?.find((one) => one.partition === partition)?.next ?? first);
}
