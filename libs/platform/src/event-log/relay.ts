import { setTimeout as sleep } from 'node:timers/promises';
import type { DirectConnection } from '../database/direct-connection.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Pace } from '../pace.js';
import type { EventLog } from './event-log.js';

interface OutboxRow {
  readonly seq: string;
  readonly topic: string;
  readonly key: string;
  readonly event: Record<string, unknown>;
}

const BATCH = 1_000;
/** In case a wake-up came from another process. */
const POLL_MS = 2_000;
const FAILURE_PAUSE_MS = 500;
/** From one round to the next: under load events gather meanwhile and share a round. */
const ROUND_EVERY_MS = 75;

/** Keeps the relays of other processes from sending the same events meanwhile: a lock of a database session, which ends with it. */
export type RelayLock = Pick<DirectConnection, 'tryLock' | 'unlock'>;

/**
 * Moves one context's outbox to the event log: claims, sends, and marks what the log has acknowledged. It claims unpublished rows, never
 * "everything after the last one", because rows become visible in commit order and not in the order of their numbers. No transaction is open
 * while it sends. A crash between sending and marking, or a lost lock, repeats events, and the inbox of every reader makes that a no-op;
 * what is repeated begins at the oldest row that is not marked, so an event never arrives before an earlier one of its key.
 */
export class OutboxRelay {
  private stopping = false;
  private wakeUp: () => void = () => undefined;
  private pending = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: string,
    private readonly unitOfWork: UnitOfWork,
    private readonly log: EventLog,
    private readonly lock: RelayLock,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  wake(): void {
    this.pending = true;
    this.wakeUp();
  }

  /** Publishes what it has in hand, then stops. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeUp();
    await this.loop;
  }

  private async run(): Promise<void> {
    const pace = new Pace(ROUND_EVERY_MS);
    while (!this.stopping) {
      await pace.next();
      this.pending = false;
      try {
        const published = await this.publishBatch();
        if (published < BATCH && !this.pending) await this.idle();
      } catch (error) {
        this.onFailure(error);
        await sleep(FAILURE_PAUSE_MS);
      }
    }
  }

  private async publishBatch(): Promise<number> {
    const name = `outbox-relay:${this.context}`;
    if ((await this.lock.tryLock(name)) === null) return 0;
    try {
      const rows = await this.unitOfWork.readAsWorker<OutboxRow>(
        `SELECT seq, topic, key, event FROM ${this.context}.outbox WHERE published_at IS NULL ORDER BY seq LIMIT ${BATCH}`,
        [],
      );
      if (rows.length === 0) return 0;
      await this.log.append(rows.map(toRecord));
      await this.mark(rows.map((row) => row.seq));
      return rows.length;
    } finally {
      await this.lock.unlock(name);
    }
  }

  private mark(numbers: readonly string[]): Promise<void> {
    return this.unitOfWork.runAsWorker((tx) =>
      tx.execute(`UPDATE ${this.context}.outbox SET published_at = now() WHERE seq = ANY($1::bigint[])`, [numbers]).then(() => undefined),
    );
  }

  private idle(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.stopping || this.pending) this.wakeUp();
    });
  }
}

function toRecord(row: OutboxRow): { topic: string; key: string; headers: Record<string, string>; value: string } {
  const headers: Record<string, string> = {};
  for (const name of ['id', 'type', 'organizationid', 'traceparent']) {
    const value = row.event[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return { topic: row.topic, key: row.key, headers, value: JSON.stringify(row.event) };
}
