import type { Cache } from '../cache/index.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Keyring } from '../keys/index.js';
import type { Environment } from '../config/variables.js';
import type { Metrics } from '../telemetry/index.js';
import { RoutedModels } from './drivers/routed.driver.js';
import { RulesModels } from './drivers/rules.driver.js';
import { ModelCalls } from './model-calls.js';
import { ModelLedger } from './model-ledger.js';
import type { Models } from './models.js';
import { modelsOf } from './models.config.js';

export interface ModelParts {
  readonly environment: Environment;
  readonly unitOfWork: UnitOfWork;
  readonly cache: Cache;
  readonly keyring: Keyring;
  readonly metrics: Metrics;
}

/** The models that the process was told of, and the ledger of what they cost. */
export function createModels({ environment, unitOfWork, cache, keyring, metrics }: ModelParts): { models: Models; ledger: ModelLedger } {
  const { catalogue, budget, atOnce } = modelsOf(environment);
  const providers = (catalogue?.providers ?? []).map(({ name, region }) => ({ name, region }));
  const ledger = new ModelLedger(unitOfWork, { budget, providers });
  const models = catalogue ? new RoutedModels(catalogue, new ModelCalls(ledger, metrics), cache, keyring, atOnce) : new RulesModels();
  return { models, ledger };
}
