import type { EventDefinition } from '@shortlist/contracts';
import type { Tx } from '../database/unit-of-work.js';
import type { EventMeta } from './envelope.js';
import type { EventCodec } from './event-codec.js';
import type { LogRecord } from './event-log.js';

/** Where a context leaves its events: in its own schema, in the transaction of the change they tell of. */
export class Outbox {
  /** What open transactions have announced so far; one statement of each writes it down. */
  private readonly announced = new WeakMap<Tx, LogRecord[]>();

  constructor(
    private readonly context: string,
    private readonly codec: EventCodec,
    private readonly wakeRelay: () => void,
  ) {}

  /** Adds one event; a payload that does not fit its contract fails the transaction. */
  append<T extends object>(tx: Tx, definition: EventDefinition<T>, data: T, meta: EventMeta): Promise<void> {
    return this.appendAll(tx, [{ definition, data, meta }]);
  }

  /** Adds many events. Events with one key leave in the order given. They are checked at once and written just before the commit. */
  async appendAll<T extends object>(
    tx: Tx,
    events: readonly { definition: EventDefinition<T>; data: T; meta: EventMeta }[],
  ): Promise<void> {
    if (events.length === 0) return;
    const wrong = events.find(({ definition }) => definition.from !== this.context);
    if (wrong) throw new Error(`${wrong.definition.type} belongs to ${wrong.definition.from}; ${this.context} must not announce it`);
    const records = await Promise.all(events.map(({ definition, data, meta }) => this.codec.encode(definition, data, meta)));
    this.announcedIn(tx).push(...records);
  }

  private announcedIn(tx: Tx): LogRecord[] {
    const known = this.announced.get(tx);
    if (known) return known;
    const records: LogRecord[] = [];
    this.announced.set(tx, records);
    tx.beforeCommit(() => this.write(tx, records));
    tx.afterCommit(this.wakeRelay);
    return records;
  }

  private async write(tx: Tx, records: readonly LogRecord[]): Promise<void> {
    this.announced.delete(tx);
    await tx.execute(
      `INSERT INTO ${this.context}.outbox (organization_id, topic, key, event_id, event_type, event)
       SELECT organization_id, topic, key, event_id, event_type, event::jsonb
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[])
              AS event(organization_id, topic, key, event_id, event_type, event)`,
      [
        records.map((record) => record.headers.organizationid ?? null),
        records.map((record) => record.topic),
        records.map((record) => record.key),
        records.map((record) => record.headers.id),
        records.map((record) => record.headers.type),
        records.map((record) => record.value),
      ],
    );
  }
}
