import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDefinition } from '@shortlist/contracts';
import { eventually } from '@shortlist/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions, directClient } from '../database/connections.js';
import { DirectConnection } from '../database/direct-connection.js';
import { TypeOrmUnitOfWork } from '../database/typeorm-unit-of-work.js';
import { newId } from '../ids.js';
import { DeliveryBench } from './delivery.fixture-spec.js';
import type { CountedV1 } from './delivery.fixture-spec.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './relay.js';

const WRITERS = 64;
const EVENTS = 2_000;
const KEYS = 40;

let bench: DeliveryBench;
let source: DataSource;
let unitOfWork: TypeOrmUnitOfWork;
const locks: DirectConnection[] = [];
beforeAll(async () => {
  bench = await DeliveryBench.start();
  await bench.database.rows('CREATE TABLE billing.counters (key uuid PRIMARY KEY, n int NOT NULL)');
  await bench.database.rows('GRANT ALL ON billing.counters TO billing_app');
  source = await new DataSource(
    dataSourceOptions(bench.database.address, 'billing_app', [], { size: WRITERS, statementTimeoutMs: 20_000 }),
  ).initialize();
  unitOfWork = new TypeOrmUnitOfWork(source, source);
});
afterAll(async () => {
  for (const lock of locks) await lock.close();
  await source.destroy();
  await bench.stop();
});

/** As another process would have it. */
function relay(log = bench.infrastructure.eventLog, onFailure: (error: unknown) => void = () => undefined): OutboxRelay {
  const lock = new DirectConnection(() => directClient(bench.database.address, 'platform_app'));
  locks.push(lock);
  return new OutboxRelay('billing', bench.runtime.unitOfWork, log, lock, onFailure);
}

/** Announces the next number of a key, in a transaction that stays open for a while. */
async function write(outbox: Outbox, event: EventDefinition<CountedV1>, key: string, delayMs: number): Promise<void> {
  await unitOfWork.run({ organizationId: bench.organizationId }, async (tx) => {
    const [row] = await tx.query<{ n: number }>(
      'INSERT INTO billing.counters (key, n) VALUES ($1, 1) ON CONFLICT (key) DO UPDATE SET n = billing.counters.n + 1 RETURNING n',
      [key],
    );
    await outbox.append(tx, event, { id: key, n: row?.n ?? 0, name: null }, { organizationId: bench.organizationId });
    // After the row of the outbox was written and numbered.
    tx.beforeCommit(() => sleep(delayMs));
  });
}

const unpublished = async (): Promise<number> =>
  (await bench.database.rows('SELECT 1 FROM billing.outbox WHERE published_at IS NULL')).length;

async function published(event: EventDefinition<CountedV1>): Promise<{ id: string; key: string; n: number }[]> {
  const rows = await bench.database.rows<{ id: string; key: string; value: string }>(
    `SELECT headers->>'id' AS id, key, value FROM platform.log_records WHERE topic = $1 ORDER BY partition, "offset"`,
    [event.topic],
  );
  return rows.map(({ id, key, value }) => ({ id, key, n: (JSON.parse(value) as { data: CountedV1 }).data.n }));
}

