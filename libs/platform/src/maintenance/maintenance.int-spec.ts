import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@shortlist/testing';
import { DeadLetters } from '../event-log/dead-letters.js';
import { DeliveryBench } from '../event-log/delivery.fixture-spec.js';
import { newId } from '../ids.js';
import { logKey, organizationKey, personKey } from '../keys/keyring.js';
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
interface OldRecord {
  readonly key: string;
  readonly type?: string;
  readonly organizationid?: string;
  readonly days: number;
  readonly value: string;
}

async function appendOld(topic: string, records: readonly OldRecord[]): Promise<void> {
  for (const { key, type = 'x', organizationid, days, value } of records) {
    const headers = { id: newId(), type, ...(organizationid && { organizationid }) };
    await bench.infrastructure.eventLog.append([{ topic, key, headers, value }]);
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

  it('keeps the newest record per key, type and organization of a compacted topic', async () => {
    await bench.infrastructure.eventLog.commit('jobs', 'identity.events', 0, 99);
    const topic = 'identity.events';
    await appendOld(topic, [
      { key: 'a', days: 30, value: '"a1"' },
      { key: 'a', days: 20, value: '"a2"' },
      { key: 'a', days: 15, type: 'y', value: '"a of another type"' },
      { key: 'b', days: 10, value: '"b1"' },
      { key: 'c', days: 9, organizationid: 'one', value: '"c of one"' },
      { key: 'c', days: 8, organizationid: 'two', value: '"c of two"' },
    ]);
    await database.rows(
      `INSERT INTO platform.log_offsets (consumer_group, topic, partition, next_offset)
       SELECT g, $1, p, 1000 FROM unnest($2::text[]) AS g, generate_series(0, 3) AS p ON CONFLICT DO NOTHING`,
      [topic, ['jobs', 'applications', 'notifications', 'candidates', 'screening', 'auth']],
    );
    await bench.infrastructure.chores.purgeLog();
    expect(await valuesIn(topic)).toEqual(['"a2"', '"a of another type"', '"b1"', '"c of one"', '"c of two"']);
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
  it('are made for today and two days ahead of every organization that has keys, so that a request writes none', async () => {
    const { keyring, chores } = bench.infrastructure;
    const [acme, globex, gone] = [newId(), newId(), newId()];
    for (const organizationId of [acme, globex, gone]) await keyring.prepare(organizationId, [organizationKey]);
    await keyring.destroy(gone, organizationKey);
    expect(await chores.makeLogKeys()).toBeGreaterThanOrEqual(2);
    expect(await chores.makeLogKeys()).toBe(0);
    const days = await database.rows<{ days: string[] }>(
      `SELECT array_agg(subject ORDER BY subject) AS days FROM platform.keys WHERE kind = 'log' AND organization_id = ANY($1) GROUP BY organization_id`,
      [[acme, globex, gone]],
    );
    const expected = [0, -1, -2].map((ago) => daysAgo(ago).toISOString().slice(0, 10));
    expect(days.map((row) => row.days)).toEqual([expected, expected]);
    // Another process finds them while nobody may write.
    const fresh = (await database.infrastructure()).keyring;
    await database.asRole('postgres', async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE platform.keys IN SHARE MODE');
      for (const ago of [0, -1, -2]) await fresh.seal(acme, logKey(daysAgo(ago)), 'log', 'text');
      await client.query('ROLLBACK');
    });
  });

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
    // What was taken up and could not be handled is opened when it is redriven.
    const { eventLog } = bench.infrastructure;
    const submission = {
      topic: 'applications.submitted',
      partition: 0,
      offset: 1,
      key: 'k',
      headers: { id: newId(), type: 'x' },
      value: '"dead"',
    };
    await new DeadLetters(eventLog).add('applications', 'applications.store', submission, 'a reason', 5);
    expect(await chores.destroyLogKeys()).toBe(0);
    expect(await new DeadLetters(eventLog).redrive('applications.submitted', 'applications')).toBe(1);
    await database.rows('DELETE FROM platform.log_records');
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

const PARTITIONED = `
  SET ROLE shortlist_owner;
  CREATE TABLE billing.entries (id uuid PRIMARY KEY, organization_id uuid NOT NULL, n int NOT NULL DEFAULT 0 CHECK (n >= 0)) PARTITION BY RANGE (id);
  CALL platform.protect('billing.entries');
  CREATE FUNCTION billing.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'entries never change'; END $$;
  CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON billing.entries FOR EACH ROW EXECUTE FUNCTION billing.refuse();
  CREATE TABLE billing.entries_default PARTITION OF billing.entries DEFAULT;`;

describe('partitions', () => {
  const { ensurePartitions, partitionHorizons } = {
    ensurePartitions: () => bench.infrastructure.chores.ensurePartitions(),
    partitionHorizons: () => bench.infrastructure.chores.partitionHorizons(),
  };
  const months = () =>
    database.rows<{ partition: string; rows: number }>(
      `SELECT p.partition::text, (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %s', p.partition), true, true, '')))[1]::text::int AS rows
         FROM platform.partitions p WHERE p.parent::text = 'billing.entries' ORDER BY p.starts_at NULLS FIRST`,
    );
  beforeEach(() => database.rows(PARTITIONED));
  afterEach(() => database.rows('DROP TABLE billing.entries; DROP FUNCTION billing.refuse'));

  it('are made three months ahead for every partitioned table, without grants', async () => {
    await ensurePartitions();
    await ensurePartitions();
    expect(await months()).toHaveLength(5);
    const granted = await database.rows("SELECT 1 FROM pg_class WHERE relispartition AND relname LIKE 'entries%' AND relacl IS NOT NULL");
    expect(granted).toEqual([]);
  });

  it('take the rows that the default partition caught for them, past triggers that forbid any change', async () => {
    await database.rows(
      `INSERT INTO billing.entries SELECT platform.uuidv7_floor(now() + make_interval(days => n * 20)), gen_random_uuid() FROM generate_series(0, 9) AS n`,
    );
    expect(await months()).toMatchObject([{ rows: 10 }]);
    await ensurePartitions();
    const [strays, ...made] = await months();
    expect(made.reduce((sum, month) => sum + month.rows, 0) + (strays?.rows ?? 0)).toBe(10);
    expect(made[0]?.rows).toBeGreaterThan(0);
    expect(strays?.rows).toBeLessThan(10);
    await expect(database.rows('DELETE FROM billing.entries')).rejects.toThrow('entries never change');
    await expect(database.rows('INSERT INTO billing.entries SELECT platform.uuidv7_floor(now()), gen_random_uuid(), -1')).rejects.toThrow(
      'entries_n_check',
    );
  });

  it('may be missing: rows are taken in all the same, and the horizon ends at the gap', async () => {
    expect((await partitionHorizons()).get('billing.entries')).toBe(0);
    await ensurePartitions();
    const whole = (await partitionHorizons()).get('billing.entries') ?? 0;
    expect(whole).toBeGreaterThan(89);
    const [next] = await database.rows<{ partition: string; days: string }>(
      `SELECT partition::text, extract(epoch FROM starts_at - now()) / 86400 AS days FROM platform.partitions
        WHERE parent::text = 'billing.entries' AND starts_at > now() ORDER BY starts_at LIMIT 1`,
    );
    await database.rows(`DROP TABLE ${next?.partition}`);
    expect((await partitionHorizons()).get('billing.entries')).toBeCloseTo(Number(next?.days), 2);
    await database.rows(`INSERT INTO billing.entries SELECT platform.uuidv7_floor(now() + interval '1 month'), gen_random_uuid()`);
    await ensurePartitions();
    expect((await partitionHorizons()).get('billing.entries')).toBeCloseTo(whole, 2);
  });

  it('name the table that fails, and the others get theirs', async () => {
    await database.rows(`
      SET ROLE shortlist_owner;
      CREATE TABLE billing.odd (id uuid PRIMARY KEY) PARTITION BY RANGE (id);
      CREATE TABLE billing.odd_day PARTITION OF billing.odd FOR VALUES FROM (platform.uuidv7_floor(now())) TO (platform.uuidv7_floor(now() + interval '1 day'))`);
    await expect(ensurePartitions()).rejects.toThrow('billing.odd: ');
    expect(await months()).toHaveLength(5);
    await database.rows('DROP TABLE billing.odd');
  });
});
