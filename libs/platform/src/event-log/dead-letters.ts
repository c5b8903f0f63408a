import type { EventLog, StoredRecord } from './event-log.js';

/** Where records go that a group could not handle. */
export const deadLetterTopic = (topic: string, group: string): string => `${topic}.${group}.dlq`;

/** The reader of dead letters: what it has committed was redriven or dropped. */
const REDRIVE_GROUP = 'dead-letters';

/** Set on a redriven record: only this consumer (or, for a context's name, only its consumers) handles it, whatever else reads the topic. */
export const REDRIVEN_FOR = 'redriven-for';

export interface DeadLetter {
  readonly topic: string;
  readonly group: string;
  readonly consumer: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly reason: string;
  readonly attempts: number;
  readonly failedAt: string;
}

/** The dead-letter topics: the record as it came, the reason in its headers, no personal data there. */
export class DeadLetters {
  constructor(private readonly log: EventLog) {}

  async add(group: string, consumer: string, record: StoredRecord, reason: string, attempts: number): Promise<void> {
    const headers = {
      ...record.headers,
      'dlq-consumer': consumer,
      'dlq-reason': reason.slice(0, 200),
      'dlq-attempts': String(attempts),
      'dlq-source': `${record.topic}/${record.partition}/${record.offset}`,
      'dlq-failed-at': new Date().toISOString(),
    };
    await this.log.append([{ topic: deadLetterTopic(record.topic, group), key: record.key, headers, value: record.value }]);
  }

  /** How many records wait in the dead letters of a group, per topic. */
  async depths(topics: readonly string[], group: string): Promise<Map<string, number>> {
    const lag = await this.log.lag(
      REDRIVE_GROUP,
      topics.map((topic) => deadLetterTopic(topic, group)),
    );
    const waiting = new Map(lag.map(({ topic, records }) => [topic, records]));
    return new Map(topics.map((topic) => [topic, waiting.get(deadLetterTopic(topic, group)) ?? 0]));
  }

  /** What waits in the dead letters of a group, oldest first. */
  async list(topic: string, group: string, limit = 100): Promise<DeadLetter[]> {
    return (await this.waiting(topic, group, limit)).map((record) => toDeadLetter(topic, group, record));
  }

  /** The same as records, with all they say. */
  waiting(topic: string, group: string, limit: number): Promise<StoredRecord[]> {
    return this.log.peek(REDRIVE_GROUP, deadLetterTopic(topic, group), limit);
  }

  /**
   * Puts the waiting dead letters back on their topic, for their own consumer only, and counts them. A crash in between may
   * put one back twice; its inbox makes the second a no-op.
   */
  async redrive(topic: string, group: string, limit = 1_000): Promise<number> {
    const dead = deadLetterTopic(topic, group);
    const records = await this.log.peek(REDRIVE_GROUP, dead, limit);
    for (const record of records) {
      const headers = Object.fromEntries(Object.entries(record.headers).filter(([name]) => !name.startsWith('dlq-')));
      const consumer = record.headers['dlq-consumer'] ?? '';
      await this.log.append([{ topic, key: record.key, headers: { ...headers, [REDRIVEN_FOR]: consumer }, value: record.value }]);
      await this.log.commit(REDRIVE_GROUP, dead, record.partition, record.offset + 1);
    }
    return records.length;
  }
}

function toDeadLetter(topic: string, group: string, record: StoredRecord): DeadLetter {
  const { headers } = record;
  return {
    topic,
    group,
    consumer: headers['dlq-consumer'] ?? '',
    partition: record.partition,
    offset: record.offset,
    key: record.key,
    eventId: headers.id ?? null,
    eventType: headers.type ?? null,
    reason: headers['dlq-reason'] ?? '',
    attempts: Number(headers['dlq-attempts'] ?? 0),
    failedAt: headers['dlq-failed-at'] ?? '',
  };
}
