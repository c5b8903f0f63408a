import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { whenFree } from './when-free.js';

/** One month of one table, written to a file: gzipped lines of JSON, one row each, in order of id, beside this as `<file>.json`. */
export interface PartitionManifest {
  /** `schema.table` */
  readonly table: string;
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  /** Of the file of rows, beside the manifest. */
  readonly file: string;
  readonly rows: number;
  /** Of the gzipped file. */
  readonly sha256: string;
  readonly archivedAt: string;
}

/**
 * Logs of automated screening are kept for at least six months (Regulation (EU) 2024/1689, article 26 (6)), and so is what they
 * are about.
 */
export const LEAST_MONTHS_KEPT = 6;

const BATCH = 1_000;
const SPAN_CHECK = 'restored_span';

export interface Partition {
  readonly table: string;
  readonly partition: string;
  /** Null for the default partition. */
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

/** Every partition of every table, the default ones first. */
export async function listPartitions(client: pg.Client): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(
    `SELECT parent::text AS "table", partition::text, starts_at AS "startsAt", ends_at AS "endsAt"
       FROM platform.partitions ORDER BY parent::text, starts_at NULLS FIRST`,
  );
  return rows;
}

/**
 * Takes a month out of a table and into a file, as the owner. Takes part in no transaction of the caller. Killed half-way it goes on where
 * it was: the month stays in the database, apart from its table, until the file is whole and on the disk.
 */
