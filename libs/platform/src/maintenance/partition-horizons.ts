import type { UnitOfWork } from '../database/unit-of-work.js';

const DAY_SECONDS = 86_400;

/**
 * For how many days ahead each partitioned table has partitions without a gap, by `schema.table`; 0 when not even today has one. Rows beyond
 * go to the default partition, so nothing is refused: it only wants to be known.
 */
export async function partitionHorizons(unitOfWork: UnitOfWork): Promise<Map<string, number>> {
  const rows = await unitOfWork.runWithoutTenant((tx) =>
    tx.query<{ name: string; seconds: string | null }>(
      'SELECT parent::text AS name, extract(epoch FROM ends_at - now()) AS seconds FROM platform.partition_horizons ORDER BY name',
    ),
  );
  return new Map(rows.map(({ name, seconds }) => [name, Number(seconds ?? 0) / DAY_SECONDS]));
}
