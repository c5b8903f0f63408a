import { Decimal, Nested, NestedList, Text, Whole } from '@shortlist/contracts';
import type { ModelUsage, ModelUse, Spend } from '@shortlist/platform';
import { IsOptional, Matches } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MICROS_PER_CENT = 10_000;
const Count = (): PropertyDecorator => Whole(0, Number.MAX_SAFE_INTEGER);

/** Which days (UTC); the last 30 unless said. At most 366. */
export class UsageQueryDto {
  /** The first day, `2026-11-01`. */
  @IsOptional() @Matches(DAY) from?: string;
  /** The last day; today unless said. */
  @IsOptional() @Matches(DAY) to?: string;
}

/** What models were used for. */
export class UsageFiguresDto {
  /** Calls to the provider, answered or not. */
  @Count() calls: number;
  /** Second calls for one answer, because the first was of another shape; counted in `calls` too. */
  @Count() repairs: number;
  /** Calls that ended without work and without cost. */
  @Count() failed: number;
  /** Calls of which nobody knows whether they are billed; their cost is the most that they can have cost. */
  @Count() unknown: number;
  @Count() inputTokens: number;
  @Count() outputTokens: number;
  /** Millionths of a US dollar: the exact figure. */
  @Count() costMicros: number;
  /** The same in whole cents of a US dollar, rounded. */
  @Count() costCents: number;
  /** Milliseconds within which half of the calls ended; 0 without calls. */
  @Count() p50Milliseconds: number;
  /** Milliseconds within which 95 of 100 calls ended. */
  @Count() p95Milliseconds: number;
  /** Questions that calls answered. */
  @Count() asked: number;
  /** Questions answered for nothing, since the same had been answered within the hour. */
  @Count() cached: number;
  /** Questions answered for nothing, since the same was being answered. */
  @Count() shared: number;
  /** Questions that the rules answered, because no model that was asked for could. */
  @Count() degraded: number;
}

/** One model; provider `rules` are those that stood in for models. */
export class ModelUsageDto extends UsageFiguresDto {
  @Text(50) provider: string;
  @Text(200) model: string;
}

export class DayUsageDto extends UsageFiguresDto {
  /** `2026-11-26`, UTC. */
  @Text(10, 10) day: string;
}

export class TotalUsageDto extends UsageFiguresDto {
  /** `degraded` of all questions that were answered, 0 to 1; 0 without any. */
  @Decimal(0, 1) degradedShare: number;
}

/** Millionths of a US dollar. */
export class SpendDto {
  @Count() spentMicros: number;
  @Count() budgetMicros: number;
}

/** What an organization used models for. */
export class UsageDto {
  /** The first day, UTC. */
  @Text(10, 10) from: string;
  /** The last day. */
  @Text(10, 10) to: string;
  @Nested(() => TotalUsageDto) total: TotalUsageDto;
  /** The dearest first. */
  @NestedList(() => ModelUsageDto) models: ModelUsageDto[];
  /** Days with any use, the newest first. */
  @NestedList(() => DayUsageDto) days: DayUsageDto[];
  /** The running hour, whatever the period; calls under way count as the most that they can cost. */
  @Nested(() => SpendDto) hour: SpendDto;
  /** The running day (UTC), likewise. */
  @Nested(() => SpendDto) day: SpendDto;
}

export function toUsageDto({ period, total, models, days, hour, day }: ModelUsage): UsageDto {
  return {
    ...period,
    total: { ...inCents(total), degradedShare: degradedShareOf(total) },
    models: models.map(inCents),
    days: days.map(inCents),
    hour: spend(hour),
    day: spend(day),
  };
}

function inCents<T extends ModelUse>(use: T): T & { costCents: number } {
  return { ...use, costCents: Math.round(use.costMicros / MICROS_PER_CENT) };
}

function degradedShareOf({ asked, cached, shared, degraded }: ModelUse): number {
  return degraded === 0 ? 0 : degraded / (asked + cached + shared + degraded);
}

function spend({ spentMicros, budgetMicros }: Spend): SpendDto {
  return { spentMicros, budgetMicros };
}
