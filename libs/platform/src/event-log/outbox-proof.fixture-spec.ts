import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EventDefinition } from '@shortlist/contracts';
import { eventually } from '@shortlist/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/connections.js';
import { TypeOrmUnitOfWork } from '../database/typeorm-unit-of-work.js';
import { newId } from '../ids.js';
import { DeliveryBench } from './delivery.fixture-spec.js';
import type { CountedV1 } from './delivery.fixture-spec.js';
import { Outbox } from './outbox.js';
import type { DeliveryProof, Progress } from './proof.fixture-spec.js';

export interface OutboxProofOptions {
  readonly events: number;
  readonly writers: number;
  readonly relays: number;
  readonly kills: number;
  readonly mostCommitDelayMs: number;
  readonly random: () => number;
  readonly progress: Progress;
}

const EVENTS_PER_TRANSACTION = 4;
/** Enough that writers seldom wait for each other's keys, few enough that each key has a row of events. */
const KEYS = { least: 500, most: 2_000, eventsEach: 20 };
const SENT_WITHIN_MS = 120_000;

/** Writers leave numbered events in one outbox and hold their commits back; relays are processes that are killed with SIGKILL meanwhile. */
export async function proveOutbox(options: OutboxProofOptions): Promise<DeliveryProof> {
  const started = Date.now();
  const bench = await DeliveryBench.start();
  const event = bench.event('outbox_proof');
  const relays = new RelayProcesses(bench, options);
  try {
    await relays.start();
    const written = { events: 0 };
    await Promise.all([writeAll(bench, event, options, written), relays.killAlong(() => written.events / options.events)]);
    const isSent = async (): Promise<void> => {
      const unsent = await bench.database.rows('SELECT 1 FROM billing.outbox WHERE published_at IS NULL LIMIT 1');
      if (unsent.length > 0) throw new Error('events wait in the outbox');
    };
    await eventually(isSent, SENT_WITHIN_MS).catch(() => undefined);
    const found = await compare(bench, event);
    const holds = found.written === options.events && found.missing === 0 && found.outOfOrder === 0 && relays.killed === options.kills;
    const summary =
      `${found.written} events of ${options.writers} writers, ${found.missing} missing, ${found.outOfOrder} out of order, ` +
      `${found.repeated} repeated; ${options.relays} relays killed ${relays.killed} times, ${seconds(started)} s`;
    return { holds, summary };
  } finally {
    await relays.stop();
    await bench.stop();
  }
}

async function writeAll(
  bench: DeliveryBench,
  event: EventDefinition<CountedV1>,
  { events, writers, mostCommitDelayMs, random, progress }: OutboxProofOptions,
  written: { events: number },
): Promise<void> {
  await bench.database.rows('CREATE TABLE billing.counters (key uuid PRIMARY KEY, n int NOT NULL)');
  await bench.database.rows('GRANT ALL ON billing.counters TO billing_app');
  const pool = { size: writers, statementTimeoutMs: 60_000 };
  const source = await new DataSource(dataSourceOptions(bench.database.address, 'billing_app', [], pool)).initialize();
  const unitOfWork = new TypeOrmUnitOfWork(source, source);
  const outbox = new Outbox('billing', bench.infrastructure.codec, () => undefined);
  const keys = Array.from({ length: Math.min(KEYS.most, Math.max(KEYS.least, events / KEYS.eventsEach)) }, () => newId());
  const { organizationId } = bench;
  let left = events;
  const write = async (): Promise<void> => {
    while (left > 0) {
      const count = Math.min(left, 1 + Math.floor(random() * EVENTS_PER_TRANSACTION));
      left -= count;
      const chosen = someOf(keys, count, random);
      await unitOfWork.run({ organizationId }, async (tx) => {
        const numbers = await tx.query<{ key: string; n: number }>(
          `INSERT INTO billing.counters (key, n) SELECT key, 1 FROM unnest($1::uuid[]) AS chosen(key) ORDER BY key
           ON CONFLICT (key) DO UPDATE SET n = billing.counters.n + 1 RETURNING key, n`,
          [chosen],
        );
        const announced = numbers.map(({ key, n }) => ({ definition: event, data: { id: key, n, name: null }, meta: { organizationId } }));
        await outbox.appendAll(tx, announced);
        // The rows are numbered by then, and others that come later may be committed before.
        tx.beforeCommit(() => sleep(random() * mostCommitDelayMs));
      });
      const before = written.events;
      written.events += count;
      if (Math.floor((written.events * 10) / events) > Math.floor((before * 10) / events))
        progress(`${written.events} of ${events} written`);
    }
  };
  await Promise.all(Array.from({ length: writers }, write)).finally(() => source.destroy());
}

function someOf(keys: readonly string[], count: number, random: () => number): string[] {
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(keys[Math.floor(random() * keys.length)] ?? '');
  return [...chosen];
}

async function compare(
  bench: DeliveryBench,
  event: EventDefinition<CountedV1>,
): Promise<{ written: number; missing: number; outOfOrder: number; repeated: number }> {
  const rows = await bench.database.rows<{ id: string; key: string; n: number }>(
    `SELECT headers->>'id' AS id, key, (value::jsonb->'data'->>'n')::int AS n FROM platform.log_records WHERE topic = $1
      ORDER BY partition, "offset"`,
    [event.topic],
  );
  const [count] = await bench.database.rows<{ n: number }>('SELECT coalesce(sum(n), 0)::int AS n FROM billing.counters');
  const seen = new Set<string>();
  const last = new Map<string, number>();
  let outOfOrder = 0;
  for (const { id, key, n } of rows) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (n !== (last.get(key) ?? 0) + 1) outOfOrder += 1;
    last.set(key, n);
  }
  const written = count?.n ?? 0;
  return { written, missing: written - seen.size, outOfOrder, repeated: rows.length - seen.size };
}

/** Relays as processes of their own. */
class RelayProcesses {
  private readonly running: ChildProcess[] = [];
  killed = 0;

  constructor(
    private readonly bench: DeliveryBench,
    private readonly options: OutboxProofOptions,
  ) {}

  async start(): Promise<void> {
    await Promise.all(Array.from({ length: this.options.relays }, (_, place) => this.launch(place)));
  }

  /** Kills one after the other, spread over the work; the last ones while the last events are on their way. */
  async killAlong(done: () => number): Promise<void> {
    const { kills, relays, random } = this.options;
    while (this.killed < kills) {
      while (done() < this.killed / kills) await sleep(5);
      await sleep(random() * 50);
      const place = Math.floor(random() * relays);
      const child = this.running[place];
      const gone = child && once(child, 'exit');
      child?.kill('SIGKILL');
      await gone;
      this.killed += 1;
      await this.launch(place);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.running.map((child) => {
        if (child.exitCode !== null || child.signalCode !== null) return undefined;
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        return gone;
      }),
    );
  }

  private async launch(place: number): Promise<void> {
    const entry = fileURLToPath(new URL('./relay-process.fixture-spec.ts', import.meta.url));
    const loader = new URL('../../../../tools/loader/source.mjs', import.meta.url).href;
    const child = fork(entry, [JSON.stringify(this.bench.database.address)], {
      execArgv: ['--conditions=@shortlist/source', '--import', loader],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.running[place] = child;
    await once(child, 'message');
  }
}

const seconds = (started: number): number => Math.round((Date.now() - started) / 1_000);
