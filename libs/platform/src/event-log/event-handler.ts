import type { EventDefinition } from '@shortlist/contracts';
import type { Tx, UnitOfWork } from '../database/unit-of-work.js';
import type { EventEnvelope } from './envelope.js';
import { HandlerTelemetry } from './handler-telemetry.js';
import type { HandlerExtras } from './on-event.js';
import { withinTime } from './within-time.js';

export class HandlerTimeoutError extends Error {
  constructor(consumer: string, timeoutMs: number) {
    super(`${consumer} did not finish within ${timeoutMs} ms`);
    this.name = 'HandlerTimeoutError';
  }
}

/** One decorated handler: runs its effect and its inbox row in one transaction, so that every event counts once. */
export class EventHandler {
  constructor(
    readonly extras: HandlerExtras,
    readonly definition: EventDefinition<object>,
    private readonly unitOfWork: UnitOfWork,
    private readonly invoke: (data: unknown, context: unknown) => Promise<void>,
    private readonly timeoutMs: number,
    private readonly telemetry = new HandlerTelemetry(),
  ) {}

  get consumer(): string {
    return this.extras.consumer;
  }

  /** Handles one event; a duplicate is a no-op. */
  handle(event: EventEnvelope): Promise<void> {
    return this.extras.batch ? this.handleBatch([event]) : this.inTenant(event, (tx) => this.once(tx, event));
  }

  /** Handles the events of a batch that are new, in one transaction of the worker role. */
  handleBatch(events: readonly EventEnvelope[]): Promise<void> {
    return this.unitOfWork.runAsWorker(async (tx) => {
      const inserted = await tx.query<{ event_id: string }>(
        `INSERT INTO ${this.extras.context}.inbox (consumer, event_id, organization_id)
         SELECT $1, event_id, organization_id FROM unnest($2::uuid[], $3::uuid[]) AS event(event_id, organization_id)
         ON CONFLICT DO NOTHING RETURNING event_id`,
        [this.consumer, events.map((event) => event.id), events.map((event) => event.organizationid)],
      );
      const fresh = new Set(inserted.map((row) => row.event_id));
      const unseen = events.filter((event) => fresh.delete(event.id));
      if (unseen.length === 0) return;
      await this.telemetry.batch(this.extras, unseen, (followed) =>
        this.inTime(
          this.invoke(
            followed.map((event) => event.data),
            { tx, events: followed },
          ),
        ),
      );
    });
  }

  /** The effect alone, in a transaction that holds the inbox row already. */
  effect(tx: Tx, event: EventEnvelope): Promise<void> {
    return this.telemetry.one(this.extras, event, (followed) =>
      this.inTime(this.invoke(followed.data, { tx, event: followed, organizationId: followed.organizationid })),
    );
  }

  private async once(tx: Tx, event: EventEnvelope): Promise<void> {
    const inserted = await tx.execute(
      `INSERT INTO ${this.extras.context}.inbox (consumer, event_id, organization_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [this.consumer, event.id, event.organizationid],
    );
    if (inserted === 1) await this.effect(tx, event);
  }

  private inTenant<T>(event: EventEnvelope, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (event.organizationid === null) return this.unitOfWork.runWithoutTenant(work);
    return this.unitOfWork.run({ organizationId: event.organizationid }, work);
  }

  /**
   * Gives up inside the transaction, so that it rolls back and its connection returns to the pool. A handler that still goes
   * on afterwards finds its transaction closed.
   */
  private inTime(work: Promise<void>): Promise<void> {
    return withinTime(work, this.timeoutMs, () => new HandlerTimeoutError(this.consumer, this.timeoutMs));
  }
}
