import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TestDatabase, eventually } from '@shortlist/testing';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { CodedError } from '../errors/coded-error.js';
import { newId } from '../ids.js';
import { dataSourceOptions } from './connections.js';
import { isUnavailable } from './database-errors.js';
import { KeyedRequest } from './keyed-request.js';
import { TypeOrmUnitOfWork } from './typeorm-unit-of-work.js';
import type { Tx } from './unit-of-work.js';

const SCHEMA = `
  CALL platform.create_messaging('billing');
  CREATE TABLE billing.slips (id uuid PRIMARY KEY, organization_id uuid NOT NULL, owner text, paid boolean NOT NULL DEFAULT false);
  CALL platform.protect('billing.slips');`;

const folder = mkdtempSync(join(tmpdir(), 'shortlist-keyed-'));
let database: TestDatabase;
let source: DataSource;
let unitOfWork: TypeOrmUnitOfWork;
let organizationId: string;
let key: string;

beforeAll(async () => {
  writeFileSync(join(folder, '0001_slips.sql'), SCHEMA);
  database = await TestDatabase.start([{ schema: 'billing', folder: pathToFileURL(`${folder}/`) }]);
  const options = dataSourceOptions(database.address, 'billing_app', [], { size: 3, statementTimeoutMs: 5_000 });
  source = await new DataSource(options).initialize();
  unitOfWork = new TypeOrmUnitOfWork(source, source);
});
afterAll(async () => {
  await source?.destroy();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  organizationId = newId();
  key = newId();
});

/** One attempt of the request, as any process would make it. */
const attempt = <T>(work: () => Promise<T>, fingerprint = 'a'): Promise<T> =>
  new KeyedRequest({ scope: [organizationId, 'POST', '/slips'], key, fingerprint }).run(work);
const write = async (tx: Tx, owner = 'Ann Example'): Promise<{ id: string; owner: string; at: Date }> => {
  const id = newId();
  await tx.execute('INSERT INTO billing.slips VALUES ($1, $2, $3)', [id, organizationId, owner]);
  return { id, owner, at: new Date() };
};
const create = (owner?: string): Promise<{ id: string; owner: string; at: Date }> =>
  unitOfWork.run({ organizationId }, (tx) => write(tx, owner));
const slips = (): Promise<{ id: string }[]> => database.rows('SELECT id FROM billing.slips WHERE organization_id = $1', [organizationId]);

/** The next unit of work commits, and its connection is lost before the answer to the COMMIT arrives. */
function loseTheAnswerToTheCommit(): void {
  const pool = (source.driver as unknown as { readonly master: pg.Pool }).master;
  pool.once('acquire', (client) => {
    const query = client.query.bind(client) as (...parameters: unknown[]) => Promise<unknown>;
    const losing = async (...parameters: unknown[]): Promise<unknown> => {
      const result = await query(...parameters);
      if (parameters[0] !== 'COMMIT') return result;
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      throw new Error('Connection terminated unexpectedly');
    };
    Object.assign(client, { query: losing });
  });
}

