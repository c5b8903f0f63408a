import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TestDatabase, eventually } from '@shortlist/testing';
import { migrate } from './migrate.js';
import type { AppliedMigration, MigrationSet } from './migrate.js';
import { OWNER_ROLE } from './roles.js';

let database: TestDatabase;
let folder: string;
let set: MigrationSet;
let schemas = 0;

beforeAll(async () => void (database = await TestDatabase.start([])));
afterAll(() => database.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shortlist-migrations-'));
  set = { schema: `test_${++schemas}`, folder: pathToFileURL(`${folder}/`) };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, sql: string): void => writeFileSync(join(folder, name), sql.replaceAll('SCHEMA', set.schema));
const run = (): Promise<AppliedMigration[]> => database.asRole(OWNER_ROLE, (client) => migrate(client, [set]));
const names = async (): Promise<string[]> => (await run()).map((applied) => applied.name);

describe('migrations', () => {
  it('are applied once, in the order of their names', async () => {
    write('0002_rows.sql', "INSERT INTO SCHEMA.things VALUES ('second')");
    write('0001_things.sql', 'CREATE TABLE SCHEMA.things (name text)');
    write('notes.txt', 'not a migration');
    expect(await names()).toEqual(['0001_things.sql', '0002_rows.sql']);
    expect(await names()).toEqual([]);
    write('0003_more.sql', "INSERT INTO SCHEMA.things VALUES ('third')");
    expect(await names()).toEqual(['0003_more.sql']);
    expect(await database.rows(`SELECT name FROM ${set.schema}.things`)).toEqual([{ name: 'second' }, { name: 'third' }]);
  });

  it('refuse a file that was changed after it had been applied, and name it', async () => {
    write('0001_things.sql', 'CREATE TABLE SCHEMA.things (name text)');
    await run();
    write('0001_things.sql', 'CREATE TABLE SCHEMA.things (name text, colour text)');
    await expect(run()).rejects.toThrow(`${set.schema}/0001_things.sql was changed`);
  });

  it('leave nothing of a file that fails, name it, and go on with it once it is mended', async () => {
    write('0001_things.sql', 'CREATE TABLE SCHEMA.things (name text)');
    write('0002_broken.sql', "INSERT INTO SCHEMA.things VALUES ('half'); SELECT 1 / 0");
    await expect(run()).rejects.toThrow(`${set.schema}/0002_broken.sql failed: division by zero`);
    expect(await database.rows(`SELECT name FROM ${set.schema}.things`)).toEqual([]);
    write('0002_broken.sql', "INSERT INTO SCHEMA.things VALUES ('whole')");
    expect(await names()).toEqual(['0002_broken.sql']);
  });

  it('may be run by two processes at once: each file is applied by one of them', async () => {
    write('0001_things.sql', 'SELECT pg_sleep(0.2); CREATE TABLE SCHEMA.things (name text)');
    write('0002_rows.sql', "INSERT INTO SCHEMA.things VALUES ('once')");
    const [first, second] = await Promise.all([names(), names()]);
    expect([...first, ...second].sort()).toEqual(['0001_things.sql', '0002_rows.sql']);
    expect(await database.rows(`SELECT name FROM ${set.schema}.things`)).toHaveLength(1);
  });

  it('go on where a killed process stopped, with the file it was at', async () => {
    write('0001_things.sql', 'CREATE TABLE SCHEMA.things (name text)');
    write('0002_slow.sql', "INSERT INTO SCHEMA.things VALUES ('slow'); SELECT pg_sleep(20)");
    const killed = expect(run()).rejects.toThrow();
    await eventually(async () => {
      const rows = await database.rows(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND usename = $1",
        [OWNER_ROLE],
      );
      expect(rows).toHaveLength(1);
    });
    await killed;
    write('0002_slow.sql', "INSERT INTO SCHEMA.things VALUES ('quick')");
    expect(await names()).toEqual(['0002_slow.sql']);
    expect(await database.rows(`SELECT name FROM ${set.schema}.things`)).toEqual([{ name: 'quick' }]);
  });

  it('fill in columns for every organization, and leave the policies in force', async () => {
    write(
      '0001_things.sql',
      `CREATE TABLE SCHEMA.things (organization_id uuid NOT NULL, name text);
       CREATE TABLE SCHEMA.others (organization_id uuid NOT NULL);
       ALTER TABLE SCHEMA.things ENABLE ROW LEVEL SECURITY; ALTER TABLE SCHEMA.things FORCE ROW LEVEL SECURITY;
       ALTER TABLE SCHEMA.others ENABLE ROW LEVEL SECURITY; ALTER TABLE SCHEMA.others FORCE ROW LEVEL SECURITY;
       CREATE POLICY own ON SCHEMA.things USING (organization_id::text = current_setting('app.organization_id', true))`,
    );
    await run();
    await database.rows(`INSERT INTO ${set.schema}.things VALUES (gen_random_uuid(), 'one'), (gen_random_uuid(), 'two')`);
    write(
      '0002_length.sql',
      `ALTER TABLE SCHEMA.things ADD COLUMN length int; UPDATE SCHEMA.things SET length = length(name);
       ALTER TABLE SCHEMA.things ALTER COLUMN length SET NOT NULL; DROP TABLE SCHEMA.others`,
    );
    expect(await names()).toEqual(['0002_length.sql']);
    expect(await database.rows(`SELECT length FROM ${set.schema}.things`)).toEqual([{ length: 3 }, { length: 3 }]);
    expect(await database.asRole(OWNER_ROLE, (client) => client.query(`SELECT * FROM ${set.schema}.things`))).toMatchObject({ rows: [] });
  });
});
