import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@shortlist/testing';
import { newId } from '../ids.js';
import { DELIVERY_TIMINGS } from './delivery-timings.js';
import { DeliveryBench } from './delivery.fixture-spec.js';
import type { CountedV1 } from './delivery.fixture-spec.js';
import { deadLetterTopic } from './dead-letters.js';

let bench: DeliveryBench;
beforeAll(async () => void (bench = await DeliveryBench.start()));
afterEach(async () => {
  await bench.halt();
  bench.failures.length = 0;
});
afterAll(() => bench.stop());

const failOn = (bad: number) => async (data: CountedV1) => {
  if (data.n === bad) throw new TypeError(`cannot handle ${data.name}`);
};

describe('a poison event', () => {
  it('holds back only its own key, in order, is tried five times with growing backoff, then lies in the dead letters', async () => {
    const event = bench.event('poison');
    const [poisoned, healthy] = [newId(), newId()];
    const waits: number[] = [];
    const tries: number[] = [];
    const before = async (data: CountedV1): Promise<void> => {
      if (data.id === poisoned) tries.push(data.n);
      await failOn(2)(data);
    };
    const backoffSeconds = (attempts: number): number => (waits.push(attempts), 0.05);
    await bench.run([{ consumer: 'billing.poison', event, before }], { backoffSeconds });
    await bench.announce(event, poisoned, [1, 2, 3, 4]);
    await bench.announce(event, healthy, [11, 12, 13]);
    await eventually(async () => expect(await bench.effects('billing.poison', healthy)).toEqual([11, 12, 13]));
    await eventually(async () => expect(await bench.effects('billing.poison', poisoned)).toEqual([1, 3, 4]));
    // Together once, which counts for nothing; then alone.
    expect(tries).toEqual([1, 2, 1, 2, 2, 2, 2, 2, 3, 4]);
    expect(bench.failures.map((failure) => failure.attempts)).toEqual([1, 2, 3, 4]);
    expect(waits).toEqual([1, 2, 3, 4]);
    expect(await bench.parked()).toEqual([]);
    const [letter, ...others] = await bench.deadLetters.list(event.topic, 'billing');
    expect(letter).toMatchObject({ consumer: 'billing.poison', key: poisoned, reason: 'TypeError', attempts: 5, eventType: event.type });
    expect(others).toEqual([]);
  });

  it('leaves no personal data in the dead letters, neither in headers nor in the record', async () => {
    const event = bench.event('private');
    await bench.run([{ consumer: 'billing.private', event, before: failOn(1) }]);
    await bench.announce(event, newId(), [1]);
    const dead = await eventually(async () => {
      const found = await bench.infrastructure.eventLog.peek('look', deadLetterTopic(event.topic, 'billing'), 10);
      expect(found).toHaveLength(1);
      return found[0];
    });
    expect(JSON.stringify(dead)).not.toMatch(/Zaphod|Beeblebrox/);
    expect(Object.keys(dead?.headers ?? {}).sort()).toEqual(
      ['dlq-attempts', 'dlq-consumer', 'dlq-failed-at', 'dlq-reason', 'dlq-source', 'id', 'organizationid', 'type'].sort(),
    );
  });

  it('waits longer after every try, up to half a minute', () => {
    for (const [attempts, least, most] of [
      [1, 0.5, 0.625],
      [2, 2, 2.5],
      [3, 8, 10],
      [4, 32, 40],
    ] as const) {
      const seconds = DELIVERY_TIMINGS.backoffSeconds(attempts);
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeLessThanOrEqual(most);
    }
  });

  it('does not stop another handler of the same event', async () => {
    const event = bench.event('two_handlers');
    const key = newId();
    await bench.run([
      { consumer: 'billing.failing', event, before: failOn(1) },
      { consumer: 'billing.working', event },
    ]);
    await bench.announce(event, key, [1, 2]);
    await eventually(async () => {
      expect(await bench.effects('billing.working', key)).toEqual([1, 2]);
      expect(await bench.effects('billing.failing', key)).toEqual([2]);
    });
  });
});

