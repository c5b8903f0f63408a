import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@shortlist/testing';
import { DeliveryBench } from '../event-log/delivery.fixture-spec.js';
import { newId } from '../ids.js';
import { logKey, personKey } from '../keys/keyring.js';
import { purgeMessages } from './purge-messages.js';

const DAY_MS = 86_400_000;
let bench: DeliveryBench;
let database: TestDatabase;
beforeAll(async () => {
  bench = await DeliveryBench.start();
  database = bench.database;
});
afterAll(() => bench.stop());

const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

/** Appends records as they would lie in the log after some days. */
async function appendOld(topic: string, records: readonly { key: string; type?: string; days: number; value: string }[]): Promise<void> {
  for (const { key, type = 'x', days, value } of records) {
    await bench.infrastructure.eventLog.append([{ topic, key, headers: { id: newId(), type }, value }]);
    await database.rows('UPDATE platform.log_records SET appended_at = $1 WHERE topic = $2 AND value = $3', [daysAgo(days), topic, value]);
  }
}

const valuesIn = async (topic: string): Promise<string[]> =>
  (await database.rows<{ value: string }>('SELECT value FROM platform.log_records WHERE topic = $1 ORDER BY appended_at', [topic])).map(
    (row) => row.value,
  );

describe('the log', () => {
  it('loses records after a week, dead letters after a month', async () => {
    await appendOld('old.events', [
      { key: 'k', days: 8, value: '"old"' },
      { key: 'k', days: 6, value: '"new"' },
    ]);
    await appendOld('old.events.billing.dlq', [
      { key: 'k', days: 31, value: '"old"' },
      { key: 'k', days: 29, value: '"new"' },
    ]);
    await bench.infrastructure.chores.purgeLog();
    expect(await valuesIn('old.events')).toEqual(['"new"']);
    expect(await valuesIn('old.events.billing.dlq')).toEqual(['"new"']);
  });

  it('keeps the newest record per key and type of a compacted topic', async () => {
    await bench.infrastructure.eventLog.commit('jobs', 'identity.events', 0, 99);
    const topic = 'identity.events';
    await appendOld(topic, [
      { key: 'a', days: 30, value: '"a1"' },
      { key: 'a', days: 20, value: '"a2"' },
      { key: 'a', days: 15, type: 'y', value: '"a of another type"' },
      { key: 'b', days: 10, value: '"b1"' },
    ]);
    await database.rows(
      `INSERT INTO platform.log_offsets (consumer_group, topic, partition, next_offset)
       SELECT g, $1, p, 1000 FROM unnest($2::text[]) AS g, generate_series(0, 3) AS p ON CONFLICT DO NOTHING`,
      [topic, ['jobs', 'applications', 'notifications', 'candidates', 'screening', 'auth']],
    );
    await bench.infrastructure.chores.purgeLog();
    expect(await valuesIn(topic)).toEqual(['"a2"', '"a of another type"', '"b1"']);
  });

  it('keeps what a listed reader has not read yet, however old, and counts no purged record as lag', async () => {
    const topic = 'unread.events';
    const event = bench.event('unread');
    await appendOld(event.topic, [
      { key: 'k', days: 60, value: '"one"' },
      { key: 'k', days: 50, value: '"two"' },
    ]);
    await bench.infrastructure.chores.purgeLog();
    expect(await valuesIn(event.topic)).toEqual(['"one"', '"two"']);
    const [first] = await bench.infrastructure.eventLog.peek('billing', event.topic, 1);
    await bench.infrastructure.eventLog.commit('billing', event.topic, first?.partition ?? 0, 1);
    await bench.infrastructure.chores.purgeLog();
    expect(await valuesIn(event.topic)).toEqual(['"two"']);
    await bench.infrastructure.eventLog.reset('billing', [event.topic]);
    expect(await bench.infrastructure.eventLog.lag('billing', [event.topic])).toMatchObject([{ records: 1 }]);
    await appendOld(topic, [{ key: 'k', days: 60, value: '"nobody reads me"' }]);
    await bench.infrastructure.chores.purgeLog();
    expect(await bench.infrastructure.eventLog.lag('anyone', [topic])).toEqual([{ topic, records: 0, oldestMs: 0 }]);
  });
});

