import { setTimeout as sleep } from 'node:timers/promises';
import { databaseErrorCode } from '../database/database-errors.js';

const TRIES = 120;
/** The table is in use, or two wait for each other. */
const ASK_AGAIN = new Set(['55P03', '40P01']);

type Query = (sql: string, parameters?: unknown[]) => Promise<readonly object[]>;

/** Makes the partitions of the next three months for every partitioned table; names those that could not be made, when the others are. */
export async function ensurePartitions(query: Query): Promise<void> {
  const tables = (await query('SELECT parent::text AS name FROM platform.partitioned_tables ORDER BY 1')) as readonly { name: string }[];
  const failed: string[] = [];
  for (const { name } of tables) {
    await whenFree(() => query('SELECT platform.ensure_partitions_of($1)', [name])).catch((error: unknown) =>
      failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
  if (failed.length > 0) throw new Error(`partitions could not be made: ${failed.join('; ')}`);
}

async function whenFree(work: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await work();
      return;
    } catch (error) {
      if (!ASK_AGAIN.has(databaseErrorCode(error) ?? '') || tried === TRIES) throw error;
      await sleep(500 + Math.random() * 500);
    }
  }
}
