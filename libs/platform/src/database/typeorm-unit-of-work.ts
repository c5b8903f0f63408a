import type { DataSource, QueryRunner } from 'typeorm';
import { isRetryable } from './database-errors.js';
import { UnitOfWork } from './unit-of-work.js';
import type { Tenant, Tx } from './unit-of-work.js';

const MOST_ATTEMPTS = 4;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Units of work over two pools: one logs in as `<context>_app`, the other as `<context>_worker`. */
export class TypeOrmUnitOfWork extends UnitOfWork {
  constructor(
    private readonly app: DataSource,
    private readonly worker: DataSource,
  ) {
    super();
  }

  run<T>(tenant: Tenant, work: (tx: Tx) => Promise<T>): Promise<T> {
    const user: Record<string, string> = tenant.userId ? { 'app.user_id': tenant.userId } : {};
    return attempt(this.app, { 'app.organization_id': tenant.organizationId, ...user }, work);
  }

  runAsUser<T>(userId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return attempt(this.app, { 'app.user_id': userId }, work);
  }

  runAsWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return attempt(this.worker, {}, work);
  }

  runWithoutTenant<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return attempt(this.app, {}, work);
  }
}

async function attempt<T>(source: DataSource, settings: Record<string, string>, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await once(source, settings, work);
    } catch (error) {
      if (tried >= MOST_ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

async function once<T>(source: DataSource, settings: Record<string, string>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  const tx = new OpenTransaction(runner);
  let result: T;
  try {
    await runner.startTransaction();
    await setLocal(runner, settings);
    result = await work(tx);
    tx.close();
    await runner.commitTransaction();
  } catch (error) {
    tx.close();
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release().catch(() => undefined);
  }
  tx.committed();
  return result;
}

async function setLocal(runner: QueryRunner, settings: Record<string, string>): Promise<void> {
  const entries = Object.entries(settings);
  if (entries.length === 0) return;
  for (const [name, value] of entries) if (!UUID.test(value)) throw new Error(`${name} must be a UUID`);
  const calls = entries.map(([name], index) => `set_config('${name}', $${index + 1}, true)`);
  await runner.query(
    `SELECT ${calls.join(', ')}`,
    entries.map(([, value]) => value),
  );
}

class OpenTransaction implements Tx {
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

  afterCommit(action: () => void): void {
    this.actions.push(action);
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