describe('an unreadable record', () => {
  it('goes to the dead letters at once with its reason, while the good ones around it are handled', async () => {
    const event = bench.event('unreadable');
    const key = newId();
    const { eventLog, codec } = bench.infrastructure;
    const good = await codec.encode(event, { id: key, n: 1, name: null }, { organizationId: bench.organizationId });
    const envelope = JSON.parse(good.value) as Record<string, unknown>;
    const { type: _type, ...untyped } = good.headers;
    const destroyed = newId();
    const doomed = await codec.encode(event, { id: key, n: 9, name: 'Ford' }, { organizationId: destroyed });
    const unreadable: Record<string, typeof good> = {
      not_json: { ...good, value: '{"specversion":' },
      no_type_header: { ...good, headers: untyped },
      schema: { ...good, value: JSON.stringify({ ...envelope, data: { id: key, n: 'many' } }) },
      not_an_event: { ...good, value: 'null' },
      unknown_version: { ...good, headers: { ...good.headers, type: 'deliveries.unreadable.v2' } },
      from_the_future: { ...good, value: JSON.stringify({ ...envelope, time: '2999-01-01T00:00:00.000Z' }) },
      // Its value would be readable: only the header says that it means something else.
      unknown_codec: { ...good, headers: { ...good.headers, 'content-encoding': 'zstd' } },
      key_destroyed: doomed,
    };
    await eventLog.append([...Object.values(unreadable), good]);
    await bench.infrastructure.keyring.destroy(destroyed, { kind: 'log', subject: new Date().toISOString().slice(0, 10) });
    await bench.run([{ consumer: 'billing.unreadable', event }]);
    await eventually(async () => expect(await bench.effects('billing.unreadable', key)).toEqual([1]));
    await eventually(async () => {
      const letters = await bench.deadLetters.list(event.topic, 'billing');
      expect(letters.map((letter) => letter.reason).sort()).toEqual(Object.keys(unreadable).sort());
    });
    expect(await bench.parked()).toEqual([]);
  });

  it('is refused when its header names another type than its envelope', async () => {
    const [event, other] = [bench.event('header_a'), bench.event('header_b')];
    const record = await bench.infrastructure.codec.encode(
      event,
      { id: newId(), n: 1, name: null },
      { organizationId: bench.organizationId },
    );
    await bench.infrastructure.eventLog.append([{ ...record, topic: other.topic, headers: { ...record.headers, type: other.type } }]);
    await bench.run([{ consumer: 'billing.header', event: other }]);
    await eventually(async () =>
      expect((await bench.deadLetters.list(other.topic, 'billing')).map((one) => one.reason)).toEqual(['not_an_event']),
    );
  });

  it('is skipped without a trace when nobody here declares its type', async () => {
    const event = bench.event('skipping');
    const key = newId();
    const strange = { topic: event.topic, key, headers: { id: newId(), type: 'deliveries.from_the_future.v7' }, value: '{}' };
    await bench.infrastructure.eventLog.append([strange]);
    await bench.run([{ consumer: 'billing.skipping', event }]);
    await bench.announce(event, key, [1]);
    await eventually(async () => expect(await bench.effects('billing.skipping', key)).toEqual([1]));
    expect(await bench.deadLetters.list(event.topic, 'billing')).toEqual([]);
    expect(await bench.parked()).toEqual([]);
  });
});

describe('a handler that hangs', () => {
  it('fails by time, gives its connection back, and cannot write afterwards', async () => {
    const event = bench.event('hanging');
    const healthy = newId();
    let stillRunning = 0;
    const before = async (data: CountedV1): Promise<void> => {
      if (data.n !== 666) return;
      await sleep(150);
      stillRunning++;
    };
    await bench.run([{ consumer: 'billing.hanging', event, before }], { handlerTimeoutMs: 50 });
    const hanging = Array.from({ length: 6 }, () => newId());
    await Promise.all(hanging.map((key) => bench.announce(event, key, [666])));
    await bench.announce(event, healthy, [1, 2]);
    await eventually(async () => expect(await bench.effects('billing.hanging', healthy)).toEqual([1, 2]));
    await eventually(async () => {
      const letters = await bench.deadLetters.list(event.topic, 'billing');
      expect(letters.map((letter) => letter.reason)).toEqual(Array(6).fill('HandlerTimeoutError'));
    });
    await eventually(() => expect(stillRunning).toBeGreaterThanOrEqual(30));
    for (const key of hanging) expect(await bench.effects('billing.hanging', key)).toEqual([]);
  });
});

