import { ConfigurationError } from '../config/variables.js';

/** US dollars per million tokens, which is millionths of a dollar per token. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/**
 * List prices of November 2026: https://developers.openai.com/api/docs/pricing and https://platform.claude.com/docs/en/about-claude/pricing.
 * They move; MODEL_PRICES overrides them. What runs on one's own machine costs no tokens.
 */
const LISTED: Readonly<Record<string, Price>> = {
  'openai/gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'openai/gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'openai/gpt-4.1': { input: 2, output: 8 },
  'openai/gpt-5.4-mini': { input: 0.75, output: 4.5 },
  'openai/gpt-5.4': { input: 2.5, output: 15 },
  'openai/gpt-6.1-terra': { input: 1, output: 5 },
  'openai/gpt-6.1-sol': { input: 2, output: 10 },
  'anthropic/claude-haiku-4-5': { input: 1, output: 5 },
  'anthropic/claude-sonnet-5-5': { input: 2, output: 10 },
  'anthropic/claude-opus-5-5': { input: 5, output: 25 },
  'anthropic/claude-fable-5-1': { input: 10, output: 50 },
};
const FREE: Price = { input: 0, output: 0 };

/** The prices of models by `<provider>/<model>`. */
export class PriceList {
  constructor(private readonly prices: ReadonlyMap<string, Price>) {}

  /** A model that nobody named a price for counts as the dearest, so that a budget holds; one of Ollama costs nothing unless told otherwise. */
  of(provider: string, model: string): Price {
    const known = this.prices.get(`${provider}/${model}`);
    if (known) return known;
    if (provider === 'ollama') return FREE;
    const all = [...this.prices.values()];
    return { input: Math.max(...all.map((price) => price.input)), output: Math.max(...all.map((price) => price.output)) };
  }
}

/** Millionths of a US dollar, rounded up. */
export function costOf({ input, output }: Price, inputTokens: number, outputTokens: number): number {
  return Math.ceil(inputTokens * input + outputTokens * output);
}

/** The listed prices and those of MODEL_PRICES; throws `ConfigurationError`. */
export function priceListOf(written: string | undefined): PriceList {
  const own = (written ?? '').split(',').filter((part) => part.trim() !== '');
  return new PriceList(new Map([...Object.entries(LISTED), ...own.map(entryOf)]));
}

function entryOf(text: string): [string, Price] {
  const match = /^\s*(\S+)=(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)\s*$/.exec(text);
  if (!match) throw new ConfigurationError(['MODEL_PRICES must read <provider>/<model>=<input>:<output>, separated by commas']);
  const [, name = '', input, output] = match;
  return [name, { input: Number(input), output: Number(output) }];
}
