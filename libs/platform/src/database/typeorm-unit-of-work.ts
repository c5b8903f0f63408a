import type pg from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { isRetryable } from './database-errors.js';
import { KeyedRequest } from './keyed-request.js';
import { SharedWork } from './shared-work.js';
import { UnitOfWork } from './unit-of-work.js';
import type { Tenant, Tx } from './unit-of-work.js';

const MOST_ATTEMPTS = 4;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Units of work over two pools: one logs in as `<context>_app`, the other as `<context>_worker`. */
export class TypeOrmUnitOfWork extends UnitOfWork {
  private readonly shared = new SharedWork((tenant, work) => attempt(this.app, settingsOf(tenant), work));

  constructor(
    private readonly app: DataSource,
    private readonly worker: DataSource,
  ) {
    super();
  }

  run<T>(tenant: Tenant, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.once(settingsOf(tenant), work);
  }

  runShared<T>({ organizationId }: Pick<Tenant, 'organizationId'>, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.shared.run(organizationId, work);
  }

  runAsUser<T>(userId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.once({ 'app.user_id': userId }, work);
  }

  runAsWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return attempt(this.worker, {}, work);
  }

  async readAsWorker<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return (await this.worker.query(sql, [...parameters])) as Row[];
  }

  runWithoutTenant<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return attempt(this.app, {}, work);
  }

  /** Work of a request with an Idempotency-Key is done once however often the request comes. */
  private once<T>(settings: Settings, work: (tx: Tx) => Promise<T>): Promise<T> {
    const request = KeyedRequest.current();
    if (!request) return attempt(this.app, settings, work);
    return request.settle(this, (piece) => attempt(this.app, settings, piece), work);
  }
}

type Settings = Readonly<Record<string, string>>;

function settingsOf({ organizationId, userId }: Tenant): Settings {
  return { 'app.organization_id': organizationId, ...(userId && { 'app.user_id': userId }) };
}

async function attempt<T>(source: DataSource, settings: Settings, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await once(source, settings, work);
    } catch (error) {
      if (tried >= MOST_ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

async function once<T>(source: DataSource, settings: Settings, work: (tx: Tx) => Promise<T>): Promise<T> {
  const begin = ['START TRANSACTION', ...Object.entries(settings).map(setLocal)].join('; ');
  const runner = source.createQueryRunner();
  // Locks of entities ask for it. TypeORM sets it only where it starts the transaction itself, which takes a message of its own.
  const state: { isTransactionActive: boolean } = runner;
  const tx = new OpenTransaction(runner);
  let result: T;
  try {
    await runner.connect();
    state.isTransactionActive = true;
    await runner.query(begin);
    result = await work(tx);
    await tx.finish();
    await commit(runner);
  } catch (error) {
    tx.close();
    if (state.isTransactionActive) await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    state.isTransactionActive = false;
    await runner.release().catch(() => undefined);
  }
  tx.committed();
  return result;
}

/** The value is checked to be a UUID, so nothing else can reach the statement. */
function setLocal([name, value]: [string, string]): string {
  if (!UUID.test(value)) throw new Error(`${name} must be a UUID`);
  return `SET LOCAL ${name} = '${value}'`;
}

/** PostgreSQL answers a COMMIT after a statement that failed, and whose failure was swallowed, with a rollback and without an error. */
async function commit(runner: QueryRunner): Promise<void> {
  const connection = (await runner.connect()) as pg.PoolClient;
  const { command } = await connection.query('COMMIT');
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back: a statement in it had failed unnoticed');
}

class OpenTransaction implements Tx {
  private readonly last: (() => Promise<void>)[] = [];
  private readonly actions: (() => void)[] = [];
  private closed = false;

  constructor(private readonly runner: QueryRunner) {}

  get manager(): Tx['manager'] {
    this.assertOpen();
    return this.runner.manager;
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    this.assertOpen();
    const result = await this.runner.query(sql, [...parameters], true);
    return (result.records ?? []) as Row[];
  }

  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    this.assertOpen();
    const result = await this.runner.query(sql, [...parameters], true);
    return result.affected ?? 0;
  }

  beforeCommit(action: () => Promise<void>): void {
    this.assertOpen();
    this.last.push(action);
  }

  afterCommit(action: () => void): void {
    this.actions.push(action);
  }

  /** Runs what was put off, which may put off more, and closes. */
  async finish(): Promise<void> {
    for (let action = this.last.shift(); action; action = this.last.shift()) await action();
    this.close();
  }

  /** Nothing may follow the last statement of the work: it would run outside the transaction and without its tenant. */
  close(): void {
    this.closed = true;
  }

  /** An action that fails must not make the committed change look as if it had failed. */
  committed(): void {
    for (const action of this.actions) {
      try {
        action();
      } catch (error) {
        process.emitWarning(`an action after a commit failed: ${error instanceof Error ? error.name : 'unknown'}`);
      }
    }
  }

  private assertOpen(): void {
    if (this.closed) throw new Error('this transaction has ended: await every statement inside the unit of work');
  }
}
