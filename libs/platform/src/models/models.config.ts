import { ConfigurationError, defineVariables } from '../config/variables.js';
import type { Environment } from '../config/variables.js';
import { AnthropicProvider } from './drivers/anthropic.driver.js';
import { OllamaProvider } from './drivers/ollama.driver.js';
import { OpenAIProvider } from './drivers/openai.driver.js';
import { ModelCatalogue, PROVIDER_NAMES, TIERS } from './model-catalogue.js';
import type { OfferedProvider, ProviderName, Tier, TierModel } from './model-catalogue.js';
import { priceListOf } from './model-prices.js';
import { REGION } from './model-settings.js';
import type { Budget } from './model-settings.js';

export const modelVariables = defineVariables('models', {
  MODEL_PROVIDERS: {
    type: 'text',
    default: 'rules',
    description:
      'Who answers questions to models, in the order in which one stands in for another, separated by commas: openai, anthropic, ollama, rules. The rules always stand last.',
  },
  MODELS_OFF: { type: 'boolean', default: false, description: 'The rules answer everything in this process, whatever criteria ask for.' },
  OPENAI_API_KEY: { type: 'text', optional: true, secret: true, description: 'Key of the account; needed with MODEL_PROVIDERS=openai.' },
  OPENAI_BASE_URL: {
    type: 'text',
    optional: true,
    description: 'A server that speaks like OpenAI, such as https://models.example.org/v1; OpenAI itself when absent.',
  },
  OPENAI_MODEL: { type: 'text', default: 'gpt-4.1-mini', description: 'The model of OpenAI that answers when criteria name none.' },
  OPENAI_REGION: {
    type: 'text',
    optional: true,
    description:
      'Where the servers of OPENAI_BASE_URL stand, such as eu: organizations may allow certain regions only, and then no provider without one.',
  },
  ANTHROPIC_API_KEY: {
    type: 'text',
    optional: true,
    secret: true,
    description: 'Key of the account; needed with MODEL_PROVIDERS=anthropic.',
  },
  ANTHROPIC_BASE_URL: { type: 'text', optional: true, description: 'A server that speaks like Anthropic; Anthropic itself when absent.' },
  ANTHROPIC_MODEL: {
    type: 'text',
    default: 'claude-haiku-4-5',
    description: 'The model of Anthropic that answers when criteria name none.',
  },
  ANTHROPIC_REGION: { type: 'text', optional: true, description: 'Where the servers of ANTHROPIC_BASE_URL stand.' },
  OLLAMA_URL: { type: 'text', default: 'http://127.0.0.1:11434', description: 'Where Ollama answers.' },
  OLLAMA_MODEL: { type: 'text', default: 'llama3.1:8b', description: 'The model of Ollama that answers when criteria name none.' },
  OLLAMA_REGION: { type: 'text', optional: true, description: 'Where the server of OLLAMA_URL stands.' },
  MODEL_TIER_LOCAL: {
    type: 'text',
    optional: true,
    description: 'Hybrid routing, easy questions: <provider>/<model>. The model of Ollama when absent.',
  },
  MODEL_TIER_MID: { type: 'text', optional: true, description: 'Hybrid routing, harder questions. The model of OpenAI when absent.' },
  MODEL_TIER_TOP: {
    type: 'text',
    default: 'anthropic/claude-sonnet-5-5',
    description: 'Hybrid routing, the hardest questions.',
  },
  MODEL_SHARES: {
    type: 'text',
    default: '70,20,10',
    description: 'Hybrid routing: percent of the questions for the tiers local, mid and top.',
  },
  MODEL_PRICES: {
    type: 'text',
    optional: true,
    description:
      'What models cost, in US dollars per million tokens: <provider>/<model>=<input>:<output>, separated by commas. A model without a price counts as the dearest that has one.',
  },
  MODEL_QUESTIONS_AT_ONCE: {
    type: 'integer',
    min: 1,
    default: 20,
    description: 'Questions that this process asks models at once; others wait.',
  },
  MODEL_BUDGET_HOUR_CENTS: {
    type: 'integer',
    min: 0,
    default: 500,
    description: 'Most US cents an organization spends on models in an hour, unless it sets less.',
  },
  MODEL_BUDGET_DAY_CENTS: {
    type: 'integer',
    min: 0,
    default: 5_000,
    description: 'Most US cents an organization spends on models in a day (UTC), unless it sets less.',
  },
});

type Settings = ReturnType<typeof read>;

