import { boundedFetch } from '../bounded-fetch.js';
import { ModelProvider, ProviderFailure, failureOf, failureOfStatus, usageOf } from '../provider.js';
import type { Completion, ProviderCall } from '../provider.js';

export interface OllamaOptions {
  /** Such as `http://127.0.0.1:11434`. */
  readonly url: string;
}

/** One line of the answer; the only one unless it is streamed. https://github.com/ollama/ollama/blob/main/docs/api.md */
interface Line {
  readonly message?: { readonly content?: unknown };
  readonly done?: unknown;
  readonly prompt_eval_count?: unknown;
  readonly eval_count?: unknown;
  readonly error?: unknown;
}

/** A token is a byte at least, and mostly three to four of them: room for the longest question without the memory of a huge one. */
const BYTES_PER_TOKEN = 2;
const LEAST_CONTEXT = 4_096;

/**
 * Ollama by its own protocol and not by the one it shares with OpenAI, because only here can the context be made as large as the question:
 * Ollama cuts off silently what does not fit.
 */
export class OllamaProvider extends ModelProvider {
  override readonly name = 'ollama';

  constructor(private readonly options: OllamaOptions) {
    super();
  }

  override async complete(call: ProviderCall): Promise<Completion> {
    try {
      const response = await boundedFetch(new URL('/api/chat', this.options.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-client-request-id': call.callId },
        body: JSON.stringify(request(call)),
        signal: call.signal,
      });
      if (!response.ok) throw failureOfStatus(response.status, response.headers);
      return await read(response, call.onText);
    } catch (error) {
      throw failureOf(error, call.signal.aborted);
    }
  }
}

function request({ model, instructions, turns, schema, temperature, maxTokens, onText }: ProviderCall): object {
  const messages = [{ role: 'system', content: instructions }, ...turns.map(({ role, text }) => ({ role, content: text }))];
  const bytes = Buffer.byteLength(JSON.stringify(messages));
  const context = Math.max(LEAST_CONTEXT, Math.ceil(bytes / BYTES_PER_TOKEN) + maxTokens);
  const options = { temperature, num_predict: maxTokens, num_ctx: context };
  return { model, messages, format: schema, stream: onText !== undefined, options };
}

async function read(response: Response, onText?: (piece: string) => void): Promise<Completion> {
  let text = '';
  for await (const line of linesOf(response)) {
    if (line.error !== undefined) throw new ProviderFailure('overloaded');
    const piece = typeof line.message?.content === 'string' ? line.message.content : '';
    if (piece !== '') onText?.(piece);
    text += piece;
    if (line.done === true) return { text, usage: usageOf(line.prompt_eval_count, line.eval_count) };
  }
  throw new ProviderFailure('cut');
}

async function* linesOf(response: Response): AsyncGenerator<Line> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield lineOf(line);
  }
  if (rest.trim() !== '') yield lineOf(rest);
}

function lineOf(text: string): Line {
  const line: unknown = JSON.parse(text);
  if (typeof line !== 'object' || line === null) throw new ProviderFailure('cut');
  return line;
}
