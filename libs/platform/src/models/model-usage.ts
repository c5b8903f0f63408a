import type { Tx } from '../database/unit-of-work.js';
import type { Budget } from './model-settings.js';

/** Whole days (UTC) as `YYYY-MM-DD`, both included. */
export interface UsagePeriod {
  readonly from: string;
  readonly to: string;
}

/** What models were used for. */
export interface ModelUse {
  /** Calls that the budget allowed, answered or not. */
  readonly calls: number;
  /** Second calls for one answer, because the first was of another shape. */
  readonly repairs: number;
  readonly failed: number;
  /** Calls of which nobody knows whether they are billed. */
  readonly unknown: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar; a call of which nothing is known counts as what was reserved for it. */
  readonly costMicros: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
  /** Questions that calls answered. */
  readonly asked: number;
  /** Questions that were answered for nothing, since the same had been answered within the hour. */
  readonly cached: number;
  /** Questions that were answered for nothing, since the same was being answered. */
  readonly shared: number;
  /** Questions that the rules answered, because no model that was asked for could. */
  readonly degraded: number;
}

/** What one model was used for; `rules` are those that stood in. */
export interface UseOfModel extends ModelUse {
  readonly provider: string;
  readonly model: string;
}

/** What models were used for on one day (UTC), `YYYY-MM-DD`. */
export interface UseOfDay extends ModelUse {
  readonly day: string;
}

/** Millionths of a US dollar. */
export interface Spend {
  readonly spentMicros: number;
  readonly budgetMicros: number;
}

export interface ModelUsage {
  readonly period: UsagePeriod;
  readonly total: ModelUse;
  /** The dearest first. */
  readonly models: readonly UseOfModel[];
  /** Days with any use, the newest first. */
  readonly days: readonly UseOfDay[];
  /** The running hour and day, whatever the period. */
  readonly hour: Spend;
  readonly day: Spend;
}

/** How a question was answered (`platform.model_answers`). */
export type AnswerOutcome = 'asked' | 'cached' | 'shared' | 'degraded';

/** Of all calls and answers of the period together: one row, or none. */
const WHOLE = 'part';
const MODEL = 'provider, model';
const DAY = 'day';

const CALL_FIGURES = [
  ['calls', 'count(*)'],
  ['repairs', 'count(*) FILTER (WHERE is_repair)'],
  ['failed', `count(*) FILTER (WHERE state = 'failed')`],
  ['unknown', `count(*) FILTER (WHERE state = 'unknown')`],
  ['inputTokens', 'sum(input_tokens)'],
  ['outputTokens', 'sum(output_tokens)'],
  ['costMicros', 'sum(coalesce(cost_micros, reserved_micros))'],
  ['p50Milliseconds', 'round(percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds))'],
  ['p95Milliseconds', 'round(percentile_cont(0.95) WITHIN GROUP (ORDER BY milliseconds))'],
] as const;
const ANSWER_FIGURES = (['asked', 'cached', 'shared', 'degraded'] as const).map(
  (outcome) => [outcome, `sum(answers) FILTER (WHERE outcome = '${outcome}')`] as const,
);
const named = (figures: readonly (readonly [name: string, sql: string])[]): string =>
  figures.map(([name, sql]) => `${sql} AS "${name}"`).join(', ');
const known = [...CALL_FIGURES, ...ANSWER_FIGURES].map(([name]) => `coalesce("${name}", 0)::float8 AS "${name}"`).join(', ');

/** What was used from day $1 to day $2, by the given columns: calls beside answers, either of which may be missing. */
const usedBy = (columns: string, order: string): string => `
  WITH c AS (
    SELECT ${columns}, ${named(CALL_FIGURES)}
      FROM (SELECT *, 'all' AS part, ((created_at AT TIME ZONE 'UTC')::date)::text AS day FROM platform.model_calls
             WHERE id >= platform.uuidv7_floor($1::date::timestamp AT TIME ZONE 'UTC')
               AND id < platform.uuidv7_floor(($2::date + 1)::timestamp AT TIME ZONE 'UTC')) AS calls
     GROUP BY ${columns}),
  a AS (
    SELECT ${columns}, ${named(ANSWER_FIGURES)}
      FROM (SELECT provider, model, outcome, answers, 'all' AS part, day::text AS day FROM platform.model_answers
             WHERE day BETWEEN $1::date AND $2::date) AS answers
     GROUP BY ${columns})
  SELECT ${columns}, ${known} FROM c FULL JOIN a USING (${columns}) ORDER BY ${order}`;

const TOTAL = usedBy(WHOLE, WHOLE);
const BY_MODEL = usedBy(MODEL, `"costMicros" DESC, ${MODEL}`);
const BY_DAY = usedBy(DAY, `${DAY} DESC`);

const SPENT = `
  SELECT (CASE WHEN hour_starts_at = date_trunc('hour', now()) THEN hour_micros ELSE 0 END)::float8 AS hour,
         (CASE WHEN day_starts_at = date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' THEN day_micros ELSE 0 END)::float8 AS day
    FROM platform.budgets`;

const NOTHING: ModelUse = {
  ...{ calls: 0, repairs: 0, failed: 0, unknown: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 },
  ...{ p50Milliseconds: 0, p95Milliseconds: 0, asked: 0, cached: 0, shared: 0, degraded: 0 },
};

/** What the organization of `tx` used models for in the period, and how much of its budget. */
export async function readUsage(tx: Tx, period: UsagePeriod, budget: Budget): Promise<ModelUsage> {
  const days = [period.from, period.to];
  const [whole] = await tx.query<ModelUse & { part: string }>(TOTAL, days);
  const models = await tx.query<UseOfModel>(BY_MODEL, days);
  const byDay = await tx.query<UseOfDay>(BY_DAY, days);
  const [spent = { hour: 0, day: 0 }] = await tx.query<{ hour: number; day: number }>(SPENT);
  const { part: _, ...total } = whole ?? { part: '', ...NOTHING };
  return {
    ...{ period, total, models, days: byDay },
    hour: { spentMicros: spent.hour, budgetMicros: budget.hourMicros },
    day: { spentMicros: spent.day, budgetMicros: budget.dayMicros },
  };
}

/** Counts an answer on the day of the database (UTC). */
export async function countAnswer(tx: Tx, organizationId: string, provider: string, model: string, outcome: AnswerOutcome): Promise<void> {
  await tx.execute(
    `INSERT INTO platform.model_answers AS a VALUES ($1, (now() AT TIME ZONE 'UTC')::date, $2, $3, $4, 1)
      ON CONFLICT (organization_id, day, provider, model, outcome) DO UPDATE SET answers = a.answers + 1`,
    [organizationId, provider, model, outcome],
  );
}