export async function archiveMonth(owner: pg.Client, table: string, month: string, folder: string): Promise<PartitionManifest> {
  const partition = `${table}_p${month.replace('-', '_')}`;
  assertOld(month);
  await detach(owner, table, partition);
  const file = `${month}.ndjson.gz`;
  const path = join(folder, table, file);
  await mkdir(dirname(path), { recursive: true });
  const rows = await writeRows(owner, partition, path);
  const manifest = { table, month, file, rows, sha256: await sha256Of(path), archivedAt: new Date().toISOString() };
  await writeFile(`${path}.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  // The folder as well: a name that was only renamed may be gone after a power cut.
  for (const written of [`${path}.json`, dirname(path)]) await synced(written);
  await owner.query(`DROP TABLE ${partition}`);
  return manifest;
}

/** Puts an archived month back into its table; refuses a file that was changed. Answers how many rows it held. */
export async function restoreMonth(owner: pg.Client, manifestPath: string): Promise<PartitionManifest> {
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as PartitionManifest;
  const { table, month, file, sha256, rows } = manifest;
  const path = join(dirname(manifestPath), file);
  if ((await sha256Of(path)) !== sha256) throw new Error(`${path} is not what ${manifestPath} says: its checksum differs`);
  const known = await listPartitions(owner);
  if (!known.some((one) => one.table === table)) throw new Error(`there is no partitioned table ${table}`);
  const [first, next] = [monthStart(month, 0), monthStart(month, 1)];
  const partition = `${table}_p${month.replace('-', '_')}`;
  const { rows: bounds } = await owner.query<{ first: string; next: string }>(
    'SELECT platform.uuidv7_floor($1) AS first, platform.uuidv7_floor($2) AS next',
    [first, next],
  );
  const span = [`'${bounds[0]?.first}'`, `'${bounds[0]?.next}'`] as const;
  await inTransaction(owner, async () => {
    await owner.query(`CREATE TABLE ${partition} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)`);
    // Proves the span while the rows are written: attaching need not read them all while others wait.
    await owner.query(`ALTER TABLE ${partition} ADD CONSTRAINT ${SPAN_CHECK} CHECK (id >= ${span[0]} AND id < ${span[1]})`);
    const restored = await readRows(owner, partition, path);
    if (restored !== rows) throw new Error(`${path} holds ${restored} rows, and ${manifestPath} says ${rows}`);
    await alter(owner, `ALTER TABLE ${table} ATTACH PARTITION ${partition} FOR VALUES FROM (${span[0]}) TO (${span[1]})`);
    await owner.query(`ALTER TABLE ${partition} DROP CONSTRAINT ${SPAN_CHECK}`);
  });
  return manifest;
}

/**
 * The months of all tables that end before another month, oldest first; also those that have left their table already, because the run
 * that was to write them to a file was killed.
 */
export async function monthsBefore(owner: pg.Client, month: string): Promise<{ table: string; month: string }[]> {
  monthStart(month, 0);
  const { rows } = await owner.query<{ table: string; month: string }>(
    `SELECT parent.oid::regclass::text AS "table", replace(right(part.relname, 7), '_', '-') AS month
       FROM (SELECT DISTINCT parent AS oid FROM platform.partitions) AS known JOIN pg_class parent ON parent.oid = known.oid
         JOIN pg_class part ON part.relnamespace = parent.relnamespace AND part.relowner = parent.relowner AND part.relkind = 'r'
           AND part.relname ~ ('^' || parent.relname || '_p\\d{4}_\\d{2}$')
      WHERE replace(right(part.relname, 7), '_', '-') < $1 ORDER BY 1, 2`,
    [month],
  );
  return rows;
}

function assertOld(month: string): void {
  const limit = new Date();
  limit.setUTCMonth(limit.getUTCMonth() - LEAST_MONTHS_KEPT);
  if (!(monthStart(month, 1) <= limit)) throw new Error(`${month} is not older than the ${LEAST_MONTHS_KEPT} months that must be kept`);
}

function monthStart(month: string, later: number): Date {
  const [year = NaN, number = NaN] = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month.split('-').map(Number) : [];
  const start = new Date(Date.UTC(year, number - 1 + later));
  if (Number.isNaN(start.getTime())) throw new RangeError(`${month} is no month: write it as 2025-01`);
  return start;
}

async function detach(owner: pg.Client, table: string, partition: string): Promise<void> {
  const { rows } = await owner.query<{ attached: boolean }>(
    `SELECT EXISTS (SELECT FROM platform.partitions WHERE parent::text = $1 AND partition::text = $2) AS attached,
            to_regclass($2) IS NOT NULL AS there`,
    [table, partition],
  );
  const [{ attached = false, there = false } = {}] = rows as { attached: boolean; there: boolean }[];
  if (!there) throw new Error(`there is no partition ${partition}`);
  if (attached) await inTransaction(owner, () => alter(owner, `ALTER TABLE ${table} DETACH PARTITION ${partition}`));
}

/** Runs a statement that needs a table for itself for an instant. PostgreSQL has no concurrent way for a table with a default partition. */
async function alter(owner: pg.Client, statement: string): Promise<void> {
  await whenFree(async (lockTimeoutMs) => {
    await owner.query(`SAVEPOINT asked; SET LOCAL lock_timeout = '${lockTimeoutMs}ms'`);
    try {
      await owner.query(statement);
    } catch (error) {
      await owner.query('ROLLBACK TO SAVEPOINT asked');
      throw error;
    }
  });
}

async function inTransaction(owner: pg.Client, work: () => Promise<void>): Promise<void> {
  await owner.query('BEGIN');
  try {
    await work();
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
}

/** Writes beside the place and renames, so that a file that is there is whole. */
async function writeRows(owner: pg.Client, partition: string, path: string): Promise<number> {
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const found = await owner.query<{ id: string; line: string }>(
        `SELECT id, to_jsonb(t)::text AS line FROM ${partition} t WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
        [after],
      );
      for (const { line } of found.rows) yield `${line}\n`;
      rows += found.rows.length;
      const last = found.rows.at(-1);
      if (!last) return;
      after = last.id;
    }
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(`${path}.partial`));
  await synced(`${path}.partial`);
  await rename(`${path}.partial`, path);
  return rows;
}

async function readRows(owner: pg.Client, partition: string, path: string): Promise<number> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity });
  let batch: string[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    await owner.query(
      `INSERT INTO ${partition} SELECT r.* FROM unnest($1::text[]) AS line, jsonb_populate_record(NULL::${partition}, line::jsonb) AS r`,
      [batch],
    );
    rows += batch.length;
    batch = [];
  };
  for await (const line of lines) if (batch.push(line) === BATCH) await flush();
  await flush();
  return rows;
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
