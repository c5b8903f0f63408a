import type { Tx, UnitOfWork } from '../database/unit-of-work.js';
import { staleVersion } from '../http/answers/etag.js';
import { DEFAULT_MODEL_SETTINGS, assertBudget, budgetOf } from './model-settings.js';
import type { Budget, ModelSettings } from './model-settings.js';
import { countAnswer, readUsage } from './model-usage.js';
import type { AnswerOutcome, ModelUsage, UsagePeriod } from './model-usage.js';
import type { Usage } from './provider.js';

/** A call that is about to be made. */
export interface CallReservation {
  readonly id: string;
  readonly organizationId: string;
  readonly promptId: string;
  readonly promptVersion: number;
  readonly provider: string;
  readonly model: string;
  /** Null when nobody declared it. */
  readonly region: string | null;
  readonly tier: string | null;
  /** The second call for one answer, which tells the model what was wrong with the first. */
  readonly isRepair: boolean;
  /** The most that it can cost. */
  readonly mostMicros: number;
}

/** Why a call may not be made: the switch is off, the organization does not allow this provider or region, or there is no money left. */
export type ReservationRefusal = 'switched_off' | 'not_allowed' | 'over_budget';

/**
 * How a call ended. `settled`: with an answer, usable or not. `failed`: the provider did nothing, and bills nothing. `unknown`: it may have done the
 * work; the reservation stands as the cost until somebody knows better.
 */
export interface CallEnd {
  readonly state: 'settled' | 'failed' | 'unknown';
  readonly usage: Usage | null;
  /** Null with `unknown`. */
  readonly costMicros: number | null;
  readonly milliseconds: number;
  /** A code, when no answer came of it. */
  readonly failure: string | null;
}

/** What the installation has for every organization. */
export interface ModelInstallation {
  readonly budget: Budget;
  /** Those that this process may ask, in the order in which one stands in for another. */
  readonly providers: readonly OfferedRegion[];
}

export interface OfferedRegion {
  readonly name: string;
  /** Null when nobody declared it. */
  readonly region: string | null;
}

/** What an organization set, and what becomes of it here. */
export interface ModelSettingsOverview {
  readonly settings: ModelSettings;
  readonly installation: {
    readonly budget: Budget;
    readonly providers: readonly (OfferedRegion & { readonly isAllowed: boolean })[];
    /** Every call of every organization is stopped. */
    readonly isSwitchedOff: boolean;
  };
}

/** Settings to put in the place of those of `version`. */
export type ChangedModelSettings = Omit<ModelSettings, 'updatedBy' | 'updatedAt'> & { readonly updatedBy: string };

/**
 * Every call to a model that costs something or may: reserved before it is made, settled afterwards. A reservation is taken from the hour and the
 * day in one statement, so that calls at the same time cannot overdraw them together. Times are the database's.
 */
