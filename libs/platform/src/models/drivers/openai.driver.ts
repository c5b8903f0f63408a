import type * as openaiPackage from 'openai';
import type OpenAI from 'openai';
import { boundedFetch } from '../bounded-fetch.js';
import { ModelProvider, ProviderFailure, failureOf, usageOf } from '../provider.js';
import type { Completion, ProviderCall } from '../provider.js';
import { lazyPackage } from '../../lazy-package.js';

const openai = lazyPackage<typeof openaiPackage>('openai');

export interface OpenAIOptions {
  readonly apiKey: string;
  /** A server that speaks like OpenAI; OpenAI itself unless given. */
  readonly baseURL?: string | undefined;
}

type Request = OpenAI.Chat.Completions.ChatCompletionCreateParams;

/** OpenAI, and every server that speaks its chat completions. */
export class OpenAIProvider extends ModelProvider {
  override readonly name = 'openai';
  private readonly client: OpenAI;
  private readonly limit: 'max_tokens' | 'max_completion_tokens';
  /** Models that said they take no temperature: reasoning ones. */
  private readonly withoutTemperature = new Set<string>();

  constructor({ apiKey, baseURL }: OpenAIOptions) {
    super();
    // Nothing is repeated by the client: whoever asks reserves the money of each call. Its log would hold prompts.
    this.client = new (openai().OpenAI)({
      apiKey,
      baseURL: baseURL ?? 'https://api.openai.com/v1',
      organization: null,
      project: null,
      maxRetries: 0,
      logLevel: 'off',
      fetch: boundedFetch,
    });
    // OpenAI has deprecated `max_tokens`; other servers know nothing else.
    this.limit = baseURL === undefined ? 'max_completion_tokens' : 'max_tokens';
  }

  override async complete(call: ProviderCall): Promise<Completion> {
    try {
      return await (call.onText ? this.streamed(call, call.onText) : this.whole(call));
    } catch (error) {
      if (!refusesTemperature(error) || this.withoutTemperature.has(call.model)) throw failureOf(error, call.signal.aborted);
      this.withoutTemperature.add(call.model);
      return this.complete(call);
    }
  }

  private async whole(call: ProviderCall): Promise<Completion> {
    const answer = await this.client.chat.completions.create({ ...this.request(call), stream: false }, this.options(call));
    const message = answer.choices?.[0]?.message;
    if (message?.refusal) throw new ProviderFailure('refused');
    return completion(message?.content, answer.usage);
  }

  private async streamed(call: ProviderCall, onText: (piece: string) => void): Promise<Completion> {
    const request = { ...this.request(call), stream: true as const, stream_options: { include_usage: true } };
    let text = '';
    let usage: OpenAI.CompletionUsage | null | undefined;
    let ended = false;
    for await (const chunk of await this.client.chat.completions.create(request, this.options(call))) {
      const [choice] = chunk.choices ?? [];
      if (choice?.delta?.refusal) throw new ProviderFailure('refused');
      const piece = choice?.delta?.content ?? '';
      if (piece !== '') onText(piece);
      text += piece;
      ended ||= choice?.finish_reason != null;
      usage ??= chunk.usage;
    }
    // A connection that ends early looks like the end of a stream.
    if (!ended) throw new ProviderFailure('cut');
    return completion(text, usage);
  }

  private request({ model, instructions, turns, schema, temperature, maxTokens }: ProviderCall): Omit<Request, 'stream'> {
    return {
      model,
      messages: [{ role: 'system', content: instructions }, ...turns.map(({ role, text }) => ({ role, content: text }))],
      response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
      ...(!this.withoutTemperature.has(model) && { temperature }),
      [this.limit]: maxTokens,
      store: this.limit === 'max_completion_tokens' ? false : null,
    };
  }

  private options({ callId, signal }: ProviderCall): OpenAI.RequestOptions {
    return { signal, headers: { 'X-Client-Request-Id': callId } };
  }
}

function completion(text: string | null | undefined, usage: OpenAI.CompletionUsage | null | undefined): Completion {
  if (typeof text !== 'string') throw new ProviderFailure('cut');
  return { text, usage: usageOf(usage?.prompt_tokens, usage?.completion_tokens) };
}

function refusesTemperature(error: unknown): boolean {
  return error instanceof openai().APIError && error.status === 400 && error.param === 'temperature';
}
