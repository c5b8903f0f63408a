import type { Tx, UnitOfWork } from '../database/unit-of-work.js';
import { staleVersion } from '../http/answers/etag.js';
import { countAnswer, readUsage } from './model-usage.js';
import type { AnswerOutcome, ModelUsage, UsagePeriod } from './model-usage.js';
import type { Usage } from './provider.js';

/** Most that an organization spends on models, in millionths of a US dollar. */
export interface Budget {
  readonly hourMicros: number;
  /** Days are UTC. */
  readonly dayMicros: number;
}

/** A call that is about to be made. */
export interface CallReservation {
  readonly id: string;
  readonly organizationId: string;
  readonly promptId: string;
  readonly promptVersion: number;
  readonly provider: string;
  readonly model: string;
  readonly region: string;
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

/** Which providers an organization lets see its candidates' data, and how much it spends. */
export interface ModelSettings {
  /** 0 while nobody has set any. */
  readonly version: number;
  readonly enabled: boolean;
  /** Null: every provider of the installation. */
  readonly providers: readonly string[] | null;
  /** Null: every region. */
  readonly regions: readonly string[] | null;
  /** Null: that of the installation. */
  readonly hourMicros: number | null;
  readonly dayMicros: number | null;
}

export const DEFAULT_MODEL_SETTINGS: ModelSettings = {
  ...{ version: 0, enabled: true, providers: null, regions: null, hourMicros: null, dayMicros: null },
};

/**
 * Every call to a model that costs something or may: reserved before it is made, settled afterwards. A reservation is taken from the hour and the
 * day in one statement, so that calls at the same time cannot overdraw them together. Times are the database's.
 */
export class ModelLedger {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly budget: Budget,
  ) {}

  /** Null when the call may be made. */
  async reserve(call: CallReservation): Promise<ReservationRefusal | null> {
    const { id, organizationId, promptId, promptVersion, provider, model, region, tier, isRepair, mostMicros } = call;
    const { hourMicros, dayMicros } = this.budget;
    const [row] = await this.unitOfWork.run({ organizationId }, (tx) =>
      tx.query<{ verdict: 'reserved' | ReservationRefusal }>(
        'SELECT platform.reserve_model_call($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS verdict',
        [...[id, promptId, promptVersion, provider, model, region, tier, isRepair, mostMicros], ...[hourMicros, dayMicros]],
      ),
    );
    return !row || row.verdict === 'reserved' ? null : row.verdict;
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

  /** Replaces the settings of that version by the next one; `models.settings_changed` when somebody was faster. */
  async changeSettings(organizationId: string, settings: ModelSettings & { readonly updatedBy: string }): Promise<ModelSettings> {
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
    return this.unitOfWork.run({ organizationId }, async (tx) => readUsage(tx, period, await currentSettings(tx), this.budget));
  }
}

const SETTINGS = `SELECT version, enabled, providers, regions, hour_micros::float8 AS "hourMicros", day_micros::float8 AS "dayMicros"
  FROM platform.model_settings`;

const FIRST_SETTINGS = `INSERT INTO platform.model_settings (organization_id, version, enabled, providers, regions, hour_micros, day_micros, updated_by)
  VALUES ($1, $2::int + 1, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`;
const NEXT_SETTINGS = `UPDATE platform.model_settings
  SET version = version + 1, enabled = $3, providers = $4, regions = $5, hour_micros = $6, day_micros = $7, updated_by = $8
  WHERE organization_id = $1 AND version = $2`;

async function currentSettings(tx: Tx): Promise<ModelSettings> {
  const [row] = await tx.query<ModelSettings>(SETTINGS);
  return row ?? DEFAULT_MODEL_SETTINGS;
}

async function settle(tx: Tx, id: string, { state, usage, costMicros, milliseconds, failure }: CallEnd): Promise<boolean> {
  const [row] = await tx.query<{ settled: boolean }>('SELECT platform.settle_model_call($1, $2, $3, $4, $5, $6, $7) AS settled', [
    ...[id, state, costMicros, usage?.inputTokens ?? null, usage?.outputTokens ?? null, milliseconds, failure],
  ]);
  return row?.settled === true;
}
