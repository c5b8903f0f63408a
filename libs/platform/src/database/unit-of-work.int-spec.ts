import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TestDatabase, eventually } from '@shortlist/testing';
import { DataSource } from 'typeorm';
import { newId } from '../ids.js';
import { currentTraceparent, nextTraceparent, withinTrace } from '../telemetry/index.js';
import { dataSourceOptions, directClient } from './connections.js';
import { isUnavailable } from './database-errors.js';
import { DirectConnection } from './direct-connection.js';
import { TypeOrmUnitOfWork } from './typeorm-unit-of-work.js';
import type { Tx } from './unit-of-work.js';

const SCHEMA = `
  CALL platform.create_messaging('billing');
  CREATE TABLE billing.accounts (organization_id uuid NOT NULL, name text NOT NULL, balance int NOT NULL DEFAULT 0, PRIMARY KEY (organization_id, name));
  CALL platform.protect('billing.accounts');
  CREATE TABLE billing.slips (organization_id uuid PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);
  CALL platform.protect('billing.slips');`;

const [acme, globex] = [newId(), newId()];
const folder = mkdtempSync(join(tmpdir(), 'shortlist-migrations-'));
let database: TestDatabase;
let unitOfWork: TypeOrmUnitOfWork;
const sources: DataSource[] = [];

/** One connection, so that every unit of work gets the one that the last has used. */
async function pool(size: number): Promise<DataSource> {
  const source = await new DataSource(
    dataSourceOptions(database.address, 'billing_app', [], { size, statementTimeoutMs: 5_000 }),
  ).initialize();
  sources.push(source);
  return source;
}

