import { TOPICS } from '@shortlist/contracts';
import type { TopicDefinition } from '@shortlist/contracts';
import type { IHeaders, KafkaMessage as FetchedMessage } from 'kafkajs';
import type { LogRecord, StoredRecord } from '../event-log.js';
import type { KafkaMessage } from './kafka-producer.js';

/** A record as a message. */
export function toMessage(record: LogRecord): KafkaMessage {
  return {
    key: isCompacted(record.topic) ? record.key + compactionPart(record.headers) : record.key,
    headers: record.headers,
    value: record.value,
  };
}

/** A message as the record that it was made of; of foreign producers, whatever it holds as text. */
export function toRecord(topic: string, partition: number, message: FetchedMessage): StoredRecord {
  const headers = textOf(message.headers);
  const key = message.key?.toString('utf8') ?? '';
  const suffix = compactionPart(headers);
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: isCompacted(topic) && key.endsWith(suffix) ? key.slice(0, -suffix.length) : key,
    headers,
    value: message.value?.toString('utf8') ?? '',
  };
}

/**
 * Kafka keeps the newest record per key of a compacted topic. Such a topic holds several types, and a person has one record per
 * organization, so the message's key names these too. Its partition follows from the record's key alone: order holds as everywhere.
 */
function compactionPart(headers: Readonly<Record<string, string>>): string {
  return `|${headers.type ?? ''}|${headers.organizationid ?? ''}`;
}

function isCompacted(topic: string): boolean {
  return (TOPICS as Record<string, TopicDefinition | undefined>)[topic]?.compacted ?? false;
}

function textOf(headers: IHeaders = {}): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) texts[name] = first.toString();
  }
  return texts;
}
