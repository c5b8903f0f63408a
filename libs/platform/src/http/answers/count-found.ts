import type { Tx } from '../../database/unit-of-work.js';
import { DEEPEST_ROW } from './envelope.js';

/** How much a list finds: exact up to the deepest row that a page can reach; to count beyond would cost more than it tells. */
export interface FoundCount {
  readonly total: number;
  readonly totalIsEstimate: boolean;
}

/** Counts the rows of a SELECT and stops at the deepest row that a page can reach. */
export async function countFound(tx: Tx, select: string, parameters: readonly unknown[]): Promise<FoundCount> {
  const sql = `SELECT count(*)::int AS total FROM (SELECT FROM (${select}) AS wanted LIMIT ${DEEPEST_ROW + 1}) AS found`;
  const [row] = await tx.query<{ total: number }>(sql, parameters);
  const total = row?.total ?? 0;
  return { total: Math.min(total, DEEPEST_ROW), totalIsEstimate: total > DEEPEST_ROW };
}