export class ModelLedger {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly installation: ModelInstallation,
  ) {}

  /** Null when the call may be made. */
  async reserve(call: CallReservation): Promise<ReservationRefusal | null> {
    const { id, organizationId, promptId, promptVersion, provider, model, region, tier, isRepair, mostMicros } = call;
    const { hourMicros, dayMicros } = this.installation.budget;
    const [row] = await this.unitOfWork.run({ organizationId }, (tx) =>
      tx.query<{ verdict: 'reserved' | ReservationRefusal }>(
        'SELECT platform.reserve_model_call($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS verdict',
        [...[id, promptId, promptVersion, provider, model, region, tier, isRepair, mostMicros], ...[hourMicros, dayMicros]],
      ),
    );
    return !row || row.verdict === 'reserved' ? null : row.verdict;
  }

  /** Whether the organization lets its data be seen there, for whoever has an answer already and makes no call. */
  async isAllowed(organizationId: string, { name, region }: OfferedRegion): Promise<boolean> {
    return (await this.unitOfWork.run({ organizationId }, (tx) => refusalOf(tx, name, region))) !== 'not_allowed';
  }

  /** Ends a call that is reserved, or whose end was not known. False when it was settled already. */
  settle(organizationId: string, id: string, end: CallEnd): Promise<boolean> {
    return this.unitOfWork.run({ organizationId }, (tx) => settle(tx, id, end));
  }

  /** Ends calls of all organizations whose process is gone: five minutes are longer than any call. Returns how many there were. */
  async endLost(): Promise<number> {
    const lost = await this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<{ organizationId: string; id: string }>(`SELECT organization_id AS "organizationId", id FROM platform.lost_model_calls()`),
    );
    for (const { organizationId, id } of lost) {
      await this.settle(organizationId, id, { state: 'unknown', usage: null, costMicros: null, milliseconds: 0, failure: 'lost' });
    }
    return lost.length;
  }

  settings(organizationId: string): Promise<ModelSettings> {
    return this.unitOfWork.run({ organizationId }, currentSettings);
  }

  /** The settings with what the installation has, and which of it they allow. */
  overview(organizationId: string): Promise<ModelSettingsOverview> {
    const { budget, providers } = this.installation;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const offered: (OfferedRegion & { isAllowed: boolean })[] = [];
      for (const one of providers) offered.push({ ...one, isAllowed: (await refusalOf(tx, one.name, one.region)) !== 'not_allowed' });
      const [{ isSwitchedOff } = { isSwitchedOff: false }] = await tx.query<{ isSwitchedOff: boolean }>(
        'SELECT is_off AS "isSwitchedOff" FROM platform.model_switch',
      );
      return { settings: await currentSettings(tx), installation: { budget, providers: offered, isSwitchedOff } };
    });
  }

  /**
   * Replaces the settings of that version by the next one. Calls that are made a moment later keep to them. Throws `models.settings_changed` when
   * somebody was faster, `models.budget_above_installation`.
   */
  async changeSettings(organizationId: string, settings: ChangedModelSettings): Promise<ModelSettings> {
    assertBudget(settings, this.installation.budget);
    const { version, enabled, providers, regions, hourMicros, dayMicros, updatedBy } = settings;
    const changed = await this.unitOfWork.run({ organizationId }, (tx) =>
      tx.execute(version === 0 ? FIRST_SETTINGS : NEXT_SETTINGS, [
        ...[organizationId, version, enabled, providers, regions, hourMicros, dayMicros, updatedBy],
      ]),
    );
    if (changed === 0) throw staleVersion('models.settings_changed');
    return this.settings(organizationId);
  }

  /** Counts how a question was answered, by whom. */
  count(organizationId: string, { provider, model }: { provider: string; model: string }, outcome: AnswerOutcome): Promise<void> {
    return this.unitOfWork.run({ organizationId }, (tx) => countAnswer(tx, organizationId, provider, model, outcome));
  }

  /** What the organization used models for on those days. */
  usage(organizationId: string, period: UsagePeriod): Promise<ModelUsage> {
    return this.unitOfWork.run({ organizationId }, async (tx) =>
      readUsage(tx, period, budgetOf(await currentSettings(tx), this.installation.budget)),
    );
  }
}

const SETTINGS = `SELECT version, enabled, providers, regions, hour_micros::float8 AS "hourMicros", day_micros::float8 AS "dayMicros",
  updated_by AS "updatedBy", updated_at AS "updatedAt" FROM platform.model_settings`;

const FIRST_SETTINGS = `INSERT INTO platform.model_settings (organization_id, version, enabled, providers, regions, hour_micros, day_micros, updated_by)
  VALUES ($1, $2::int + 1, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`;
const NEXT_SETTINGS = `UPDATE platform.model_settings
  SET version = version + 1, enabled = $3, providers = $4, regions = $5, hour_micros = $6, day_micros = $7, updated_by = $8
  WHERE organization_id = $1 AND version = $2`;

async function currentSettings(tx: Tx): Promise<ModelSettings> {
  const [row] = await tx.query<ModelSettings>(SETTINGS);
  return row ?? DEFAULT_MODEL_SETTINGS;
}

async function refusalOf(tx: Tx, provider: string, region: string | null): Promise<ReservationRefusal | null> {
  const [row] = await tx.query<{ refusal: ReservationRefusal | null }>('SELECT platform.model_refusal($1, $2) AS refusal', [
    provider,
    region,
  ]);
  return row?.refusal ?? null;
}

async function settle(tx: Tx, id: string, { state, usage, costMicros, milliseconds, failure }: CallEnd): Promise<boolean> {
  const [row] = await tx.query<{ settled: boolean }>('SELECT platform.settle_model_call($1, $2, $3, $4, $5, $6, $7) AS settled', [
    ...[id, state, costMicros, usage?.inputTokens ?? null, usage?.outputTokens ?? null, milliseconds, failure],
  ]);
  return row?.settled === true;
}
