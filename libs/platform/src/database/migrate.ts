import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

/** The migrations of one schema: numbered `.sql` files, applied in the order of their names, each in its own transaction. */
export interface MigrationSet {
  readonly schema: string;
  readonly folder: URL;
}

export interface AppliedMigration {
  readonly schema: string;
  readonly name: string;
}

/** Two processes that migrate at once: the second waits for the first. */
const LOCK = 7_203_861;

/**
 * Applies what is missing, as the owner. A released file never changes: a different checksum stops with a clear error.
 * Killed half-way it goes on with the file it was at.
 */
export async function migrate(client: pg.Client, sets: readonly MigrationSet[]): Promise<AppliedMigration[]> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    const applied: AppliedMigration[] = [];
    for (const set of sets) applied.push(...(await migrateSchema(client, set)));
    return applied;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

async function migrateSchema(client: pg.Client, set: MigrationSet): Promise<AppliedMigration[]> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${set.schema}`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${set.schema}.migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const { rows } = await client.query<{ name: string; checksum: string }>(`SELECT name, checksum FROM ${set.schema}.migrations`);
  const known = new Map(rows.map((row) => [row.name, row.checksum]));
  const applied: AppliedMigration[] = [];
  for (const file of migrationFiles(set.folder)) {
    const checksum = known.get(file.name);
    if (checksum === undefined) {
      await apply(client, set.schema, file);
      applied.push({ schema: set.schema, name: file.name });
    } else if (checksum !== file.checksum) {
      throw new Error(`migration ${set.schema}/${file.name} was changed after it had been applied; write a new migration instead`);
    }
  }
  return applied;
}

async function apply(client: pg.Client, schema: string, file: MigrationFile): Promise<void> {
  await client.query('BEGIN');
  try {
    const forced = await forcedTables(client, file.sql);
    for (const { name } of forced) await client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
    await client.query(file.sql);
    for (const { name } of await remaining(client, forced)) await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
    await client.query(`INSERT INTO ${schema}.migrations (name, checksum) VALUES ($1, $2)`, [file.name, file.checksum]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${schema}/${file.name} failed: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * The tables that a file names and whose policies bind their owner too: it would see no row of any organization, and a migration that fills in
 * a column would fill in nothing. The owner is free of them inside the transaction of the file; nobody else ever sees a table without.
 */
async function forcedTables(client: pg.Client, sql: string): Promise<Table[]> {
  const names = [...sql.matchAll(/\b\w+\.\w+/g)].map(([name]) => name);
  const { rows } = await client.query<Table>(
    `SELECT c.oid, c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE concat(n.nspname, '.', c.relname) = ANY($1) AND c.relkind IN ('r', 'p') AND c.relforcerowsecurity AND c.relowner = current_user::regrole`,
    [names],
  );
  return rows;
}

/** Those that the file did not drop, by the names that it left them. */
async function remaining(client: pg.Client, tables: readonly Table[]): Promise<Table[]> {
  const oids = tables.map(({ oid }) => oid);
  const { rows } = await client.query<Table>('SELECT oid, oid::regclass::text AS name FROM pg_class WHERE oid = ANY($1::oid[])', [oids]);
  return rows;
}

interface Table {
  readonly oid: number;
  readonly name: string;
}

interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

function migrationFiles(folder: URL): MigrationFile[] {
  const path = fileURLToPath(folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(path, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
