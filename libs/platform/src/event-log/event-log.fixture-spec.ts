import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@shortlist/testing';
import { newId } from '../ids.js';
import type { EventLog, LogConsumer, LogRecord, StoredRecord } from './event-log.js';

/** A driver of the port over a real server. */
export interface EventLogDriver {
  readonly name: string;
  /** Starts the server and makes the topics. */
  open(topics: readonly string[]): Promise<void>;
  /** A log as another process would have it. */
  connect(): Promise<EventLog>;
  close(): Promise<void>;
}

const TOPICS = ['order', 'one-key', 'resume', 'retry', 'handover', 'drain', 'lag', 'active', 'many'];
/** A server may have to be installed first. */
const OPEN_MS = 600_000;

const record = (topic: string, key: string, value: string): LogRecord => ({ topic, key, headers: { id: newId(), type: 'x' }, value });

/** What every driver of the event log keeps. */
export function describeEventLog(driver: EventLogDriver): void {
  describe(`event log on ${driver.name}`, () => {
    const consumers: LogConsumer[] = [];
    beforeAll(() => driver.open(TOPICS), OPEN_MS);
    afterAll(async () => {
      for (const consumer of consumers) await consumer.stop();
      await driver.close();
    });

    async function collect(log: EventLog, group: string, topic: string): Promise<StoredRecord[]> {
      const seen: StoredRecord[] = [];
      consumers.push(await log.consume(group, [topic], async (batch) => void seen.push(...batch.records)));
      return seen;
    }

    it('gives every record to every group, in order per key, with key, headers and value unchanged', async () => {
      const log = await driver.connect();
      const [first, second] = [await collect(log, 'group-a', 'order'), await collect(log, 'group-b', 'order')];
      const sent = Array.from({ length: 200 }, (_, index) =>
        record('order', `key-${index % 7}`, `{"n":${index},"text":"\u00e9\u{1f600}"}`),
      );
      await Promise.all(sent.map((one) => log.append([one])));
      for (const seen of [first, second]) {
        await eventually(() => expect(seen).toHaveLength(200));
        expect(new Set(seen.map((one) => one.value))).toEqual(new Set(sent.map((one) => one.value)));
        for (const key of new Set(seen.map((one) => one.key))) {
          const own = seen.filter((one) => one.key === key);
          expect(new Set(own.map((one) => one.partition)).size).toBe(1);
          expect(own.map((one) => one.offset)).toEqual(own.map((one) => one.offset).toSorted((a, b) => a - b));
        }
      }
      expect(first.find((one) => one.value === sent[0]?.value)?.headers).toEqual(sent[0]?.headers);
    });

    it('keeps the order of one appender per key', async () => {
      const log = await driver.connect();
      const seen = await collect(log, 'group-order', 'one-key');
      for (let index = 0; index < 50; index++) void log.append([record('one-key', 'same', String(index))]);
      await eventually(() => expect(seen).toHaveLength(50));
      expect(seen.map((one) => Number(one.value))).toEqual(Array.from({ length: 50 }, (_, index) => index));
    });

    it('starts a new group at the beginning and an old one where it had committed', async () => {
      const log = await driver.connect();
      await log.append([record('resume', 'k', 'one'), record('resume', 'k', 'two')]);
      const seen: string[] = [];
      const first = await log.consume('resuming', ['resume'], async (batch) => void seen.push(...batch.records.map((one) => one.value)));
      await eventually(() => expect(seen).toEqual(['one', 'two']));
      await first.stop();
      await log.append([record('resume', 'k', 'three')]);
      const again = await collect(log, 'resuming', 'resume');
      await eventually(() => expect(again.map((one) => one.value)).toEqual(['three']));
    });

    it('brings a batch again whose handling failed, and does not hold up other partitions', async () => {
      const log = await driver.connect();
      const tries: string[] = [];
      let failures = 3;
      consumers.push(
        await log.consume('retrying', ['retry'], async (batch) => {
          const values = batch.records.map((one) => one.value);
          tries.push(...values);
          if (values.includes('bad') && failures-- > 0) throw new Error('not now');
        }),
      );
      await log.append([record('retry', 'a', 'bad')]);
      await eventually(() => expect(tries.filter((value) => value === 'bad').length).toBe(4));
      // Handling ends before its commit does.
      await eventually(async () => expect(await log.lag('retrying', ['retry'])).toEqual([{ topic: 'retry', records: 0, oldestMs: 0 }]));
    });

    it('shares a group among its consumers, and hands over what the one had that stops', async () => {
      const [one, two] = [await driver.connect(), await driver.connect()];
      const [byOne, byTwo]: [string[], string[]] = [[], []];
      const first = await one.consume('handover', ['handover'], async (batch) => void byOne.push(...batch.records.map((r) => r.value)));
      await one.append([record('handover', 'k', 'alone')]);
      await eventually(() => expect(byOne).toEqual(['alone']));
      consumers.push(await two.consume('handover', ['handover'], async (batch) => void byTwo.push(...batch.records.map((r) => r.value))));
      const shared = Array.from({ length: 40 }, (_, index) => `shared ${index}`);
      await one.append(shared.map((value, index) => record('handover', `key-${index}`, value)));
      await eventually(() => expect([...byOne, ...byTwo].toSorted()).toEqual(['alone', ...shared].toSorted()));
      await first.stop();
      const before = byOne.length;
      const later = shared.map((value) => `later ${value}`);
      await one.append(later.map((value, index) => record('handover', `key-${index}`, value)));
      await eventually(() => expect(byTwo.filter((value) => value.startsWith('later')).toSorted()).toEqual(later.toSorted()));
      expect(byOne).toHaveLength(before);
    });

    it('stops only when the batch in hand is handled and committed', async () => {
      const log = await driver.connect();
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      const seen: string[] = [];
      const consumer = await log.consume('draining', ['drain'], async (batch) => {
        seen.push(...batch.records.map((one) => one.value));
        await held;
      });
      await log.append([record('drain', 'k', 'in hand')]);
      await eventually(() => expect(seen).toEqual(['in hand']));
      let stopped = false;
      const stopping = consumer.stop().then(() => (stopped = true));
      // The stop has every chance to end too early: other work of the log goes on meanwhile.
      for (let turn = 0; turn < 5; turn++) await log.append([record('drain', 'k', `later ${turn}`)]);
      expect(stopped).toBe(false);
      release();
      await stopping;
      expect(await log.peek('draining', 'drain', 10)).toHaveLength(5);
    });

    it('tells the lag, peeks without committing, commits a position and resets to the beginning', async () => {
      const log = await driver.connect();
      await log.append([record('lag', 'k', 'one'), record('lag', 'k', 'two')]);
      const [lag] = await log.lag('idle', ['lag']);
      expect(lag).toMatchObject({ topic: 'lag', records: 2 });
      expect(lag?.oldestMs).toBeGreaterThanOrEqual(0);
      const [first] = await log.peek('idle', 'lag', 10);
      expect((await log.peek('idle', 'lag', 10)).map((one) => one.value)).toEqual(['one', 'two']);
      await log.commit('idle', 'lag', first?.partition ?? 0, (first?.offset ?? 0) + 1);
      expect((await log.peek('idle', 'lag', 10)).map((one) => one.value)).toEqual(['two']);
      await log.reset('idle', ['lag']);
      expect(await log.peek('idle', 'lag', 10)).toHaveLength(2);
    });

    it('knows whether a group is active, and refuses to reset it while it is', async () => {
      const [log, other] = [await driver.connect(), await driver.connect()];
      await log.append([record('active', 'k', 'one')]);
      expect(await other.isActive('active')).toBe(false);
      const seen: string[] = [];
      const consumer = await log.consume('active', ['active'], async (batch) => void seen.push(...batch.records.map((one) => one.value)));
      await eventually(() => expect(seen).toEqual(['one']));
      for (const one of [log, other]) {
        expect(await one.isActive('active')).toBe(true);
        await expect(one.reset('active', ['active'])).rejects.toMatchObject({ code: 'events.group_active' });
      }
      await eventually(async () => expect(await other.lag('active', ['active'])).toMatchObject([{ records: 0 }]));
      await consumer.stop();
      await other.reset('active', ['active']);
      expect(await other.lag('active', ['active'])).toMatchObject([{ records: 1 }]);
      expect(await log.isActive('active')).toBe(false);
    });

    it('loses and doubles nothing among eight processes that append at once', async () => {
      const logs = await Promise.all(Array.from({ length: 8 }, () => driver.connect()));
      const seen = await collect(logs[0] as EventLog, 'many', 'many');
      await Promise.all(
        logs.flatMap((log, writer) =>
          Array.from({ length: 100 }, (_, index) => log.append([record('many', `key-${index % 5}`, `${writer}:${index}`)])),
        ),
      );
      await eventually(() => expect(seen).toHaveLength(800));
      expect(new Set(seen.map((one) => one.value)).size).toBe(800);
    });
  });
}
