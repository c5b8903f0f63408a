export const BOUNDS = ['gte', 'gt', 'lte', 'lt'] as const;
type Bound = (typeof BOUNDS)[number];

/** Filters on an instant as queries name them: `createdAt[gte]=`. */
export type InstantRange<F extends string> = { readonly [K in `${F}[${Bound}]`]?: string };

/** What one of them asks of a column, as SQL; `instant` stands for the value. */
export interface InstantBound {
  readonly bound: Bound;
  readonly value: string;
  readonly condition: (column: string, instant: string) => string;
}

/** Columns hold microseconds and answers show milliseconds: what is shown as the instant itself is neither before nor after it. */
const CONDITIONS: Readonly<Record<Bound, InstantBound['condition']>> = {
  gte: (column, instant) => `${column} >= ${instant}::timestamptz`,
  gt: (column, instant) => `${column} >= ${instant}::timestamptz + interval '1 millisecond'`,
  lte: (column, instant) => `${column} < ${instant}::timestamptz + interval '1 millisecond'`,
  lt: (column, instant) => `${column} < ${instant}::timestamptz`,
};

/** The bounds that the filters of a list give for one field. */
export function boundsOf<F extends string>(field: F, filters: InstantRange<F>): InstantBound[] {
  const given = filters as Readonly<Record<string, string | undefined>>;
  return BOUNDS.flatMap((bound) => {
    const value = given[`${field}[${bound}]`];
    return value === undefined ? [] : [{ bound, value, condition: CONDITIONS[bound] }];
  });
}
