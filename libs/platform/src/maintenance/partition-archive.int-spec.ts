import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TestDatabase } from '@shortlist/testing';
import type pg from 'pg';
import { OWNER_ROLE } from '../database/roles.js';
import { archiveMonth, listPartitions, monthsBefore, restoreMonth } from './partition-archive.js';

const TABLE = 'billing.entries';
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await TestDatabase.start([]);
  folder = mkdtempSync(join(tmpdir(), 'shortlist-archive-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.stop();
});
beforeEach(async () => {
  rmSync(join(folder, TABLE), { recursive: true, force: true });
  await database.rows('DROP SCHEMA IF EXISTS billing CASCADE');
  await database.rows('CREATE SCHEMA billing AUTHORIZATION shortlist_owner; GRANT USAGE ON SCHEMA billing TO billing_app, billing_worker');
  await asOwner((owner) =>
    owner.query(`
      CREATE TABLE ${TABLE} (id uuid PRIMARY KEY, organization_id uuid NOT NULL, amount numeric(12, 4) NOT NULL CHECK (amount > 0),
        raw bytea, note text, tags text[] NOT NULL DEFAULT '{}', at timestamptz NOT NULL DEFAULT now()) PARTITION BY RANGE (id);
      CALL platform.protect('${TABLE}');
      CALL platform.ensure_partitions('${TABLE}');
      CALL platform.make_partition('${TABLE}', '2024-03-01T00:00:00Z');
      CALL platform.make_partition('${TABLE}', '2024-04-01T00:00:00Z')`),
  );
  await database.rows(
    `INSERT INTO ${TABLE} (id, organization_id, amount, raw, note, tags)
     SELECT (left(platform.uuidv7_floor('2024-03-10T00:00:00Z')::text, 24) || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), n + 0.1234,
            decode(lpad(to_hex(n), 8, '0'), 'hex'), E'line one\\nline "two" \\u00e9', ARRAY['a', 'b,c'] FROM generate_series(1, 2500) AS n`,
  );
});

const asOwner = <T>(work: (owner: pg.Client) => Promise<T>): Promise<T> => database.asRole(OWNER_ROLE, work);
const archive = (month: string) => asOwner((owner) => archiveMonth(owner, TABLE, month, folder));
const manifestPath = (month: string): string => join(folder, TABLE, `${month}.ndjson.gz.json`);
const checksum = async (): Promise<string | null> =>
  (await database.rows<{ sum: string | null }>(`SELECT md5(string_agg(t::text, '' ORDER BY id)) AS sum FROM ${TABLE} t`))[0]?.sum ?? null;
const months = async (): Promise<string[]> =>
  (await asOwner(listPartitions)).flatMap(({ startsAt }) => (startsAt ? [startsAt.toISOString().slice(0, 7)] : []));

describe('an archived month', () => {
  it('is one file of lines with its checksum, and gone from the table', async () => {
    const manifest = await archive('2024-03');
    expect(manifest).toMatchObject({ table: TABLE, month: '2024-03', file: '2024-03.ndjson.gz', rows: 2_500 });
    const lines = gunzipSync(readFileSync(join(folder, TABLE, manifest.file)))
      .toString()
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(2_500);
    expect(JSON.parse(lines[0] as string)).toMatchObject({ amount: 1.1234, raw: '\\x00000001', tags: ['a', 'b,c'] });
    expect(await checksum()).toBeNull();
    expect(await months()).not.toContain('2024-03');
    expect(readdirSync(join(folder, TABLE)).sort()).toEqual(['2024-03.ndjson.gz', '2024-03.ndjson.gz.json']);
  });

  it('comes back to the last byte, under the policies and checks of its table', async () => {
    const before = await checksum();
    await archive('2024-03');
    await asOwner((owner) => restoreMonth(owner, manifestPath('2024-03')));
    expect(await checksum()).toBe(before);
    const seen = await database.asRole('billing_app', (client) => client.query(`SELECT id FROM ${TABLE}`));
    expect(seen.rows).toEqual([]);
    await expect(database.rows(`UPDATE ${TABLE} SET amount = -1`)).rejects.toThrow('entries_amount_check');
    await expect(asOwner((owner) => restoreMonth(owner, manifestPath('2024-03')))).rejects.toThrow('already exists');
  });

  it('is refused when its file was changed', async () => {
    const { file } = await archive('2024-03');
    const path = join(folder, TABLE, file);
    const content = readFileSync(path);
    content[100] = (content[100] ?? 0) ^ 1;
    writeFileSync(path, content);
    await expect(asOwner((owner) => restoreMonth(owner, manifestPath('2024-03')))).rejects.toThrow('checksum differs');
  });

  it('is refused when its manifest names no month or no table, before anything is made', async () => {
    await archive('2024-03');
    const manifest = JSON.parse(readFileSync(manifestPath('2024-03'), 'utf8')) as Record<string, unknown>;
    const restoreWith = (changes: Record<string, unknown>): Promise<unknown> => {
      writeFileSync(manifestPath('2024-03'), JSON.stringify({ ...manifest, ...changes }));
      return asOwner((owner) => restoreMonth(owner, manifestPath('2024-03')));
    };
    const odd = `2024-03 (LIKE ${TABLE}); CREATE TABLE billing.smuggled (); CREATE TABLE billing.other`;
    await expect(restoreWith({ month: odd })).rejects.toThrow('is no month');
    await expect(restoreWith({ table: 'billing.others' })).rejects.toThrow('no partitioned table');
    expect(await database.rows("SELECT to_regclass('billing.smuggled')::text AS name")).toEqual([{ name: null }]);
  });

  it('is finished by the next run where one was killed after the month had left its table', async () => {
    await database.rows(`ALTER TABLE ${TABLE} DETACH PARTITION ${TABLE}_p2024_03`);
    expect(await asOwner((owner) => monthsBefore(owner, '2024-04'))).toEqual([{ table: TABLE, month: '2024-03' }]);
    expect(await archive('2024-03')).toMatchObject({ rows: 2_500 });
    await expect(archive('2024-03')).rejects.toThrow('there is no partition');
  });

  it('may not be one that must be kept, and must be one', async () => {
    const recent = new Date().toISOString().slice(0, 7);
    await expect(archive(recent)).rejects.toThrow('must be kept');
    for (const odd of ['2024-13', '2024', '2024-03; DROP TABLE x']) await expect(archive(odd)).rejects.toThrow('is no month');
    expect(await asOwner((owner) => monthsBefore(owner, '2024-05'))).toEqual([
      { table: TABLE, month: '2024-03' },
      { table: TABLE, month: '2024-04' },
    ]);
  });

  it('waits for its turn while others write, and nobody is refused', async () => {
    let stop = false;
    let written = 0;
    const writing = Array.from({ length: 4 }, () =>
      database.asRole('postgres', async (client) => {
        for (; !stop; written++) {
          await client.query('BEGIN');
          await client.query(`INSERT INTO ${TABLE} (id, organization_id, amount) VALUES (uuidv7(), gen_random_uuid(), 1)`);
          await client.query('SELECT pg_sleep(0.02)');
          await client.query('COMMIT');
        }
      }),
    );
    try {
      expect(await archive('2024-03')).toMatchObject({ rows: 2_500 });
    } finally {
      stop = true;
    }
    await Promise.all(writing);
    expect(await database.rows(`SELECT count(*)::int AS n FROM ${TABLE}`)).toEqual([{ n: written }]);
  });
});