beforeAll(async () => {
  writeFileSync(join(folder, '0001_accounts.sql'), SCHEMA);
  database = await TestDatabase.start([{ schema: 'billing', folder: pathToFileURL(`${folder}/`) }]);
  const single = await pool(1);
  unitOfWork = new TypeOrmUnitOfWork(single, single);
  await database.rows("INSERT INTO billing.accounts (organization_id, name) VALUES ($1, 'a'), ($1, 'b'), ($2, 'a')", [acme, globex]);
});
afterAll(async () => {
  for (const source of sources) await source.destroy();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const visible = (tx: Tx): Promise<{ organization_id: string }[]> => tx.query('SELECT organization_id FROM billing.accounts');
const backend = async (tx: Tx): Promise<number> => (await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]?.pid ?? 0;

describe('the tenant of a unit of work', () => {
  it('sees its own rows and nobody else sees them', async () => {
    const own = await unitOfWork.run({ organizationId: acme }, visible);
    expect(own.map((row) => row.organization_id)).toEqual([acme, acme]);
    expect(await unitOfWork.run({ organizationId: globex }, visible)).toEqual([{ organization_id: globex }]);
  });

  it('cannot write a row of another organization', async () => {
    const foreign = unitOfWork.run({ organizationId: acme }, (tx) => tx.execute("INSERT INTO billing.accounts VALUES ($1, 'x')", [globex]));
    await expect(foreign).rejects.toThrow('row-level security');
    expect(
      await unitOfWork.run({ organizationId: acme }, (tx) => tx.execute("UPDATE billing.accounts SET balance = 1 WHERE name = 'a'")),
    ).toBe(1);
    expect(await database.rows('SELECT balance FROM billing.accounts WHERE organization_id = $1', [globex])).toEqual([{ balance: 0 }]);
  });

  it.each([
    ['a commit', (tx: Tx) => visible(tx)],
    ['a rollback', () => Promise.reject(new Error('changed my mind'))],
    ['a failed statement', (tx: Tx) => tx.query('SELECT 1 / 0')],
    ['a commit that a deferred check refuses', (tx: Tx) => tx.execute('INSERT INTO billing.slips VALUES ($1), ($1)', [acme])],
  ])('leaks nothing to the next user of the connection after %s', async (_name, work: (tx: Tx) => Promise<unknown>) => {
    const before = await unitOfWork.runWithoutTenant(backend);
    await unitOfWork.run({ organizationId: acme, userId: newId() }, work).catch(() => undefined);
    const after = await unitOfWork.runWithoutTenant(async (tx) => ({
      pid: await backend(tx),
      rows: await visible(tx),
      settings: await tx.query(
        "SELECT nullif(current_setting('app.organization_id', true), '') AS a, nullif(current_setting('app.user_id', true), '') AS b",
      ),
    }));
    expect(after.pid).toBe(before);
    expect(after.rows).toEqual([]);
    expect(after.settings).toEqual([{ a: null, b: null }]);
  });

  it('must be a UUID, so that no text reaches the setting', async () => {
    await expect(unitOfWork.run({ organizationId: "x'; RESET ROLE" }, visible)).rejects.toThrow('must be a UUID');
    await expect(unitOfWork.runAsUser('', visible)).rejects.toThrow('must be a UUID');
  });

  it('is nobody without an organization: no rows, and no right to write any', async () => {
    expect(await unitOfWork.runWithoutTenant(visible)).toEqual([]);
    expect(await unitOfWork.runAsUser(newId(), visible)).toEqual([]);
    await expect(unitOfWork.runWithoutTenant((tx) => tx.execute("INSERT INTO billing.accounts VALUES ($1, 'y')", [acme]))).rejects.toThrow(
      'row-level security',
    );
  });
});

describe('a transaction', () => {
  it('runs again after a deadlock, so that both sides succeed', async () => {
    const source = await pool(2);
    const both = new TypeOrmUnitOfWork(source, source);
    let runs = 0;
    let waiting = 0;
    const bothHoldOne = (): Promise<void> => (waiting++, eventually(() => expect(waiting).toBeGreaterThanOrEqual(2)));
    const move = (first: string, second: string): Promise<void> =>
      both.run({ organizationId: acme }, async (tx) => {
        runs++;
        await tx.execute('UPDATE billing.accounts SET balance = balance + 10 WHERE name = $1', [first]);
        await bothHoldOne();
        await tx.execute('UPDATE billing.accounts SET balance = balance + 10 WHERE name = $1', [second]);
      });
    await Promise.all([move('a', 'b'), move('b', 'a')]);
    // One of them at least was chosen as the victim; on a busy machine it may be chosen twice.
    expect(runs).toBeGreaterThanOrEqual(3);
    const rows = await database.rows<{ balance: number }>('SELECT balance FROM billing.accounts WHERE organization_id = $1 ORDER BY name', [
      acme,
    ]);
    expect(rows.map((row) => row.balance)).toEqual([21, 20]);
  });

  it('runs what follows a commit after the commit, and never after a rollback', async () => {
    const seen: string[] = [];
    let inside = '';
    await unitOfWork.run({ organizationId: acme }, async (tx) => {
      tx.afterCommit(() => seen.push('committed'));
      await visible(tx);
      inside = seen.join();
    });
    const failed = unitOfWork.run({ organizationId: acme }, async (tx) => {
      tx.afterCommit(() => seen.push('rolled back'));
      await tx.query('SELECT 1 / 0');
    });
    await expect(failed).rejects.toThrow('division by zero');
    expect(inside).toBe('');
    expect(seen).toEqual(['committed']);
  });

  it('runs what was put off inside it, in order, and fails as a whole when that fails', async () => {
    const balance = async (): Promise<unknown> =>
      (await database.rows("SELECT balance FROM billing.accounts WHERE organization_id = $1 AND name = 'a'", [globex]))[0];
    const add = (tx: Tx, factor: number, amount: number): Promise<number> =>
      tx.execute("UPDATE billing.accounts SET balance = balance * $1 + $2 WHERE name = 'a'", [factor, amount]);
    await unitOfWork.run({ organizationId: globex }, async (tx) => {
      tx.beforeCommit(async () => {
        await add(tx, 10, 0);
        tx.beforeCommit(async () => void (await add(tx, 1, 5)));
      });
      await add(tx, 0, 7);
    });
    expect(await balance()).toEqual({ balance: 75 });
    const failed = unitOfWork.run({ organizationId: globex }, async (tx) => {
      tx.beforeCommit(() => Promise.reject(new Error('it does not fit')));
      await add(tx, 0, 1);
    });
    await expect(failed).rejects.toThrow('it does not fit');
    expect(await balance()).toEqual({ balance: 75 });
  });

  it('fails when a statement of it had failed, also when nobody told', async () => {
    const swallowed = unitOfWork.run({ organizationId: acme }, async (tx) => {
      await tx.execute("UPDATE billing.accounts SET balance = 99 WHERE name = 'b'");
      await tx.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow('failed unnoticed');
  });

  it('has succeeded also when what follows its commit fails', async () => {
    const done = unitOfWork.run({ organizationId: acme }, async (tx) => {
      tx.afterCommit(() => {
        throw new Error('the cache is away');
      });
      return 'done';
    });
    await expect(done).resolves.toBe('done');
  });

  it('refuses statements once it is over, instead of running them without a tenant', async () => {
    let leaked: Tx | undefined;
    await unitOfWork.run({ organizationId: acme }, async (tx) => void (leaked = tx));
    await expect(leaked?.query('SELECT 1')).rejects.toThrow('has ended');
    await expect(leaked?.execute('DELETE FROM billing.accounts')).rejects.toThrow('has ended');
    expect(() => leaked?.manager).toThrow('has ended');
  });

  it('tells that the database is away when its connection is cut', async () => {
    const cut = unitOfWork.run({ organizationId: acme }, async (tx) => {
      const pid = await backend(tx);
      await database.rows('SELECT pg_terminate_backend($1)', [pid]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await visible(tx);
    });
    const error: unknown = await cut.catch((reason: unknown) => reason);
    expect(isUnavailable(error)).toBe(true);
    expect(await unitOfWork.run({ organizationId: globex }, visible)).toHaveLength(1);
  });

  it('tells that the database is unable when it is read-only or has run full, and not when it refuses a statement', async () => {
    const failing = (sql: string): Promise<unknown> =>
      unitOfWork.run({ organizationId: acme }, (tx) => tx.execute(sql)).catch((reason: unknown) => reason);
    const raise = (code: string): Promise<unknown> => failing(`DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`);
    expect(isUnavailable(await failing('SET TRANSACTION READ ONLY; DELETE FROM billing.accounts'))).toBe(true);
    for (const code of ['53100', '53200', '53300', '58030']) expect(isUnavailable(await raise(code))).toBe(true);
    for (const code of ['22012', '57014', '25001']) expect(isUnavailable(await raise(code))).toBe(false);
  });
});

describe('a prepared statement', () => {
  const all = (): Promise<Record<string, unknown>[]> =>
    unitOfWork.run({ organizationId: globex }, (tx) => tx.query('SELECT * FROM billing.accounts WHERE name = $1', ['a']));

  it('is planned once for a connection', async () => {
    for (let run = 0; run < 3; run++) await all();
    const plans = await unitOfWork.run({ organizationId: globex }, (tx) =>
      tx.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement LIKE 'SELECT * FROM billing.accounts%'",
      ),
    );
    expect(plans).toEqual([{ n: 1 }]);
  });

  it('is not kept where a pooler cannot keep it', async () => {
    const options = dataSourceOptions(database.address, 'billing_app', [], { size: 1, statementTimeoutMs: 5_000, prepares: false });
    const source = await new DataSource(options).initialize();
    try {
      await source.query('SELECT * FROM billing.accounts WHERE name = $1', ['a']);
      expect(await source.query('SELECT name FROM pg_prepared_statements')).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  it('is prepared anew when a migration has changed what it returns', async () => {
    await all();
    await database.rows("ALTER TABLE billing.accounts ADD COLUMN note text NOT NULL DEFAULT 'new'");
    expect(await all()).toMatchObject([{ note: 'new' }]);
  });
});

describe('shared work', () => {
  const inTransaction = (organizationId: string): Promise<string> =>
    unitOfWork.runShared({ organizationId }, async (tx) => {
      const [row] = await tx.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
      expect(new Set((await visible(tx)).map((one) => one.organization_id))).toEqual(new Set([organizationId]));
      return row?.id ?? '';
    });

  it('of one organization shares a transaction, and never one with another organization', async () => {
    const [own, foreign] = await Promise.all([
      Promise.all(Array.from({ length: 5 }, () => inTransaction(acme))),
      Promise.all(Array.from({ length: 5 }, () => inTransaction(globex))),
    ]);
    expect(new Set(own).size).toBe(1);
    expect(new Set(foreign).size).toBe(1);
    expect(own[0]).not.toBe(foreign[0]);
  });

  it('keeps pieces in the traces of those who handed them over', async () => {
    const piece = (traceparent: string): Promise<string | null> =>
      withinTrace(traceparent, () => unitOfWork.runShared({ organizationId: acme }, () => Promise.resolve(currentTraceparent())));
    const traces = Array.from({ length: 3 }, () => nextTraceparent(null));
    expect(await Promise.all(traces.map(piece))).toEqual(traces);
  });

  it('of an organization that is slow holds up no other', async () => {
    const source = await pool(2);
    const two = new TypeOrmUnitOfWork(source, source);
    let release: () => void = () => undefined;
    let slow: Promise<void> = Promise.resolve();
    await new Promise<void>((begun) => {
      slow = two.runShared({ organizationId: acme }, () => {
        begun();
        return new Promise<void>((resolve) => (release = resolve));
      });
    });
    expect(await two.runShared({ organizationId: globex }, visible)).toHaveLength(1);
    release();
    await slow;
  });

  it('fails with its own failure only, and leaves nothing of it', async () => {
    const add = (amount: number): Promise<number> =>
      unitOfWork.runShared({ organizationId: globex }, async (tx) => {
        await tx.execute("UPDATE billing.accounts SET balance = balance + $1 WHERE name = 'a'", [amount]);
        if (amount === 1_000) throw new RangeError('too much');
        return amount;
      });
    const [before] = await database.rows<{ balance: number }>('SELECT balance FROM billing.accounts WHERE organization_id = $1', [globex]);
    const outcomes = await Promise.allSettled([add(1), add(1_000), add(2)]);
    expect(outcomes).toMatchObject([{ value: 1 }, { reason: new RangeError('too much') }, { value: 2 }]);
    expect(await database.rows('SELECT balance FROM billing.accounts WHERE organization_id = $1', [globex])).toEqual([
      { balance: (before?.balance ?? 0) + 3 },
    ]);
  });
});

describe('after a crash of PostgreSQL', () => {
  const open: DirectConnection[] = [];
  afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

  it('pools are healthy within 10 s, and the direct connection listens and locks again', async () => {
    const heard: string[] = [];
    const direct = new DirectConnection(() => directClient(database.address, 'platform_app'));
    const rival = new DirectConnection(() => directClient(database.address, 'platform_app'));
    open.push(direct, rival);
    await direct.listen('crash_test', (payload) => heard.push(payload));
    const lock = await direct.tryLock('crash-test');
    expect(lock).not.toBeNull();
    await database.server.stop('immediate');
    await eventually(() => expect(direct.holds(lock ?? 0)).toBe(false));
    const failed: unknown = await unitOfWork.run({ organizationId: acme }, visible).catch((error: unknown) => error);
    expect(isUnavailable(failed)).toBe(true);
    await database.server.start();
    const healthy = await eventually(() => unitOfWork.run({ organizationId: acme }, visible), 60_000);
    expect(healthy).toHaveLength(2);
    // Once for each reconnection; the first may fall into the recovery of the server.
    await eventually(() => expect(new Set(heard)).toEqual(new Set([''])), 60_000);
    await eventually(async () => {
      await database.rows("SELECT pg_notify('crash_test', 'after')");
      expect(heard).toContain('after');
    }, 60_000);
    const again = await direct.tryLock('crash-test');
    expect(again).not.toBeNull();
    expect(again).not.toBe(lock);
    expect(await rival.tryLock('crash-test')).toBeNull();
  });
});
