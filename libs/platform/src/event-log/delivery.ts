import { setTimeout as sleep } from 'node:timers/promises';
import { databaseErrorCode, isUnavailable } from '../database/database-errors.js';
import { CodedError } from '../errors/coded-error.js';
import { Semaphore } from '../semaphore.js';
import type { DeadLetters } from './dead-letters.js';
import { REDRIVEN_FOR } from './dead-letters.js';
import type { EventEnvelope } from './envelope.js';
import { MalformedRecordError } from './event-codec.js';
import type { EventCodec } from './event-codec.js';
import type { EventHandler } from './event-handler.js';
import type { RecordBatch, StoredRecord } from './event-log.js';
import type { ParkedKeys, ParkedRecord } from './parked-keys.js';

/** Tries of one event before it is dead-lettered, the first included. */
export const MOST_ATTEMPTS = 5;
/** Keys handled side by side in one context: no more than its connection pool serves. */
const KEYS_AT_ONCE = 3;
const SWEEP_PAUSE_MS = 250;
const SWEEP_BATCH = 50;

export interface DeliveryObserver {
  failed(consumer: string, record: StoredRecord, failure: Failure, attempts: number): void;
  deadLettered(consumer: string, record: StoredRecord, code: string): void;
}

export interface Failure {
  /** Without personal data: an error's message may quote a row. */
  readonly code: string;
  readonly error: unknown;
}

/**
 * The delivery rules of one context, the same whatever log it reads: order per key; a failing event holds back its own key
 * only, is retried with backoff from `parked_keys`, then goes to the dead letters; a record nobody can read goes there at
 * once. A database that is away is not the fault of an event: then the whole batch comes again.
 */