describe('the relay', () => {
  it(`publishes all events of ${WRITERS} writers in order per key, while relays and their connections are killed`, async () => {
    const event = bench.event('many_writers');
    const keys = Array.from({ length: KEYS }, () => newId());
    let relays = [relay(), relay()];
    for (const one of relays) one.start();
    const outbox = new Outbox('billing', bench.infrastructure.codec, () => relays[0]?.wake());
    let left = EVENTS;
    let kills = 0;
    const writers = Array.from({ length: WRITERS }, async () => {
      while (left-- > 0)
        await write(outbox, event, keys[Math.floor(Math.random() * KEYS)] ?? '', Math.random() < 0.05 ? 100 : Math.random() * 8);
    });
    const kill = async (): Promise<void> => {
      while (left > 0) {
        await sleep(60);
        await bench.database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND state <> 'idle'", [
          kills++ % 2 ? 'platform_app' : 'billing_worker',
        ]);
        if (kills % 5 > 0) continue;
        await Promise.all(relays.map((one) => one.stop()));
        relays = [relay(), relay()];
        for (const one of relays) one.start();
      }
    };
    await Promise.all([...writers, kill()]);
    await eventually(async () => expect(await unpublished()).toBe(0));
    await Promise.all(relays.map((one) => one.stop()));
    const records = [...new Map((await published(event)).toReversed().map((one) => [one.id, one])).values()].toReversed();
    expect(records).toHaveLength(EVENTS);
    for (const key of keys) {
      const numbers = records.filter((one) => one.key === key).map((one) => one.n);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
    expect(kills).toBeGreaterThan(5);
  });

  it('does not skip an event whose transaction commits after later ones were published', async () => {
    const event = bench.event('late_commit');
    const [late, early] = [newId(), newId()];
    const one = relay();
    one.start();
    const outbox = new Outbox('billing', bench.infrastructure.codec, () => one.wake());
    let commit: () => void = () => undefined;
    let numbered: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    const isNumbered = new Promise<void>((resolve) => (numbered = resolve));
    const slow = unitOfWork.run({ organizationId: bench.organizationId }, async (tx) => {
      await outbox.append(tx, event, { id: late, n: 1, name: null }, { organizationId: bench.organizationId });
      tx.beforeCommit(() => (numbered(), held));
    });
    await isNumbered;
    await write(outbox, event, early, 0);
    await eventually(async () => expect((await published(event)).map((record) => record.key)).toEqual([early]));
    commit();
    await slow;
    await eventually(async () => expect((await published(event)).map((record) => record.key).sort()).toEqual([early, late].sort()));
    await one.stop();
  });

  it('publishes every event once when several processes relay and none of them dies', async () => {
    const event = bench.event('two_relays');
    const relays = Array.from({ length: 4 }, () => relay());
    const outbox = new Outbox('billing', bench.infrastructure.codec, () => relays.forEach((one) => one.wake()));
    for (const one of relays) one.start();
    const keys = Array.from({ length: 10 }, () => newId());
    await Promise.all(
      keys.map(async (key) => {
        for (let n = 0; n < 10; n++) await write(outbox, event, key, Math.random() * 3);
      }),
    );
    await eventually(async () => expect(await unpublished()).toBe(0));
    await Promise.all(relays.map((one) => one.stop()));
    const records = await published(event);
    expect(records).toHaveLength(100);
    for (const key of keys) expect(records.filter((one) => one.key === key).map((one) => one.n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('publishes nothing of a transaction that rolled back', async () => {
    const event = bench.event('rolled_back');
    const one = relay();
    one.start();
    const outbox = new Outbox('billing', bench.infrastructure.codec, () => one.wake());
    const failed = unitOfWork.run({ organizationId: bench.organizationId }, async (tx) => {
      await outbox.append(tx, event, { id: newId(), n: 1, name: null }, { organizationId: bench.organizationId });
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    const key = newId();
    await write(outbox, event, key, 0);
    await eventually(async () => expect((await published(event)).map((record) => record.key)).toEqual([key]));
    await one.stop();
  });

  it('tells of a failure and goes on by itself', async () => {
    const event = bench.event('outage_of_log');
    const failures: unknown[] = [];
    let away = true;
    const log = Object.create(bench.infrastructure.eventLog) as typeof bench.infrastructure.eventLog;
    log.append = (records) => (away ? Promise.reject(new Error('the log is away')) : bench.infrastructure.eventLog.append(records));
    const one = relay(log, (error) => failures.push(error));
    one.start();
    const key = newId();
    await write(new Outbox('billing', bench.infrastructure.codec, () => one.wake()), event, key, 0);
    await eventually(() => expect(failures.length).toBeGreaterThan(0));
    away = false;
    await eventually(async () => expect((await published(event)).map((record) => record.key)).toEqual([key]));
    await one.stop();
  });

  it('holds no transaction open while the log takes its time', async () => {
    const event = bench.event('slow_log');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const log = Object.create(bench.infrastructure.eventLog) as typeof bench.infrastructure.eventLog;
    let sending = false;
    log.append = async (records) => {
      sending = true;
      await held;
      return bench.infrastructure.eventLog.append(records);
    };
    const one = relay(log);
    one.start();
    const key = newId();
    await write(new Outbox('billing', bench.infrastructure.codec, () => one.wake()), event, key, 0);
    await eventually(() => expect(sending).toBe(true));
    const open = await bench.database.rows("SELECT 1 FROM pg_stat_activity WHERE usename = 'billing_worker' AND xact_start IS NOT NULL");
    expect(open).toEqual([]);
    release();
    await eventually(async () => expect((await published(event)).map((record) => record.key)).toEqual([key]));
    await one.stop();
  });

  it('refuses an event that belongs to another context', async () => {
    const event = bench.event('foreign');
    const foreign = new Outbox('jobs', bench.infrastructure.codec, () => undefined);
    await expect(write(foreign, event, newId(), 0)).rejects.toThrow('belongs to billing');
  });
});
