import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import type { directClient } from '@shortlist/platform';

type Client = ReturnType<typeof directClient>;

/** What the rows of a month are, wherever they lie. */
export interface Content {
  readonly rows: number;
  readonly md5: string;
}

const LOCK_MS = 200;

/** Every table that is partitioned by month. */
export async function partitionedTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT DISTINCT parent::text AS name FROM platform.partitions ORDER BY 1');
  return rows.map(({ name }) => name);
}

export const partitionOf = (table: string, month: string): string => `${table}_p${month.replace('-', '_')}`;

/** `YYYY-MM` of a month that lies some months ahead. */
export function monthAhead(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months)).toISOString().slice(0, 7);
}

/** Days until a month begins, now. */
export const daysUntil = (month: string): number => (Date.parse(`${month}-01T00:00:00Z`) - Date.now()) / 86_400_000;

/**
 * Copies of a settled row under ids of a month, for an organization that does not exist: nobody reads them, and what was sealed for the
 * row it came from is content like any other. They go where the table sends them.
 */
export async function plantRows(client: Client, table: string, month: string, rows: number): Promise<void> {
  await client.query(
    `INSERT INTO ${table}
     SELECT r.* FROM (SELECT t FROM ${table} t LIMIT 1) AS model, generate_series(1, $2::int) AS n,
       jsonb_populate_record(model.t, jsonb_build_object(
         'id', left(platform.uuidv7_floor($1)::text, 24) || lpad(to_hex(n), 12, '0'),
         'application_id', gen_random_uuid(), 'organization_id', '00000000-0000-7000-8000-000000000000')) AS r`,
    [`${month}-01T00:00:00Z`, rows],
  );
}

/** Rows of one month, in whatever partition they lie. */
export async function contentOf(client: Client, table: string, month: string): Promise<Content> {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const span = [`${month}-01T00:00:00Z`, new Date(Date.UTC(year, number)).toISOString()];
  const { rows } = await client.query<Content>(
    `SELECT count(*)::int AS rows, md5(coalesce(string_agg(to_jsonb(t)::text, E'\\n' ORDER BY id), '')) AS md5
       FROM ${table} t WHERE id >= platform.uuidv7_floor($1) AND id < platform.uuidv7_floor($2)`,
    span,
  );
  return rows[0] as Content;
}

/** The same of an archived file. */
export function contentOfFile(path: string): Content {
  const lines = gunzipSync(readFileSync(path)).toString().split('\n').filter(Boolean);
  return { rows: lines.length, md5: createHash('md5').update(lines.join('\n')).digest('hex') };
}

/** Takes away the partitions of coming months, which must be empty, as if nobody had made them. */
export async function dropComingMonths(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; partition: string }>(
    'SELECT parent::text AS table, partition::text FROM platform.partitions WHERE starts_at > now()',
  );
  for (const { table, partition } of rows) {
    const filled = await client.query(`SELECT 1 FROM ${partition} LIMIT 1`);
    if (filled.rows.length > 0) throw new Error(`${partition} is not empty`);
    await withoutQueue(client, `ALTER TABLE ${table} DETACH PARTITION ${partition}; DROP TABLE ${partition}`);
  }
}

/** Brings about what a month finds that begins without a partition: its rows, those of today included, are with the default one. */
export async function takeCurrentMonth(client: Client, table: string): Promise<void> {
  const partition = partitionOf(table, monthAhead(0));
  await withoutQueue(
    client,
    `LOCK TABLE ${table}; ALTER TABLE ${table} DETACH PARTITION ${partition}; INSERT INTO ${table} SELECT * FROM ${partition}; DROP TABLE ${partition}`,
  );
}

/** A partition for a month long ago, which nothing makes by itself. */
export async function makeMonth(client: Client, table: string, month: string): Promise<void> {
  await withoutQueue(client, `SET LOCAL ROLE shortlist_owner; CALL platform.make_partition('${table}', '${month}-01T00:00:00Z')`);
}

/** In one transaction that asks for its locks again rather than let others wait behind it: the proof itself must not be in the way. */
async function withoutQueue(client: Client, statements: string): Promise<void> {
  for (;;) {
    try {
      await client.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_MS}ms'; ${statements}; COMMIT`);
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      if (!['55P03', '40P01'].includes(String((error as { code?: unknown }).code))) throw error;
      await sleep(50 + Math.random() * 150);
    }
  }
}
