import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Id, Nullable, Personal, Text, Whole, defineEvent } from '@shortlist/contracts';
import type { EventDefinition, Topic } from '@shortlist/contracts';
import { TestDatabase } from '@shortlist/testing';
import type { Infrastructure } from '../bootstrap/infrastructure.js';
import type { ContextRuntime } from '../bootstrap/context-runtime.js';
import { newId } from '../ids.js';
import { Attempts } from './attempts.js';
import { DeadLetters } from './dead-letters.js';
import { Delivery } from './delivery.js';
import type { DeliveryTimings } from './delivery-timings.js';
import type { EventEnvelope } from './envelope.js';
import { EventHandler } from './event-handler.js';
import type { RecordBatch } from './event-log.js';
import type { EventBatchContext, EventContext } from './on-event.js';
import { ParkedKeys } from './parked-keys.js';
import { ParkedRetries } from './parked-retries.js';
import { SharedTransactions } from './shared-transactions.js';

export class CountedV1 {
  @Id() id: string;
  @Whole(0, 1_000_000) n: number;
  @Personal() @Nullable() @Text(100) name: string | null;
}

export interface HandlerOptions {
  readonly consumer: `billing.${string}`;
  readonly event: EventDefinition<CountedV1>;
  /** Runs before the effect is written: throws, hangs or waits. */
  readonly before?: (data: CountedV1, event: EventEnvelope<unknown>) => Promise<void>;
  readonly batch?: boolean;
}

export interface Failed {
  readonly consumer: string;
  readonly code: string;
  readonly attempts: number;
}

const SCHEMA = `
  CALL platform.create_messaging('billing');
  CREATE TABLE billing.effects (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, organization_id uuid NOT NULL, consumer text NOT NULL, key uuid NOT NULL, n int NOT NULL, name text,
    at timestamptz NOT NULL DEFAULT clock_timestamp());
  CALL platform.protect('billing.effects');
  CALL platform.let_worker_insert('billing.effects');`;

/** A made-up context whose handlers write one row per handled event. Each test has a topic of its own. */
export class DeliveryBench {
  readonly organizationId = newId();
  readonly failures: Failed[] = [];
  private running: (() => Promise<void>) | null = null;

  private constructor(
    readonly database: TestDatabase,
    readonly infrastructure: Infrastructure,
    readonly runtime: ContextRuntime,
    private readonly folder: string,
  ) {}

  static async start(): Promise<DeliveryBench> {
    const folder = mkdtempSync(join(tmpdir(), 'shortlist-migrations-'));
    writeFileSync(join(folder, '0001_effects.sql'), SCHEMA);
    const database = await TestDatabase.start([{ schema: 'billing', folder: pathToFileURL(`${folder}/`) }]);
    const infrastructure = await database.infrastructure();
    const runtime = infrastructure.context('billing', []);
    await runtime.open();
    return new DeliveryBench(database, infrastructure, runtime, folder);
  }

  event(name: string, version = 1): EventDefinition<CountedV1> {
    return defineEvent({
      type: `deliveries.${name}.v${version}`,
      topic: `test.${name}` as Topic,
      kind: 'fact',
      from: 'billing',
      to: ['billing'],
      payload: CountedV1,
      key: (data) => data.id,
      meaning: 'Something was counted.',
    });
  }

  /** Starts a consumer with the real delivery rules; `around` may fail after the handlers have committed. */
  async run(
    options: readonly HandlerOptions[],
    timings: Partial<DeliveryTimings> = {},
    around = (deliver: () => Promise<void>) => deliver(),
  ): Promise<void> {
    const quick = { handlerTimeoutMs: 2_000, roundTimeoutMs: 1_000, sweepPauseMs: 10, backoffSeconds: () => 0.02, ...timings };
    const { eventLog, codec } = this.infrastructure;
    const handlers = options.map((one) => this.handler(one, quick.handlerTimeoutMs));
    const parked = new ParkedKeys('billing', this.runtime.unitOfWork);
    const attempts = new Attempts('billing', codec, new DeadLetters(eventLog), {
      failed: (consumer, _record, { code }, tries) => void this.failures.push({ consumer, code, attempts: tries }),
      deadLettered: () => undefined,
    });
    const shared = new SharedTransactions('billing', this.runtime.unitOfWork, quick.roundTimeoutMs);
    const delivery = new Delivery(handlers, parked, attempts, shared, quick);
    const retries = new ParkedRetries(handlers, parked, attempts, quick);
    retries.start();
    const topics = [...new Set(handlers.map((handler) => handler.definition.topic))];
    const consumer = await eventLog.consume('billing', topics, (batch: RecordBatch) => around(() => delivery.deliver(batch)));
    this.running = async () => void (await Promise.all([consumer.stop(), retries.stop()]));
  }

  /** As when the process ends: a later `run` goes on where this one had committed. */
  async halt(): Promise<void> {
    await this.running?.();
    this.running = null;
  }

  async announce(event: EventDefinition<CountedV1>, key: string, numbers: readonly number[], id?: string): Promise<void> {
    const meta = { organizationId: this.organizationId, ...(id && { id }) };
    const { codec, eventLog } = this.infrastructure;
    await eventLog.append(await Promise.all(numbers.map((n) => codec.encode(event, { id: key, n, name: 'Zaphod Beeblebrox' }, meta))));
  }

  /** Announces many with one append. */
  async announceAll(
    event: EventDefinition<CountedV1>,
    items: readonly { key: string; n: number }[],
    organizationId = this.organizationId,
  ): Promise<void> {
    const { codec, eventLog } = this.infrastructure;
    await eventLog.append(
      await Promise.all(items.map(({ key, n }) => codec.encode(event, { id: key, n, name: null }, { organizationId }))),
    );
  }

  /** What a consumer wrote for a key, in the order of the commits. */
  async effects(consumer: string, key: string): Promise<number[]> {
    const rows = await this.database.rows<{ n: number }>('SELECT n FROM billing.effects WHERE consumer = $1 AND key = $2 ORDER BY seq', [
      consumer,
      key,
    ]);
    return rows.map((row) => row.n);
  }

  async parked(): Promise<{ consumer: string; attempts: number; error_code: string }[]> {
    return this.database.rows('SELECT consumer, attempts, error_code FROM billing.parked_keys ORDER BY "offset"');
  }

  get deadLetters(): DeadLetters {
    return new DeadLetters(this.infrastructure.eventLog);
  }

  async stop(): Promise<void> {
    await this.halt();
    await this.database.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private handler({ consumer, event, before, batch = false }: HandlerOptions, timeoutMs: number): EventHandler {
    const definition = event as unknown as EventDefinition<object>;
    const one = async (data: CountedV1, tx: EventContext['tx'], envelope: EventEnvelope<unknown>): Promise<void> => {
      await before?.(data, envelope);
      await tx.execute('INSERT INTO billing.effects (organization_id, consumer, key, n, name) VALUES ($1, $2, $3, $4, $5)', [
        envelope.organizationid,
        consumer,
        data.id,
        data.n,
        data.name,
      ]);
    };
    const invoke = async (data: unknown, context: unknown): Promise<void> => {
      if (!batch) return one(data as CountedV1, (context as EventContext).tx, (context as EventContext).event);
      const { tx, events } = context as EventBatchContext;
      for (const [index, payload] of (data as CountedV1[]).entries()) await one(payload, tx, events[index] as EventEnvelope<unknown>);
    };
    return new EventHandler(
      { context: 'billing', consumer, type: event.type, batch },
      definition,
      this.runtime.unitOfWork,
      invoke,
      timeoutMs,
    );
  }
}
