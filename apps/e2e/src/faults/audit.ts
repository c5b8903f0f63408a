import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger, LedgerEntry } from './ledger.js';
import { asSuperuser, countRows, schemasOf } from '../superuser.js';

export interface Audit {
  readonly accepted: number;
  /** Receipts that name no application. */
  readonly lost: number;
  /** Applications beyond one per key. */
  readonly doubled: number;
  readonly screenedOnce: number;
  readonly confirmedOnce: number;
  /** Events that still wait in an outbox. */
  readonly waiting: number;
  readonly deadLetters: number;
  readonly parked: number;
  /** Tasks that were given up. */
  readonly failedTasks: number;
}

/** Compares what the client wrote down with what the database holds, as the superuser, past every policy. */
export function audit(folder: string, receipts: readonly LedgerEntry[]): Promise<Audit> {
  return asSuperuser(folder, async (client) => {
    const number = (sql: string, parameters?: unknown[]): Promise<number> => countRows(client, sql, parameters);
    const ids = receipts.map((entry) => entry.receipt);
    const resolved =
      'SELECT coalesce(r.application_id, given.id) AS id FROM unnest($1::uuid[]) AS given(id) LEFT JOIN applications.receipts r ON r.id = given.id';
    const stored = await number(`SELECT DISTINCT a.id FROM applications.applications a JOIN (${resolved}) f ON f.id = a.id`, [ids]);
    const rows = await number('SELECT 1 FROM applications.applications');
    const existing = await schemasOf(client);
    const over = async (table: string, where: string): Promise<number> => {
      let total = 0;
      for (const schema of existing) total += await number(`SELECT 1 FROM ${schema}.${table} WHERE ${where}`);
      return total;
    };
    return {
      accepted: receipts.length,
      lost: receipts.length - stored,
      doubled: rows - stored,
      screenedOnce: await number('SELECT application_id FROM screening.screenings GROUP BY application_id HAVING count(*) = 1'),
      confirmedOnce: await number(
        "SELECT effect_key FROM notifications.messages WHERE effect_key LIKE 'confirmation:%' GROUP BY effect_key HAVING count(*) = 1",
      ),
      waiting: await over('outbox', 'published_at IS NULL'),
      deadLetters: await number("SELECT 1 FROM platform.log_records WHERE topic LIKE '%.dlq'"),
      parked: await over('parked_keys', 'true'),
      failedTasks: await number("SELECT 1 FROM pgboss.job WHERE state = 'failed'"),
    };
  });
}

/** Longer than any retry or repair takes to come round. */
const MOST_IDLE_MS = 240_000;

/** The same, as soon as nothing is left to do, or when no effect was added for `MOST_IDLE_MS`: a busy machine is slow and not stuck. */
export async function auditSettled(folder: string, ledger: Ledger): Promise<Audit> {
  let furthest = Number.NEGATIVE_INFINITY;
  for (let deadline = Date.now() + MOST_IDLE_MS; ; await sleep(500)) {
    const outcome = await audit(folder, ledger.receipts());
    const { accepted, lost, screenedOnce, confirmedOnce, waiting, parked } = outcome;
    const isDone = lost === 0 && screenedOnce >= accepted && confirmedOnce >= accepted && waiting === 0 && parked === 0;
    const reached = screenedOnce + confirmedOnce - lost;
    if (reached > furthest) deadline = Date.now() + MOST_IDLE_MS;
    if (isDone || Date.now() > deadline) return outcome;
    furthest = Math.max(furthest, reached);
  }
}
