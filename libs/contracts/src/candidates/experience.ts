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
