import { setTimeout as sleep } from 'node:timers/promises';
import { Semaphore } from '../semaphore.js';
import type { Attempts, Failure } from './attempts.js';
import type { DeliveryTimings } from './delivery-timings.js';
import type { EventHandler } from './event-handler.js';
import type { ParkedKeys, ParkedRecord } from './parked-keys.js';

/** Tries of one event before it is dead-lettered, the first included. */
export const MOST_ATTEMPTS = 5;
/** Apart from the slots for fresh events, so that events which hang never hold those up. */
const RETRIES_AT_ONCE = 2;
const SWEEP_BATCH = 50;

/** Tries parked records of one context again when they are due, oldest first per key; gives up after `MOST_ATTEMPTS`. */
export class ParkedRetries {
  private readonly atOnce = new Semaphore(RETRIES_AT_ONCE);
  private sweeping = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly handlers: readonly EventHandler[],
    private readonly parked: ParkedKeys,
    private readonly attempts: Attempts,
    private readonly timings: DeliveryTimings,
  ) {}

  start(): void {
    this.sweeping = this.sweep();
  }

  /** Waits for the retries in hand; what was leased beside them is due again when its lease ends. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.sweeping;
  }

  private async sweep(): Promise<void> {
    while (!this.stopping) {
      try {
        const due = await this.parked.takeDue(SWEEP_BATCH);
        await Promise.allSettled(due.map((record) => this.atOnce.run(() => this.retry(record))));
        if (due.length === 0) await sleep(this.timings.sweepPauseMs);
      } catch {
        // The database is away; the leases run out and the sweep goes on.
        await sleep(this.timings.sweepPauseMs);
      }
    }
  }

  private async retry(record: ParkedRecord): Promise<void> {
    if (this.stopping) return;
    const failure = await this.handle(record);
    if (failure === null) return this.parked.release(record);
    const attempts = record.attempts + 1;
    if (attempts >= MOST_ATTEMPTS) {
      await this.attempts.bury(record.consumer, record, failure.code, attempts);
      return this.parked.release(record);
    }
    this.attempts.observer.failed(record.consumer, record, failure, attempts);
    await this.parked.postpone(record, failure.code, this.timings.backoffSeconds(attempts));
  }

  private async handle(record: ParkedRecord): Promise<Failure | null> {
    const handler = this.handlers.find((candidate) => candidate.consumer === record.consumer);
    return handler ? this.attempts.handle(handler, record) : { code: 'no_such_consumer', error: undefined };
  }
}
