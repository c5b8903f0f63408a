import { describe, expect, it } from '@jest/globals';
import { Environment } from '../config/variables.js';
import { costOf, priceListOf } from './model-prices.js';
import { modelsOf } from './models.config.js';

const configured = (variables: Record<string, string>): ReturnType<typeof modelsOf> => modelsOf(new Environment(variables));
const OPENAI = { MODEL_PROVIDERS: 'openai,ollama', OPENAI_API_KEY: 'key' };

describe('configured models', () => {
  it('are the rules alone unless told otherwise, or switched off', () => {
    expect(configured({}).catalogue).toBeNull();
    expect(configured({ ...OPENAI, MODELS_OFF: 'true' }).catalogue).toBeNull();
  });

  it('are asked in the order given, the one that was wanted first', () => {
    const names = (provider: string): string[] =>
      (configured(OPENAI).catalogue?.candidates({ provider, model: 'm', routing: 'fixed' }, 0) ?? []).map(
        ({ offered, model }) => `${offered.name}/${model}`,
      );
    expect(names('openai')).toEqual(['openai/m', 'ollama/llama3.1:8b']);
    expect(names('ollama')).toEqual(['ollama/m', 'openai/gpt-4.1-mini']);
    expect(names('anthropic')).toEqual(['openai/gpt-4.1-mini', 'ollama/llama3.1:8b']);
    expect(names('rules')).toEqual([]);
  });

  it.each([
    ['a key that is missing', { MODEL_PROVIDERS: 'openai' }, 'OPENAI_API_KEY'],
    ['a provider that nobody knows', { MODEL_PROVIDERS: 'oracle' }, 'oracle'],
    ['shares that are not a whole', { ...OPENAI, MODEL_SHARES: '70,20' }, 'MODEL_SHARES'],
    ['a tier without a model', { ...OPENAI, MODEL_TIER_MID: 'openai' }, 'MODEL_TIER_MID'],
    ['a region that is none', { ...OPENAI, OPENAI_REGION: 'European Union' }, 'OPENAI_REGION'],
    ['a price that is none', { ...OPENAI, MODEL_PRICES: 'openai/x=cheap' }, 'MODEL_PRICES'],
  ])('are refused with %s', (_what, variables, named) => expect(() => configured(variables)).toThrow(named));

  it('have the region that was declared, and none otherwise', () => {
    const providers = configured({ ...OPENAI, OPENAI_REGION: 'eu' }).catalogue?.providers ?? [];
    expect(providers.map(({ name, region }) => [name, region])).toEqual([
      ['openai', 'eu'],
      ['ollama', null],
    ]);
  });

  it('cost what the list says, or what it is told, and an unknown model the most', () => {
    const prices = priceListOf('openai/own=0.5:2, ollama/big=0.1:0.1');
    expect(costOf(prices.of('openai', 'gpt-4.1-mini'), 1_000, 100)).toBe(560);
    expect(costOf(prices.of('openai', 'own'), 1_000, 100)).toBe(700);
    expect(prices.of('openai', 'newest')).toEqual(prices.of('anthropic', 'claude-fable-5-1'));
    expect([prices.of('ollama', 'small').output, prices.of('ollama', 'big').output]).toEqual([0, 0.1]);
  });
});