describe('a request that comes again with its Idempotency-Key', () => {
  it('is not done again when it was committed and the connection was lost', async () => {
    loseTheAnswerToTheCommit();
    const lost = await attempt(() => create()).catch((error: unknown) => error);
    expect(isUnavailable(lost)).toBe(true);
    const [first] = await slips();
    const again = await attempt(() => create());
    expect([again.id, again.owner, again.at.getTime()]).toEqual([first?.id, 'Ann Example', expect.any(Number)]);
    expect(await slips()).toHaveLength(1);
    expect(await attempt(() => create())).toEqual(again);
  });

  it('waits for a first attempt that is still committing, and takes its result', async () => {
    let [entered, goOn] = [false, false];
    const first = attempt(() =>
      unitOfWork.run({ organizationId }, async (tx) => {
        const slip = await write(tx);
        entered = true;
        await eventually(() => expect(goOn).toBe(true));
        return slip;
      }),
    );
    await eventually(() => expect(entered).toBe(true));
    const second = attempt(() => create());
    await eventually(async () =>
      expect(await database.rows("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).toHaveLength(1),
    );
    goOn = true;
    expect(await second).toEqual(await first);
    expect(await slips()).toHaveLength(1);
  });

  it('does not wait for itself where a unit of work begins another one', async () => {
    const nested = (): Promise<{ id: string }> =>
      unitOfWork.run({ organizationId }, async (tx) => {
        await create('Somebody else');
        return write(tx);
      });
    const first = await attempt(nested);
    expect(await attempt(nested)).toEqual(first);
  });

  it('goes on where the first attempt ended, and looks again at what it only looks at', async () => {
    const looks: number[] = [];
    const steps = (failing: boolean) => async () => {
      const slip = await create();
      looks.push((await unitOfWork.run({ organizationId }, (tx) => tx.query('SELECT FROM billing.slips'))).length);
      if (failing) throw new Error('the process dies');
      const second = await create('Bob Example');
      return [slip.id, second.id];
    };
    await expect(attempt(steps(true))).rejects.toThrow('the process dies');
    const ids = await attempt(steps(false));
    expect(looks).toEqual([1, 1]);
    expect(new Set(ids)).toEqual(new Set((await slips()).map(({ id }) => id)));
    expect(await database.rows('SELECT FROM platform.request_results WHERE tenant_id = $1', [organizationId])).toHaveLength(2);
  });

  it('is not refused for what its first attempt has changed', async () => {
    const { id } = await create();
    const pay = (): Promise<string> =>
      unitOfWork.run({ organizationId }, async (tx) => {
        const paid = await tx.execute('UPDATE billing.slips SET paid = true WHERE id = $1 AND NOT paid', [id]);
        if (paid === 0) throw new CodedError('billing.paid_already', 'conflict', 'This slip is paid.');
        return 'paid';
      });
    loseTheAnswerToTheCommit();
    await attempt(pay).catch(() => undefined);
    expect(await attempt(pay)).toBe('paid');
    key = newId();
    await expect(attempt(pay)).rejects.toMatchObject({ code: 'billing.paid_already' });
  });

  it('is refused with another body, and where it does not do the same again', async () => {
    await attempt(() => create());
    await expect(attempt(() => create(), 'b')).rejects.toMatchObject({ code: 'http.idempotency_key_reused', kind: 'rule' });
    const otherwise = async (): Promise<unknown> => {
      await unitOfWork.run({ organizationId }, (tx) => tx.query('SELECT FROM billing.slips'));
      return create();
    };
    await expect(attempt(otherwise)).rejects.toMatchObject({ code: 'http.outcome_unknown', kind: 'conflict' });
    expect(await slips()).toHaveLength(1);
  });

  it('keeps nothing when it fails, and what is started beside it is no part of it', async () => {
    const failing = attempt(() =>
      unitOfWork.run({ organizationId }, async (tx) => {
        await write(tx);
        throw new Error('changed my mind');
      }),
    );
    await expect(failing).rejects.toThrow('changed my mind');
    let later: Promise<unknown> = Promise.resolve();
    let release = (): void => undefined;
    const ended = new Promise<void>((resolve) => (release = resolve));
    await attempt(async () => void (later = ended.then(() => create())));
    release();
    await later;
    expect(await database.rows('SELECT FROM platform.request_results WHERE tenant_id = $1', [organizationId])).toEqual([]);
  });
});

describe('what a request has kept', () => {
  it('is readable for nobody who has not its key, and gone after a day', async () => {
    await attempt(() => create());
    const kept = await database.rows<{ request: Buffer; result: Buffer }>(
      'SELECT request, result FROM platform.request_results WHERE tenant_id = $1',
      [organizationId],
    );
    const [{ request, result }] = kept as [{ request: Buffer; result: Buffer }];
    expect(result.includes('Ann Example')).toBe(false);
    expect(request.includes(key)).toBe(false);
    const asked = (asTenant: string): Promise<unknown[]> =>
      unitOfWork.run({ organizationId: asTenant }, (tx) => tx.query('SELECT FROM platform.kept_result($1, 0)', [request]));
    expect([(await asked(organizationId)).length, (await asked(newId())).length]).toEqual([1, 0]);
    await expect(unitOfWork.run({ organizationId }, (tx) => tx.query('SELECT FROM platform.request_results'))).rejects.toThrow(
      'permission denied',
    );
    const infrastructure = await database.infrastructure({});
    await infrastructure.chores.purgeRequestResults();
    expect(await asked(organizationId)).toHaveLength(1);
    await database.rows("UPDATE platform.request_results SET created_at = created_at - interval '25 hours'");
    expect(await infrastructure.chores.purgeRequestResults()).toBeGreaterThan(0);
    expect(await asked(organizationId)).toHaveLength(0);
    await infrastructure.close();
  });
});
