import { whenFree } from './when-free.js';

type Query = (sql: string, parameters?: unknown[]) => Promise<readonly object[]>;

/** Makes the partitions of the next three months for every partitioned table; names those that could not be made, when the others are. */
export async function ensurePartitions(query: Query): Promise<void> {
  const tables = (await query('SELECT parent::text AS name FROM platform.partitioned_tables ORDER BY 1')) as readonly { name: string }[];
  const failed: string[] = [];
  for (const { name } of tables) {
    await whenFree((lockTimeoutMs) => query('SELECT platform.ensure_partitions_of($1, $2)', [name, lockTimeoutMs])).catch(
      (error: unknown) => failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
  if (failed.length > 0) throw new Error(`partitions could not be made: ${failed.join('; ')}`);
}
