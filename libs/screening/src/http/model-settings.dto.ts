import { Id, Instant, Nested, NestedList, Nullable, Text, Whole } from '@shortlist/contracts';
import { PROVIDER_NAMES, REGION } from '@shortlist/platform';
import type { ChangedModelSettings, ModelSettingsOverview } from '@shortlist/platform';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, Matches } from 'class-validator';

const MICROS_PER_CENT = 10_000;
const MOST_REGIONS = 20;
/** A million US dollars. */
const Cents = (): PropertyDecorator => Whole(0, 100_000_000);

/** What an organization allows; all of it is replaced. */
export class ModelSettingsChangeDto {
  /** False: no model is asked, and the rules answer everything. */
  @IsBoolean() enabled: boolean;
  /** Who may be asked; absent or null: every provider of the installation. Empty: nobody. */
  @Nullable() @IsArray() @ArrayUnique() @IsIn(PROVIDER_NAMES, { each: true }) providers?: string[] | null;
  /** Where they may stand, such as `eu`; absent or null: anywhere. Once any are listed, a provider whose region nobody declared is not asked. */
  @Nullable() @IsArray() @ArrayMaxSize(MOST_REGIONS) @ArrayUnique() @Matches(REGION, { each: true }) regions?: string[] | null;
  /** Most US cents in an hour; absent or null: what the installation has. Never more than that. */
  @Nullable() @IsInt() @Cents() hourCents?: number | null;
  /** Most US cents in a day (UTC), likewise. */
  @Nullable() @IsInt() @Cents() dayCents?: number | null;
}

export class OfferedModelProviderDto {
  @Text(50) name: string;
  /** Null when nobody declared it. */
  @Nullable() @Text(30) region: string | null;
  /** Whether your settings let it be asked. */
  @IsBoolean() allowed: boolean;
}

/** What there is for every organization of the installation. */
export class ModelInstallationDto {
  /** In the order in which one stands in for another; the rules always stand last. */
  @NestedList(() => OfferedModelProviderDto) providers: OfferedModelProviderDto[];
  @Cents() hourCents: number;
  @Cents() dayCents: number;
  /** Every call of every organization is stopped. */
  @IsBoolean() switchedOff: boolean;
}

/** Which models may see the data of an organization, and what they may cost. */
export class ModelSettingsDto {
  /** 0 while nobody has set any; each change makes the next one. */
  @Whole(0, 2_000_000_000) version: number;
  @IsBoolean() enabled: boolean;
  @Nullable() @IsArray() @IsIn(PROVIDER_NAMES, { each: true }) providers: string[] | null;
  @Nullable() @IsArray() @Matches(REGION, { each: true }) regions: string[] | null;
  @Nullable() @Cents() hourCents: number | null;
  @Nullable() @Cents() dayCents: number | null;
  @Nested(() => ModelInstallationDto) installation: ModelInstallationDto;
  @Nullable() @Id() changedBy: string | null;
  @Nullable() @Instant() changedAt: string | null;
}

export function toModelSettingsDto({ settings, installation }: ModelSettingsOverview): ModelSettingsDto {
  const { version, enabled, providers, regions, hourMicros, dayMicros, updatedBy, updatedAt } = settings;
  const { budget, isSwitchedOff } = installation;
  return {
    ...{ version, enabled, providers: providers && [...providers], regions: regions && [...regions] },
    ...{ hourCents: hourMicros === null ? null : inCents(hourMicros), dayCents: dayMicros === null ? null : inCents(dayMicros) },
    installation: {
      providers: installation.providers.map(({ name, region, isAllowed }) => ({ name, region, allowed: isAllowed })),
      ...{ hourCents: inCents(budget.hourMicros), dayCents: inCents(budget.dayMicros), switchedOff: isSwitchedOff },
    },
    ...{ changedBy: updatedBy, changedAt: updatedAt?.toISOString() ?? null },
  };
}

export function modelSettingsOf(body: ModelSettingsChangeDto, version: number): Omit<ChangedModelSettings, 'updatedBy'> {
  const { enabled, providers = null, regions = null, hourCents = null, dayCents = null } = body;
  const inMicros = (cents: number | null): number | null => (cents === null ? null : cents * MICROS_PER_CENT);
  return { version, enabled, providers, regions, hourMicros: inMicros(hourCents), dayMicros: inMicros(dayCents) };
}

function inCents(micros: number): number {
  return Math.floor(micros / MICROS_PER_CENT);
}
