import { eventDefinitions } from '@shortlist/contracts';
import { Semaphore } from '../semaphore.js';
import { failureOf } from './attempts.js';
import type { Attempts, Failure } from './attempts.js';
import { REDRIVEN_FOR } from './dead-letters.js';
import type { DeliveryTimings } from './delivery-timings.js';
import type { EventEnvelope } from './envelope.js';
import type { EventHandler } from './event-handler.js';
import type { RecordBatch, StoredRecord } from './event-log.js';
import type { ParkedKeys } from './parked-keys.js';
import type { Chain, SharedTransactions, Step } from './shared-transactions.js';

/** Keys handled side by side in one context when they go alone: no more than its connection pool serves. */
const KEYS_AT_ONCE = 3;

interface ReadableRecord {
  readonly record: StoredRecord;
  readonly event: EventEnvelope;
}

/**
 * The delivery rules of one context, the same whatever log it reads: keys share transactions while all goes well
 * (`SharedTransactions`); order per key; a failing event holds back its own key
 * only, is retried with backoff from `parked_keys` (`ParkedRetries`), then goes to the dead letters; a record nobody can read
 * goes there at once. A database that is away is not the fault of an event: then the whole batch comes again.
 */
export class Delivery {
  private readonly atOnce = new Semaphore(KEYS_AT_ONCE);

  constructor(
    private readonly handlers: readonly EventHandler[],
    private readonly parked: ParkedKeys,
    private readonly attempts: Attempts,
    private readonly shared: SharedTransactions,
    private readonly timings: DeliveryTimings,
  ) {}

  /** Handles, parks or dead-letters every record of a batch. */
  async deliver(batch: RecordBatch): Promise<void> {
    for (const handler of this.handlers.filter((candidate) => candidate.extras.batch)) {
      const records = batch.records.filter((record) => isFor(handler, record));
      if (records.length > 0) await this.deliverTogether(handler, batch.topic, records);
    }
    await this.deliverByKey(batch);
    await this.refuseUnreadable(batch);
  }

  private async deliverByKey(batch: RecordBatch): Promise<void> {
    const single = this.handlers.filter((handler) => !handler.extras.batch);
    const records = batch.records.filter((record) => single.some((handler) => isFor(handler, record)));
    if (records.length === 0) return;
    const chains = Map.groupBy(records, (record) => record.key);
    const heldBack = await this.parked.heldBack(batch.topic, [...chains.keys()]);
    const outcomes = await Promise.allSettled(
      [...chains.entries()].map(([key, chain]) => this.deliverKey(single, chain, heldBack.has(key))),
    );
    rethrow(outcomes);
  }

  private async deliverKey(handlers: readonly EventHandler[], records: readonly StoredRecord[], isHeldBack: boolean): Promise<void> {
    const chain = isHeldBack ? null : await this.chainOf(handlers, records);
    if (chain && (await this.shared.handle(chain))) return;
    await this.atOnce.run(() => this.deliverChain(handlers, records, isHeldBack));
  }

  /** Null when a record cannot be read or belongs to no organization or to another one: then each goes alone. */
  private async chainOf(handlers: readonly EventHandler[], records: readonly StoredRecord[]): Promise<Chain | null> {
    const steps: Step[] = [];
    for (const record of records) {
      const event = await this.attempts.peek(record);
      if (!event || event.type !== record.headers.type) return null;
      for (const handler of handlers) if (isFor(handler, record)) steps.push({ handler, event });
    }
    const organizationId = steps[0]?.event.organizationid ?? null;
    const isOfOne = steps.every(({ event }) => event.organizationid === organizationId);
    return organizationId !== null && isOfOne ? { organizationId, steps } : null;
  }

  /** The records of one key, in order: once one has failed, whatever follows waits for it. */
  private async deliverChain(handlers: readonly EventHandler[], chain: readonly StoredRecord[], heldBack: boolean): Promise<void> {
    let waiting = heldBack;
    for (const record of chain) {
      const waits = waiting;
      for (const handler of handlers.filter((candidate) => isFor(candidate, record))) {
        if (waits) await this.parkBehind(handler, record);
        else if (!(await this.tryFirst(handler, record))) waiting = true;
      }
    }
  }

  /** False when the record had to be parked. */
  private async tryFirst(handler: EventHandler, record: StoredRecord): Promise<boolean> {
    const failure = await this.attempts.handle(handler, record);
    if (failure !== null) await this.parkFailed(handler, record, failure);
    return failure === null;
  }

  private async deliverTogether(handler: EventHandler, topic: string, records: readonly StoredRecord[]): Promise<void> {
    const heldBack = await this.parked.heldBack(topic, [...new Set(records.map((record) => record.key))]);
    const readable: ReadableRecord[] = [];
    for (const record of records) {
      const event = await this.attempts.read(handler, record);
      if (event) readable.push({ record, event });
    }
    await this.handleOrSplit(handler, readable, heldBack);
  }

  /** Halves a failing batch until the bad event stands alone; `heldBack` grows by the keys of those that failed. */
  private async handleOrSplit(handler: EventHandler, items: readonly ReadableRecord[], heldBack: Set<string>): Promise<void> {
    for (const { record } of items.filter((item) => heldBack.has(item.record.key))) await this.parkBehind(handler, record);
    const free = items.filter((item) => !heldBack.has(item.record.key));
    const [first] = free;
    if (!first) return;
    try {
      await handler.handleBatch(free.map((item) => item.event));
    } catch (error) {
      const failure = failureOf(error);
      if (free.length > 1) {
        const middle = Math.ceil(free.length / 2);
        await this.handleOrSplit(handler, free.slice(0, middle), heldBack);
        await this.handleOrSplit(handler, free.slice(middle), heldBack);
        return;
      }
      await this.parkFailed(handler, first.record, failure);
      heldBack.add(first.record.key);
    }
  }

  /**
   * Records without a readable type belong to nobody; the first handler of the topic answers for them. A version that nobody
   * here declares, of an event that is handled here, waits in the dead letters for a process that knows it: for any handler of
   * the context, because that version's has a name of its own.
   */
  private async refuseUnreadable(batch: RecordBatch): Promise<void> {
    const handlers = this.handlers.filter((candidate) => candidate.definition.topic === batch.topic);
    const [first] = handlers;
    if (!first) return;
    const known = new Set(handlers.map(({ extras }) => withoutVersion(extras.type)));
    for (const record of batch.records) {
      const { type } = record.headers;
      if (typeof type !== 'string') await this.attempts.bury(first.consumer, record, 'no_type_header', 1);
      else if (!eventDefinitions().has(type) && known.has(withoutVersion(type)))
        await this.attempts.bury(first.extras.context, record, 'unknown_version', 1);
    }
  }

  private async parkFailed(handler: EventHandler, record: StoredRecord, failure: Failure): Promise<void> {
    this.attempts.observer.failed(handler.consumer, record, failure, 1);
    await this.parked.park(handler.consumer, record, 1, failure.code, this.timings.backoffSeconds(1));
  }

  private parkBehind(handler: EventHandler, record: StoredRecord): Promise<void> {
    return this.parked.park(handler.consumer, record, 0, 'waits_for_its_key', 0);
  }
}

function isFor(handler: EventHandler, record: StoredRecord): boolean {
  const only = record.headers[REDRIVEN_FOR];
  return (
    record.headers.type === handler.extras.type && (only === undefined || only === handler.consumer || only === handler.extras.context)
  );
}

const withoutVersion = (type: string): string => type.replace(/\.v\d+$/, '');

function rethrow(outcomes: readonly PromiseSettledResult<unknown>[]): void {
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
