import type * as anthropicPackage from '@anthropic-ai/sdk';
import type Anthropic from '@anthropic-ai/sdk';
import { boundedFetch } from '../bounded-fetch.js';
import { ModelProvider, ProviderFailure, failureOf, usageOf } from '../provider.js';
import type { Completion, ProviderCall } from '../provider.js';
import { lazyPackage } from '../../lazy-package.js';

const anthropic = lazyPackage<typeof anthropicPackage>('@anthropic-ai/sdk');

export interface AnthropicOptions {
  readonly apiKey: string;
  /** A server that speaks like Anthropic; Anthropic itself unless given. */
  readonly baseURL?: string | undefined;
}

type Request = Omit<Anthropic.MessageCreateParams, 'stream'>;

/** Anthropic's messages. They take no temperature: how a model samples is its own affair there. */
export class AnthropicProvider extends ModelProvider {
  override readonly name = 'anthropic';
  private readonly client: Anthropic;

  constructor({ apiKey, baseURL }: AnthropicOptions) {
    super();
    // As with OpenAI: no repeats, no log.
    this.client = new (anthropic().Anthropic)({
      apiKey,
      authToken: null,
      baseURL: baseURL ?? 'https://api.anthropic.com',
      maxRetries: 0,
      logLevel: 'off',
      fetch: boundedFetch,
    });
  }

  override async complete(call: ProviderCall): Promise<Completion> {
    try {
      return await (call.onText ? this.streamed(call, call.onText) : this.whole(call));
    } catch (error) {
      throw failureOf(error, call.signal.aborted);
    }
  }

  private async whole(call: ProviderCall): Promise<Completion> {
    const message = await this.client.messages.create({ ...request(call), stream: false }, options(call));
    if (message.stop_reason === 'refusal') throw new ProviderFailure('refused');
    if (!Array.isArray(message.content)) throw new ProviderFailure('cut');
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
    return { text, usage: usageOf(message.usage?.input_tokens, message.usage?.output_tokens) };
  }

  private async streamed(call: ProviderCall, onText: (piece: string) => void): Promise<Completion> {
    let text = '';
    let inputTokens: unknown;
    let outputTokens: unknown;
    let stopReason: string | null = null;
    for await (const event of await this.client.messages.create({ ...request(call), stream: true }, options(call))) {
      if (event.type === 'message_start') inputTokens = event.message.usage?.input_tokens;
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
        onText(event.delta.text);
        text += event.delta.text;
      }
      if (event.type === 'message_delta') {
        outputTokens = event.usage?.output_tokens;
        stopReason = event.delta.stop_reason;
      }
    }
    if (stopReason === 'refusal') throw new ProviderFailure('refused');
    // A connection that ends early looks like the end of a stream.
    if (stopReason === null) throw new ProviderFailure('cut');
    return { text, usage: usageOf(inputTokens, outputTokens) };
  }
}

function request({ model, instructions, turns, schema, maxTokens }: ProviderCall): Request {
  return {
    model,
    system: instructions,
    messages: turns.map(({ role, text }) => ({ role, content: text })),
    max_tokens: maxTokens,
    output_config: { format: { type: 'json_schema', schema } },
  };
}

function options({ callId, signal }: ProviderCall): Anthropic.RequestOptions {
  return { signal, headers: { 'X-Client-Request-Id': callId } };
}