describe('outbox and inbox', () => {
  it('lose published events after a day and handled ones after 45 days, and nothing else', async () => {
    await database.rows(
      `INSERT INTO billing.outbox (topic, key, event_id, event_type, event, published_at)
       SELECT 't', name, gen_random_uuid(), 'x', '{}', published FROM unnest($1::text[], $2::timestamptz[]) AS row(name, published)`,
      [
        ['old', 'recent', 'unpublished'],
        [daysAgo(1.1), daysAgo(0.9), null],
      ],
    );
    await database.rows(
      'INSERT INTO billing.inbox (consumer, event_id, handled_at) SELECT name, gen_random_uuid(), handled FROM unnest($1::text[], $2::timestamptz[]) AS row(name, handled)',
      [
        ['old', 'recent'],
        [daysAgo(46), daysAgo(44)],
      ],
    );
    expect(await purgeMessages('billing', bench.runtime.unitOfWork)).toBe(2);
    expect(await database.rows('SELECT key FROM billing.outbox ORDER BY key')).toEqual([{ key: 'recent' }, { key: 'unpublished' }]);
    expect(await database.rows('SELECT consumer FROM billing.inbox')).toEqual([{ consumer: 'recent' }]);
  });
});

describe('log keys', () => {
  it('are destroyed eight days after their day, for every organization; other keys stay', async () => {
    const { keyring, chores } = bench.infrastructure;
    await database.rows('DELETE FROM platform.log_records');
    const sealed: { organizationId: string; old: string; recent: string; person: string }[] = [];
    for (const organizationId of [newId(), newId()]) {
      sealed.push({
        organizationId,
        old: await keyring.seal(organizationId, logKey(daysAgo(9)), 'log', 'old'),
        recent: await keyring.seal(organizationId, logKey(daysAgo(8)), 'log', 'recent'),
        person: await keyring.seal(organizationId, personKey('p'), 'row', 'person'),
      });
    }
    // Someone has still to read what they seal: the keys wait.
    const unread = { topic: 'applications.submitted', key: 'k', headers: { id: newId(), type: 'x' }, value: '"unread"' };
    await bench.infrastructure.eventLog.append([unread]);
    await database.rows('UPDATE platform.log_records SET appended_at = $1 WHERE value = \'"unread"\'', [daysAgo(9)]);
    expect(await chores.destroyLogKeys()).toBe(0);
    await database.rows('DELETE FROM platform.log_records WHERE value = \'"unread"\'');
    expect(await chores.destroyLogKeys()).toBe(2);
    expect(await chores.destroyLogKeys()).toBe(0);
    const other = (await database.infrastructure()).keyring;
    for (const { organizationId, old, recent, person } of sealed) {
      await expect(other.open(organizationId, 'log', old)).rejects.toMatchObject({ code: 'keys.destroyed' });
      expect(await other.open(organizationId, 'log', recent)).toBe('recent');
      expect(await other.open(organizationId, 'row', person)).toBe('person');
    }
  });
});

describe('partitions', () => {
  it('are made three months ahead for every partitioned table, without grants, and a table that fails is named', async () => {
    await database.rows(`
      SET ROLE shortlist_owner;
      CREATE TABLE billing.entries (id uuid PRIMARY KEY, organization_id uuid NOT NULL) PARTITION BY RANGE (id);
      CALL platform.protect('billing.entries');
      CREATE TABLE billing.blocked (id uuid PRIMARY KEY) PARTITION BY RANGE (id);
      CREATE TABLE billing.blocked_default PARTITION OF billing.blocked DEFAULT;
      INSERT INTO billing.blocked SELECT platform.uuidv7_floor(now());`);
    await expect(bench.infrastructure.chores.ensurePartitions()).rejects.toThrow('billing.blocked: ');
    const partitions = await database.rows<{ granted: boolean }>(
      "SELECT relacl IS NOT NULL AS granted FROM pg_class WHERE relispartition AND relkind = 'r' AND relname LIKE 'entries%'",
    );
    expect(partitions).toEqual(Array(5).fill({ granted: false }));
    await database.rows('DELETE FROM billing.blocked');
    await bench.infrastructure.chores.ensurePartitions();
    await bench.infrastructure.chores.ensurePartitions();
    expect(await database.rows("SELECT 1 FROM pg_class WHERE relispartition AND relkind = 'r' AND relname LIKE 'blocked%'")).toHaveLength(
      5,
    );
  });
});