export class Delivery {
  private readonly atOnce = new Semaphore(KEYS_AT_ONCE);
  private sweeping = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly group: string,
    private readonly handlers: readonly EventHandler[],
    private readonly codec: EventCodec,
    private readonly parked: ParkedKeys,
    private readonly deadLetters: DeadLetters,
    private readonly observer: DeliveryObserver,
  ) {}

  /** Handles, parks or dead-letters every record of a batch. */
  async deliver(batch: RecordBatch): Promise<void> {
    for (const handler of this.handlers.filter((candidate) => candidate.extras.batch)) {
      const records = batch.records.filter((record) => isFor(handler, record));
      if (records.length > 0) await this.deliverTogether(handler, records);
    }
    await this.deliverByKey(batch);
    await this.refuseUnreadable(batch);
  }

  startSweeping(): void {
    this.sweeping = this.sweep();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.sweeping;
  }

  private async deliverByKey(batch: RecordBatch): Promise<void> {
    const single = this.handlers.filter((handler) => !handler.extras.batch);
    const records = batch.records.filter((record) => single.some((handler) => isFor(handler, record)));
    if (records.length === 0) return;
    const chains = Map.groupBy(records, (record) => record.key);
    const heldBack = await this.parked.heldBack(batch.topic, [...chains.keys()]);
    const outcomes = await Promise.allSettled(
      [...chains.entries()].map(([key, chain]) => this.atOnce.run(() => this.deliverChain(single, chain, heldBack.has(key)))),
    );
    rethrow(outcomes);
  }

  /** The records of one key, in order: once one has failed, whatever follows waits for it. */
  private async deliverChain(handlers: readonly EventHandler[], chain: readonly StoredRecord[], heldBack: boolean): Promise<void> {
    let waiting = heldBack;
    for (const record of chain) {
      const waits = waiting;
      for (const handler of handlers.filter((candidate) => isFor(candidate, record))) {
        if (waits) await this.parked.park(handler.consumer, record, 0, 'waits_for_its_key', 0);
        else if (!(await this.tryFirst(handler, record))) waiting = true;
      }
    }
  }

  /** False when the record had to be parked. */
  private async tryFirst(handler: EventHandler, record: StoredRecord): Promise<boolean> {
    const failure = await this.attempt(handler, record);
    if (failure === null) return true;
    this.observer.failed(handler.consumer, record, failure, 1);
    await this.parked.park(handler.consumer, record, 1, failure.code, backoffSeconds(1));
    return false;
  }

  /** The failure, or null when the event was handled (or dead-lettered because nobody can read it). */
  private async attempt(handler: EventHandler, record: StoredRecord): Promise<Failure | null> {
    try {
      const decoded = await this.codec.decode(record);
      if (decoded) await handler.handle(decoded.event);
      return null;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      if (!(error instanceof MalformedRecordError)) return failureOf(error);
      await this.bury(handler.consumer, record, error.code, 1);
      return null;
    }
  }

  private async deliverTogether(handler: EventHandler, records: readonly StoredRecord[]): Promise<void> {
    const readable: { record: StoredRecord; event: EventEnvelope }[] = [];
    for (const record of records) {
      try {
        const decoded = await this.codec.decode(record);
        if (decoded) readable.push({ record, event: decoded.event });
      } catch (error) {
        if (!(error instanceof MalformedRecordError)) throw error;
        await this.bury(handler.consumer, record, error.code, 1);
      }
    }
    await this.handleOrSplit(handler, readable);
  }

  private async handleOrSplit(handler: EventHandler, items: readonly { record: StoredRecord; event: EventEnvelope }[]): Promise<void> {
    const [first] = items;
    if (!first) return;
    try {
      await handler.handleBatch(items.map((item) => item.event));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      if (items.length > 1) {
        const middle = Math.ceil(items.length / 2);
        await this.handleOrSplit(handler, items.slice(0, middle));
        await this.handleOrSplit(handler, items.slice(middle));
        return;
      }
      const failure = failureOf(error);
      this.observer.failed(handler.consumer, first.record, failure, 1);
      await this.parked.park(handler.consumer, first.record, 1, failure.code, backoffSeconds(1));
    }
  }

  /** Records without a readable type belong to nobody; the first handler of the topic answers for them. */
  private async refuseUnreadable(batch: RecordBatch): Promise<void> {
    const handler = this.handlers.find((candidate) => candidate.definition.topic === batch.topic);
    if (!handler) return;
    for (const record of batch.records) {
      if (typeof record.headers.type === 'string') continue;
      await this.bury(handler.consumer, record, 'no_type_header', 1);
    }
  }

  private async sweep(): Promise<void> {
    while (!this.stopping) {
      try {
        const due = await this.parked.takeDue(SWEEP_BATCH);
        rethrow(await Promise.allSettled(due.map((parked) => this.atOnce.run(() => this.retry(parked)))));
        if (due.length === 0) await sleep(SWEEP_PAUSE_MS);
      } catch {
        // The database is away; the leases run out and the sweep goes on.
        await sleep(SWEEP_PAUSE_MS);
      }
    }
  }

  private async retry(parked: ParkedRecord): Promise<void> {
    const handler = this.handlers.find((candidate) => candidate.consumer === parked.consumer);
    const failure = handler ? await this.retryOnce(handler, parked) : { code: 'no_such_consumer', error: undefined };
    if (failure === null) return this.parked.release(parked);
    const attempts = parked.attempts + 1;
    if (attempts >= MOST_ATTEMPTS) {
      await this.bury(parked.consumer, parked, failure.code, attempts);
      return this.parked.release(parked);
    }
    this.observer.failed(parked.consumer, parked, failure, attempts);
    await this.parked.postpone(parked, failure.code, backoffSeconds(attempts));
  }

  private async retryOnce(handler: EventHandler, parked: ParkedRecord): Promise<Failure | null> {
    if (!handler.extras.batch) return this.attempt(handler, parked);
    try {
      const decoded = await this.codec.decode(parked);
      if (decoded) await handler.handleBatch([decoded.event]);
      return null;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      return failureOf(error);
    }
  }

  private async bury(consumer: string, record: StoredRecord, code: string, attempts: number): Promise<void> {
    await this.deadLetters.add(this.group, consumer, record, code, attempts);
    this.observer.deadLettered(consumer, record, code);
  }
}

function isFor(handler: EventHandler, record: StoredRecord): boolean {
  const only = record.headers[REDRIVEN_FOR];
  return record.headers.type === handler.extras.type && (only === undefined || only === handler.consumer);
}

/** 0.5 s, 2 s, 8 s, 32 s, each with up to a quarter of jitter. */
function backoffSeconds(attempts: number): number {
  return 0.5 * 4 ** (attempts - 1) * (1 + Math.random() / 4);
}

function failureOf(error: unknown): Failure {
  if (error instanceof CodedError) return { code: error.code, error };
  const sqlState = databaseErrorCode(error);
  if (sqlState) return { code: `sqlstate_${sqlState}`, error };
  return { code: error instanceof Error ? error.name : 'unknown', error };
}

function rethrow(outcomes: readonly PromiseSettledResult<unknown>[]): void {
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