describe('events of many keys', () => {
  const transactionsOf = (consumer: string): Promise<{ n: number }[]> =>
    bench.database.rows('SELECT count(DISTINCT xmin::text)::int AS n FROM billing.effects WHERE consumer = $1', [consumer]);

  it('share a transaction with their inbox rows, in order per key', async () => {
    const event = bench.event('together');
    const keys = Array.from({ length: 10 }, () => newId());
    await bench.announceAll(
      event,
      keys.flatMap((key) => [1, 2, 3].map((n) => ({ key, n }))),
    );
    await bench.run([{ consumer: 'billing.together', event }]);
    for (const key of keys) await eventually(async () => expect(await bench.effects('billing.together', key)).toEqual([1, 2, 3]));
    const [effects] = await transactionsOf('billing.together');
    expect(effects?.n).toBeLessThan(5);
    expect(await bench.database.rows("SELECT 1 FROM billing.inbox WHERE consumer = 'billing.together'")).toHaveLength(30);
  });

  it('leave nothing of a round that failed: each key then goes alone, and only the failing one is held back', async () => {
    const event = bench.event('apart');
    const [poisoned, ...healthy] = Array.from({ length: 6 }, () => newId()) as [string, ...string[]];
    const before = async (data: CountedV1): Promise<void> => {
      if (data.id === poisoned && data.n === 2) throw new TypeError('cannot');
    };
    await bench.announceAll(
      event,
      [...healthy, poisoned].flatMap((key) => [1, 2].map((n) => ({ key, n }))),
    );
    await bench.run([{ consumer: 'billing.apart', event, before }], { backoffSeconds: () => 3_600 });
    for (const key of healthy) await eventually(async () => expect(await bench.effects('billing.apart', key)).toEqual([1, 2]));
    await eventually(async () => expect(await bench.parked()).toMatchObject([{ consumer: 'billing.apart', attempts: 1 }]));
    expect(await bench.effects('billing.apart', poisoned)).toEqual([1]);
    await bench.database.rows('DELETE FROM billing.parked_keys');
  });

  it('of several organizations never share one', async () => {
    const event = bench.event('apart_by_tenant');
    const own = [newId(), newId()];
    const foreign = [newId(), newId()];
    const other = newId();
    await bench.announceAll(
      event,
      own.map((key) => ({ key, n: 1 })),
    );
    await bench.announceAll(
      event,
      foreign.map((key) => ({ key, n: 1 })),
      other,
    );
    await bench.run([{ consumer: 'billing.apart_by_tenant', event }]);
    await eventually(async () => {
      const rows = await bench.database.rows<{ organization_id: string; key: string }>(
        "SELECT organization_id, key FROM billing.effects WHERE consumer = 'billing.apart_by_tenant'",
      );
      expect(
        rows
          .filter((row) => row.organization_id === other)
          .map((row) => row.key)
          .toSorted(),
      ).toEqual(foreign.toSorted());
      expect(
        rows
          .filter((row) => row.organization_id === bench.organizationId)
          .map((row) => row.key)
          .toSorted(),
      ).toEqual(own.toSorted());
    });
  });
});

describe('a batch handler', () => {
  it('has its batch split until the bad event stands alone, and keeps the order of every key', async () => {
    const event = bench.event('batches');
    const [poisoned, ...healthy] = Array.from({ length: 8 }, () => newId()) as [string, ...string[]];
    for (const key of healthy) await bench.announce(event, key, [1, 2]);
    await bench.announce(event, poisoned, [7, 8, 9]);
    await bench.run([{ consumer: 'billing.batches', event, batch: true, before: failOn(8) }]);
    await eventually(async () => expect(await bench.effects('billing.batches', poisoned)).toEqual([7, 9]));
    for (const key of healthy) expect(await bench.effects('billing.batches', key)).toEqual([1, 2]);
    expect((await bench.deadLetters.list(event.topic, 'billing')).map((one) => [one.key, one.attempts])).toEqual([[poisoned, 5]]);
  });
});

