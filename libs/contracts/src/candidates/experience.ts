/** A period of work. Dates as in a resume: `2019`, `2019-03` or `2019-03-01`. */
export interface WorkPeriod {
  readonly from: string | null;
  readonly to: string | null;
  readonly current: boolean;
}

/** Months since year 0; the month after the last one worked, so that `end - start` counts months. */
interface MonthSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Years covered by the periods, overlaps counted once, as of an instant (current periods end there), rounded to a tenth.
 * A year without a month counts from January as a start and up to January as an end ("2019 - 2021" is two years); within
 * one year it counts half a year. Periods without a start, or that start after `asOf`, count nothing.
 */
export function yearsCovered(periods: readonly WorkPeriod[], asOf: string): number {
  const spans = periods.flatMap((period) => monthSpan(period, asOf)).sort((a, b) => a.start - b.start);
  let months = 0;
  let reached = -Infinity;
  for (const span of spans) {
    const start = Math.max(span.start, reached);
    if (span.end > start) months += span.end - start;
    reached = Math.max(reached, span.end);
  }
  return Math.round((months / 12) * 10) / 10;
}

/** Shorter pauses between jobs are nothing that anybody would ask about. */
const SHORTEST_GAP_MONTHS = 3;

/** Months without work between periods. */
export interface WorkGap<Period extends WorkPeriod> {
  /** The first month without work, `2019-03`. */
  readonly from: string;
  /** The last month without work; null when it lasts up to the instant of looking. */
  readonly to: string | null;
  readonly months: number;
  /** The periods before and after it. */
  readonly beside: readonly Period[];
}

/**
 * Gaps of three months or more between the periods and up to an instant. Years without a month are no ground for one: a period that
 * has them is taken for all of its first and last year.
 */
export function workGaps<Period extends WorkPeriod>(periods: readonly Period[], asOf: string): WorkGap<Period>[] {
  const spans = periods
    .flatMap((period) => monthSpan(period, asOf).map(({ start, end }) => ({ period, start, end: Math.max(end, yearEnd(period)) })))
    .sort((a, b) => a.start - b.start);
  const now = monthOf(asOf);
  const gaps: WorkGap<Period>[] = [];
  let last = spans[0];
  for (const span of spans.slice(1)) {
    if (last && span.start - last.end >= SHORTEST_GAP_MONTHS)
      gaps.push({ ...gapOf(last.end, span.start), beside: [last.period, span.period] });
    if (last && span.end > last.end) last = span;
  }
  if (last && now - last.end >= SHORTEST_GAP_MONTHS) gaps.push({ ...gapOf(last.end, now), to: null, beside: [last.period] });
  return gaps;
}

function yearEnd({ to }: WorkPeriod): number {
  return to?.length === 4 ? (Number(to) + 1) * 12 : 0;
}

function gapOf(start: number, end: number): { from: string; to: string; months: number } {
  return { from: monthName(start), to: monthName(end - 1), months: end - start };
}

function monthName(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function monthSpan(period: WorkPeriod, asOf: string): MonthSpan[] {
  if (!period.from) return [];
  const now = monthOf(asOf) + 1;
  const start = monthOf(period.from);
  const end = period.current ? now : period.to ? endOf(period.from, period.to) : start;
  const bounded = Math.min(end, now);
  return bounded > start ? [{ start, end: bounded }] : [];
}

function endOf(from: string, to: string): number {
  if (to.length > 4) return monthOf(to) + 1;
  return to === from.slice(0, 4) ? Math.max(monthOf(from) + 1, Number(to) * 12 + 6) : Number(to) * 12;
}

function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + (date.length > 4 ? Number(date.slice(5, 7)) - 1 : 0);
}
