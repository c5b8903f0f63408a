import { CodedError } from '@shortlist/platform';

const DAY_MS = 86_400_000;
/** What is shown unless somebody asks for something else. */
const USUAL_DAYS = 30;
const MOST_DAYS = 366;

/** Whole days (UTC) as `YYYY-MM-DD`, both included. */
export interface UsagePeriod {
  readonly from: string;
  readonly to: string;
}

/**
 * The period that was asked for: up to today where no end is given, 30 days long where no beginning is.
 * Throws `screening.usage_period_invalid` for days that do not exist, an end before the beginning, and more than 366 days.
 */
export function usagePeriod(asked: { readonly from?: string | undefined; readonly to?: string | undefined }, now: Date): UsagePeriod {
  const to = asked.to === undefined ? dayOf(now.getTime()) : existing(asked.to);
  const from = asked.from === undefined ? dayOf(Date.parse(to) - (USUAL_DAYS - 1) * DAY_MS) : existing(asked.from);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) throw invalid('The period ends before it begins.');
  if (days > MOST_DAYS) throw invalid(`A period has at most ${MOST_DAYS} days.`);
  return { from, to };
}

function existing(day: string): string {
  const time = Date.parse(`${day}T00:00:00.000Z`);
  if (Number.isNaN(time) || dayOf(time) !== day) throw invalid(`There is no day ${day}.`);
  return day;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function invalid(detail: string): CodedError {
  return new CodedError('screening.usage_period_invalid', 'rule', detail);
}
