import { DEEPEST_ROW } from '@shortlist/platform';

/** A part of a list to read. */
export interface Listing<F> {
  readonly filters: F;
  readonly limit: number;
  readonly offset: number;
  /** Sort keys of the last row of the page before. */
  readonly after: readonly (string | number | null)[] | null;
}

export interface Listed<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly totalIsEstimate: boolean;
  readonly hasMore: boolean;
}

/** Lists are counted exactly up to here; beyond, counting would cost more than it tells. */
export const MOST_COUNTED = DEEPEST_ROW;

/** What was read with one row more than the limit and counted to one above `MOST_COUNTED`. */
export function listed<T>(rows: readonly T[], limit: number, counted: number): Listed<T> {
  const total = Math.min(counted, MOST_COUNTED);
  return { items: rows.slice(0, limit), total, totalIsEstimate: counted > MOST_COUNTED, hasMore: rows.length > limit };
}
