import { CodedError } from '../errors/coded-error.js';

/** Most that an organization spends on models, in millionths of a US dollar. */
export interface Budget {
  readonly hourMicros: number;
  /** Days are UTC. */
  readonly dayMicros: number;
}

/** Which providers an organization lets see its candidates' data, and how much it spends. */
export interface ModelSettings {
  /** 0 while nobody has set any. */
  readonly version: number;
  /** False: the rules answer everything. */
  readonly enabled: boolean;
  /** Null: every provider of the installation. */
  readonly providers: readonly string[] | null;
  /** Null: every region, also one that nobody declared. */
  readonly regions: readonly string[] | null;
  /** Null: that of the installation. */
  readonly hourMicros: number | null;
  readonly dayMicros: number | null;
  readonly updatedBy: string | null;
  readonly updatedAt: Date | null;
}

export const DEFAULT_MODEL_SETTINGS: ModelSettings = {
  ...{ version: 0, enabled: true, providers: null, regions: null, hourMicros: null, dayMicros: null, updatedBy: null, updatedAt: null },
};

/** What an organization may spend: what it set itself, and never more than the installation has for it. */
export function budgetOf({ hourMicros, dayMicros }: Pick<ModelSettings, 'hourMicros' | 'dayMicros'>, installation: Budget): Budget {
  return {
    hourMicros: Math.min(hourMicros ?? Infinity, installation.hourMicros),
    dayMicros: Math.min(dayMicros ?? Infinity, installation.dayMicros),
  };
}

/** Refuses a budget that would not hold, with `models.budget_above_installation`: it would promise what is never spent. */
export function assertBudget(settings: Pick<ModelSettings, 'hourMicros' | 'dayMicros'>, installation: Budget): void {
  const { hourMicros, dayMicros } = budgetOf(settings, installation);
  if (hourMicros === (settings.hourMicros ?? hourMicros) && dayMicros === (settings.dayMicros ?? dayMicros)) return;
  throw new CodedError('models.budget_above_installation', 'rule', 'The installation lets an organization spend less than that.');
}

/** How a region is written: `eu`, `us-east-1`, `local`. */
export const REGION = /^[a-z][a-z0-9-]{0,29}$/;
