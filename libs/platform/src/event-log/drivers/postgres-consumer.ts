import { setTimeout as sleep } from 'node:timers/promises';
import type { DirectConnection } from '../../database/direct-connection.js';
import { Pace } from '../../pace.js';
import type { LogConsumer, RecordBatch } from '../event-log.js';
import type { PostgresEventLog } from './postgres.driver.js';

const FETCH_RECORDS = 500;
/** From one look to the next. Under load records gather meanwhile and share a look, a transaction and a commit of the position. */
const LOOK_EVERY_MS = 150;
const IDLE_POLL_MS = 1_000;
const FAILURE_PAUSE_MS = 250;

/** The session lock that the active consumer of a group holds. */
export const groupLock = (group: string): string => `consumer-group:${group}`;

/**
 * The one active consumer of a group: a session lock keeps a second process waiting until the first is gone. Woken by
 * NOTIFY, with a slow poll beneath in case a notification got lost.
 */
export class PostgresLogConsumer implements LogConsumer {
  private readonly busy = new Map<string, Promise<void>>();
  private stopping = false;
  private stopped = false;
  private wake: () => void = () => undefined;
  private loop: Promise<void> = Promise.resolve();
  private unlisten: () => void = () => undefined;

  constructor(
    private readonly log: PostgresEventLog,
    private readonly direct: DirectConnection,
    private readonly group: string,
    private readonly topics: readonly string[],
    private readonly handle: (batch: RecordBatch) => Promise<void>,
  ) {}

  async start(): Promise<void> {
    this.unlisten = await this.direct.listen('event_log', (topic) => {
      if (topic === '' || this.topics.includes(topic)) this.wake();
    });
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.unlisten();
    this.wake();
    await this.loop;
    await Promise.all(this.busy.values());
    await this.direct.unlock(groupLock(this.group));
    this.stopped = true;
  }

  /** Whether this is a running consumer of the group. */
  holds(group: string): boolean {
    return this.group === group && !this.stopped;
  }

  private async run(): Promise<void> {
    const pace = new Pace(LOOK_EVERY_MS);
    let lock: number | null = null;
    while (!this.stopping) {
      try {
        await pace.next();
        if (lock === null || !this.direct.holds(lock)) {
          await Promise.all(this.busy.values());
          lock = await this.direct.tryLock(groupLock(this.group));
          if (lock === null) {
            await this.idle(IDLE_POLL_MS);
            continue;
          }
        }
        const woken = this.idle(IDLE_POLL_MS);
        const found = await this.log.fetch(this.group, this.topics, [...this.busy.keys()], FETCH_RECORDS);
        if (this.stopping) break;
        for (const batch of found) this.begin(batch);
        if (found.length === 0) await woken;
      } catch {
        await sleep(FAILURE_PAUSE_MS);
      }
    }
  }

  private begin(batch: RecordBatch): void {
    const place = `${batch.topic}/${batch.partition}`;
    const work = this.process(batch).finally(() => {
      this.busy.delete(place);
      this.wake();
    });
    this.busy.set(place, work);
  }

  private async process(batch: RecordBatch): Promise<void> {
    const last = batch.records.at(-1);
    if (!last) return;
    try {
      await this.handle(batch);
      await this.log.commit(this.group, batch.topic, batch.partition, last.offset + 1);
    } catch {
      // Not the fault of a record: those are parked or dead-lettered by the delivery rules. The batch comes again.
      if (!this.stopping) await sleep(FAILURE_PAUSE_MS);
    }
  }

  /** Resolves on the next wake-up, at the latest after `ms`. Must be called before looking, so that no wake-up is missed. */
  private idle(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.stopping) this.wake();
    });
  }
}