export interface ConfiguredModels {
  /** Null when the rules answer everything. */
  readonly catalogue: ModelCatalogue | null;
  readonly budget: Budget;
  readonly atOnce: number;
}

const MICROS_PER_CENT = 10_000;

/** What the process was told about models; throws `ConfigurationError` naming what is wrong. */
export function modelsOf(environment: Environment): ConfiguredModels {
  const settings = read(environment);
  const budget = {
    hourMicros: settings.MODEL_BUDGET_HOUR_CENTS * MICROS_PER_CENT,
    dayMicros: settings.MODEL_BUDGET_DAY_CENTS * MICROS_PER_CENT,
  };
  const atOnce = settings.MODEL_QUESTIONS_AT_ONCE;
  const names = providerNames(settings.MODEL_PROVIDERS);
  if (names.length === 0 || settings.MODELS_OFF) return { catalogue: null, budget, atOnce };
  const tiers = new Map(TIERS.map((tier) => [tier, tierModel(settings, tier)]));
  const providers = names.map((name) => offered(settings, name));
  const catalogue = new ModelCatalogue(providers, tiers, shares(settings.MODEL_SHARES), priceListOf(settings.MODEL_PRICES));
  return { catalogue, budget, atOnce };
}

function read(environment: Environment) {
  return environment.read(modelVariables);
}

function providerNames(list: string): ProviderName[] {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => name !== 'rules' && !isProvider(name));
  if (unknown.length > 0)
    throw new ConfigurationError([`MODEL_PROVIDERS names ${unknown.join(', ')}; known are ${PROVIDER_NAMES.join(', ')}, rules`]);
  return names.filter(isProvider);
}

function isProvider(name: string): name is ProviderName {
  return (PROVIDER_NAMES as readonly string[]).includes(name);
}

function offered(settings: Settings, name: ProviderName): OfferedProvider {
  switch (name) {
    case 'openai': {
      const apiKey = needed('OPENAI_API_KEY', settings.OPENAI_API_KEY);
      const provider = new OpenAIProvider({ apiKey, baseURL: settings.OPENAI_BASE_URL });
      return { name, provider, model: settings.OPENAI_MODEL, region: region('OPENAI_REGION', settings.OPENAI_REGION) };
    }
    case 'anthropic': {
      const apiKey = needed('ANTHROPIC_API_KEY', settings.ANTHROPIC_API_KEY);
      const provider = new AnthropicProvider({ apiKey, baseURL: settings.ANTHROPIC_BASE_URL });
      return { name, provider, model: settings.ANTHROPIC_MODEL, region: region('ANTHROPIC_REGION', settings.ANTHROPIC_REGION) };
    }
    case 'ollama':
      return {
        name,
        provider: new OllamaProvider({ url: settings.OLLAMA_URL }),
        model: settings.OLLAMA_MODEL,
        region: region('OLLAMA_REGION', settings.OLLAMA_REGION),
      };
  }
}

function needed(name: string, value: string | undefined): string {
  if (value) return value;
  throw new ConfigurationError([`${name} is missing: MODEL_PROVIDERS names the provider`]);
}

function region(name: string, declared: string | undefined): string | null {
  if (declared === undefined) return null;
  if (REGION.test(declared)) return declared;
  throw new ConfigurationError([`${name} must be small letters, digits and hyphens, such as eu or us-east-1`]);
}

function tierModel(settings: Settings, tier: Tier): TierModel {
  const written = {
    local: settings.MODEL_TIER_LOCAL ?? `ollama/${settings.OLLAMA_MODEL}`,
    mid: settings.MODEL_TIER_MID ?? `openai/${settings.OPENAI_MODEL}`,
    top: settings.MODEL_TIER_TOP,
  }[tier];
  const slash = written.indexOf('/');
  const [provider, model] = [written.slice(0, slash), written.slice(slash + 1)];
  if (isProvider(provider) && model !== '') return { provider, model };
  throw new ConfigurationError([`MODEL_TIER_${tier.toUpperCase()} must be <provider>/<model>`]);
}

function shares(list: string): [local: number, mid: number, top: number] {
  const [local = 0, mid = 0, top = 0, ...rest] = list.split(',').map(Number);
  const isSplit = rest.length === 0 && [local, mid, top].every((share) => share >= 0) && local + mid + top === 100;
  if (!isSplit) throw new ConfigurationError(['MODEL_SHARES must be three numbers that add up to 100']);
  return [local / 100, mid / 100, top / 100];
}
