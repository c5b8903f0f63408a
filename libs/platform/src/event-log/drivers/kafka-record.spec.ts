import { describe, expect, it } from '@jest/globals';
import type { KafkaMessage } from 'kafkajs';
import type { LogRecord } from '../event-log.js';
import { toMessage, toRecord } from './kafka-record.js';

const stored = (message: { key?: unknown; headers?: object; value?: unknown }): KafkaMessage =>
  ({
    offset: '7',
    timestamp: '0',
    attributes: 0,
    key: message.key == null ? null : Buffer.from(String(message.key)),
    value: message.value == null ? null : Buffer.from(String(message.value)),
    headers: Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, Buffer.from(String(value))])),
  }) as unknown as KafkaMessage;

const roundTrip = (record: LogRecord): LogRecord => toRecord(record.topic, 3, stored(toMessage(record)));

describe('a record as a message of Kafka', () => {
  const user = (type: string, organizationid: string): LogRecord => ({
    topic: 'identity.events',
    key: 'user-1',
    headers: { id: 'event', type, organizationid },
    value: '{}',
  });

  it('comes back as it was, in plain and in compacted topics', () => {
    const plain = { ...user('users.changed.v1', 'org-a'), topic: 'applications.events' };
    expect(roundTrip(plain)).toEqual({ ...plain, partition: 3, offset: 7 });
    const compacted = user('users.changed.v1', 'org-a');
    expect(roundTrip(compacted)).toEqual({ ...compacted, partition: 3, offset: 7 });
    const nameless = { ...compacted, headers: {} };
    expect(roundTrip(nameless)).toEqual({ ...nameless, partition: 3, offset: 7 });
  });

  it('keeps one key per person, organization and type where Kafka keeps the newest of a key', () => {
    const keys = [user('users.changed.v1', 'org-a'), user('users.changed.v1', 'org-b'), user('sessions.revoked.v1', 'org-a')];
    expect(new Set(keys.map((record) => toMessage(record).key)).size).toBe(3);
    expect(toMessage(user('users.changed.v1', 'org-a')).key).toBe(toMessage(user('users.changed.v1', 'org-a')).key);
  });

  it('is text whatever a foreign producer has sent', () => {
    expect(toRecord('jobs.postings', 0, stored({}))).toEqual({
      topic: 'jobs.postings',
      partition: 0,
      offset: 7,
      key: '',
      headers: {},
      value: '',
    });
  });
});