describe('every event counts once', () => {
  it('also when it was sent twice', async () => {
    const event = bench.event('twice');
    const [key, id] = [newId(), newId()];
    await bench.announce(event, key, [1], id);
    await bench.announce(event, key, [1], id);
    await bench.announce(event, key, [2]);
    await bench.run([
      { consumer: 'billing.twice', event },
      { consumer: 'billing.twice_batch', event, batch: true },
    ]);
    await eventually(async () => {
      expect(await bench.effects('billing.twice', key)).toEqual([1, 2]);
      expect(await bench.effects('billing.twice_batch', key)).toEqual([1, 2]);
    });
  });

  it('also when the process dies after the handlers committed and before the position did', async () => {
    const event = bench.event('killed');
    const key = newId();
    let deaths = 0;
    await bench.announce(event, key, [1, 2, 3]);
    await bench.run([{ consumer: 'billing.killed', event }], {}, async (deliver) => {
      await deliver();
      if (++deaths <= 2) throw new Error('killed before the commit of the position');
    });
    await eventually(async () => {
      const [lag] = await bench.infrastructure.eventLog.lag('billing', [event.topic]);
      expect(lag?.records).toBe(0);
    });
    expect(deaths).toBe(3);
    expect(await bench.effects('billing.killed', key)).toEqual([1, 2, 3]);
  });

  it('also when its group is set back to the beginning', async () => {
    const event = bench.event('replay');
    const key = newId();
    await bench.announce(event, key, [1, 2]);
    await bench.run([{ consumer: 'billing.replay', event }]);
    await eventually(async () => expect(await bench.effects('billing.replay', key)).toEqual([1, 2]));
    await bench.halt();
    await bench.infrastructure.eventLog.reset('billing', [event.topic]);
    await bench.run([{ consumer: 'billing.replay', event }]);
    await bench.announce(event, key, [3]);
    await eventually(async () => expect(await bench.effects('billing.replay', key)).toEqual([1, 2, 3]));
  });
});

describe('a redriven dead letter', () => {
  it('of a version that was unknown reaches the handler that the context has for it now', async () => {
    const event = bench.event('version');
    const key = newId();
    const { eventLog, codec } = bench.infrastructure;
    const good = await codec.encode(event, { id: key, n: 1, name: null }, { organizationId: bench.organizationId });
    const newer = 'deliveries.version.v2';
    const value = JSON.stringify({ ...(JSON.parse(good.value) as object), type: newer });
    await eventLog.append([{ ...good, headers: { ...good.headers, type: newer }, value }]);
    await bench.run([{ consumer: 'billing.version', event }]);
    await eventually(async () =>
      expect(await bench.deadLetters.list(event.topic, 'billing')).toMatchObject([{ consumer: 'billing', reason: 'unknown_version' }]),
    );
    await bench.halt();
    await bench.run([{ consumer: 'billing.version_two', event: bench.event('version', 2) }]);
    expect(await bench.deadLetters.redrive(event.topic, 'billing')).toBe(1);
    await eventually(async () => expect(await bench.effects('billing.version_two', key)).toEqual([1]));
  });

  it('is handled once and by its own consumer only, however often it is put back', async () => {
    const event = bench.event('redrive');
    const key = newId();
    let mended = false;
    const before = async (): Promise<void> => {
      if (!mended) throw new RangeError('not yet');
    };
    let seenByOther = 0;
    await bench.run([
      { consumer: 'billing.mended', event, before },
      { consumer: 'billing.other', event, before: async () => void seenByOther++ },
    ]);
    await bench.announce(event, key, [1]);
    await eventually(async () => expect(await bench.deadLetters.list(event.topic, 'billing')).toHaveLength(1));
    mended = true;
    expect(await bench.deadLetters.redrive(event.topic, 'billing')).toBe(1);
    await eventually(async () => expect(await bench.effects('billing.mended', key)).toEqual([1]));
    expect(await bench.deadLetters.redrive(event.topic, 'billing')).toBe(0);
    await bench.infrastructure.eventLog.reset('dead-letters', [deadLetterTopic(event.topic, 'billing')]);
    expect(await bench.deadLetters.redrive(event.topic, 'billing')).toBe(1);
    await bench.announce(event, key, [2]);
    await eventually(async () => expect(await bench.effects('billing.mended', key)).toEqual([1, 2]));
    expect(await bench.effects('billing.other', key)).toEqual([1, 2]);
    expect(seenByOther).toBe(2);
  });
});

describe('a database that is away', () => {
  it('is no fault of an event: the batch comes again and nothing is parked', async () => {
    const event = bench.event('outage');
    const key = newId();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let entered = false;
    await bench.run([{ consumer: 'billing.outage', event, before: async () => ((entered = true), gate) }], { handlerTimeoutMs: 20_000 });
    await bench.announce(event, key, [1, 2, 3]);
    await eventually(() => expect(entered).toBe(true));
    await bench.database.server.stop('immediate');
    release();
    await sleep(300);
    await bench.database.server.start();
    await eventually(async () => expect(await bench.effects('billing.outage', key)).toEqual([1, 2, 3]));
    expect(bench.failures).toEqual([]);
    expect(await bench.parked()).toEqual([]);
    expect(await bench.deadLetters.list(event.topic, 'billing')).toEqual([]);
  });
});
