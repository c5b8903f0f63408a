import { DEEPEST_ROW } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { Conditions } from './conditions.js';

/** Totals are exact up to the deepest row that a page can reach; to count beyond would cost more than it tells. */
export interface Total {
  readonly total: number;
  readonly totalIsEstimate: boolean;
}

export async function countUpToLimit(tx: Tx, from: string, where: Conditions): Promise<Total> {
  const sql = `SELECT count(*)::int AS total FROM (SELECT ${from} WHERE ${where.toString()} LIMIT ${DEEPEST_ROW + 1}) AS found`;
  const [row] = await tx.query<{ total: number }>(sql, where.parameters);
  const total = row?.total ?? 0;
  return { total: Math.min(total, DEEPEST_ROW), totalIsEstimate: total > DEEPEST_ROW };
}
