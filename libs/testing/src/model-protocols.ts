import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

export type ModelProtocol = 'openai' | 'anthropic' | 'ollama';

/** What every protocol says about a call, in words of its own. */
export interface ModelCall {
  readonly model: string;
  readonly instructions: string;
  /** The turns, oldest first. */
  readonly turns: readonly { readonly role: string; readonly content: string }[];
  readonly isStreamed: boolean;
  /** The schema that the answer shall have. */
  readonly schema: unknown;
  readonly temperature: number | undefined;
  readonly maxTokens: number | undefined;
  readonly callId: string | undefined;
  /** The body as it came. */
  readonly raw: string;
  readonly headers: IncomingHttpHeaders;
}

export interface ServedAnswer {
  readonly text: string;
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
  /** The model's own no. */
  readonly refuses: boolean;
}

export interface Refusal {
  readonly status: number;
  readonly retryAfter?: string;
  /** The parameter that is to blame. */
  readonly param?: string;
}

/** An answer as it goes over the wire: one part, or one for each event of a stream. */
export interface WrittenAnswer {
  readonly contentType: string;
  readonly parts: readonly string[];
}

interface Protocol {
  readonly name: ModelProtocol;
  readonly path: string;
  read(raw: string, headers: IncomingHttpHeaders): ModelCall;
  write(call: ModelCall, answer: ServedAnswer): WrittenAnswer;
  refuse(response: ServerResponse, refusal: Refusal): void;
}

type Body = ReturnType<typeof JSON.parse>;

const JSON_TYPE = 'application/json';
const SSE_TYPE = 'text/event-stream';

/** https://platform.openai.com/docs/api-reference/chat */
const openai: Protocol = {
  name: 'openai',
  path: '/v1/chat/completions',
  read: (raw, headers) => {
    const body: Body = JSON.parse(raw);
    const [system, ...turns] = body.messages;
    return {
      ...common(body, raw, headers),
      ...{ instructions: system.content, turns, schema: body.response_format?.json_schema?.schema },
      ...{ temperature: body.temperature, maxTokens: body.max_tokens ?? body.max_completion_tokens },
    };
  },
  write: (call, { text, usage, refuses }) => {
    const told = { prompt_tokens: usage.inputTokens, completion_tokens: usage.outputTokens, total_tokens: 0 };
    const head = { id: 'chatcmpl-1', created: 1, model: call.model };
    if (!call.isStreamed) {
      const message = { role: 'assistant', content: refuses ? null : text, refusal: refuses ? 'I cannot help with that.' : null };
      const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }];
      return { contentType: JSON_TYPE, parts: [JSON.stringify({ ...head, object: 'chat.completion', choices, usage: told })] };
    }
    const chunk = (delta: object, finish: string | null): object => ({
      ...{ ...head, object: 'chat.completion.chunk', usage: null },
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    });
    const words = refuses ? [chunk({ refusal: 'No.' }, null)] : pieces(text).map((content) => chunk({ content }, null));
    const tail = { ...head, object: 'chat.completion.chunk', choices: [], usage: told };
    const events = [chunk({ role: 'assistant', content: '' }, null), ...words, chunk({}, 'stop'), tail].map(
      (one) => `data: ${JSON.stringify(one)}\n\n`,
    );
    return { contentType: SSE_TYPE, parts: [...events, 'data: [DONE]\n\n'] };
  },
  refuse: (response, { status, retryAfter, param }) =>
    refuse(response, status, retryAfter, { error: { message: 'no', type: 'error', param: param ?? null, code: null } }),
};

/** https://docs.anthropic.com/en/api/messages */
const anthropic: Protocol = {
  name: 'anthropic',
  path: '/v1/messages',
  read: (raw, headers) => {
    const body: Body = JSON.parse(raw);
    return {
      ...common(body, raw, headers),
      ...{ instructions: body.system, turns: body.messages, schema: body.output_config?.format?.schema },
      ...{ temperature: body.temperature, maxTokens: body.max_tokens },
    };
  },
  write: (call, { text, usage, refuses }) => {
    const reason = refuses ? 'refusal' : 'end_turn';
    const head = { id: 'msg_1', type: 'message', role: 'assistant', model: call.model };
    const told = { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens };
    if (!call.isStreamed) {
      const content = refuses ? [] : [{ type: 'text', text }];
      const body = { ...head, content, stop_reason: reason, stop_sequence: null, usage: told };
      return { contentType: JSON_TYPE, parts: [JSON.stringify(body)] };
    }
    const start = { ...head, content: [], stop_reason: null, stop_sequence: null, usage: { ...told, output_tokens: 0 } };
    const words = refuses ? [] : pieces(text);
    const events: { readonly type: string; readonly [field: string]: unknown }[] = [
      ...[
        { type: 'message_start', message: start },
        { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      ],
      ...words.map((word) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: word } })),
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: reason, stop_sequence: null }, usage: told },
      { type: 'message_stop' },
    ];
    return { contentType: SSE_TYPE, parts: events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`) };
  },
  refuse: (response, { status, retryAfter }) =>
    refuse(response, status, retryAfter, {
      type: 'error',
      error: { type: status === 529 ? 'overloaded_error' : 'api_error', message: 'no' },
    }),
};

/** https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion */
const ollama: Protocol = {
  name: 'ollama',
  path: '/api/chat',
  read: (raw, headers) => {
    const body: Body = JSON.parse(raw);
    const [system, ...turns] = body.messages;
    return {
      ...common(body, raw, headers),
      ...{ instructions: system.content, turns, schema: body.format, isStreamed: body.stream !== false },
      ...{ temperature: body.options?.temperature, maxTokens: body.options?.num_predict },
    };
  },
  write: (call, { text, usage, refuses }) => {
    const head = { model: call.model, created_at: '2026-01-01T00:00:00Z' };
    const told = { prompt_eval_count: usage.inputTokens, eval_count: usage.outputTokens, done: true, done_reason: 'stop' };
    const said = refuses ? 'I cannot help with that.' : text;
    const line = (content: string, rest: object): string =>
      `${JSON.stringify({ ...head, message: { role: 'assistant', content }, ...rest })}\n`;
    if (!call.isStreamed) return { contentType: JSON_TYPE, parts: [line(said, told)] };
    return { contentType: 'application/x-ndjson', parts: [...pieces(said).map((word) => line(word, { done: false })), line('', told)] };
  },
  refuse: (response, { status, retryAfter }) => refuse(response, status, retryAfter, { error: 'no' }),
};

export const PROTOCOLS: readonly Protocol[] = [openai, anthropic, ollama];

/** The answer to a call as its protocol has it. */
export function writeAnswer(call: ModelCall & { readonly protocol: ModelProtocol }, answer: ServedAnswer): WrittenAnswer {
  const protocol = PROTOCOLS.find(({ name }) => name === call.protocol);
  if (!protocol) throw new RangeError(`There is no protocol ${call.protocol}.`);
  return protocol.write(call, answer);
}

function common(
  body: Body,
  raw: string,
  headers: IncomingHttpHeaders,
): Pick<ModelCall, 'model' | 'isStreamed' | 'callId' | 'raw' | 'headers'> {
  const id = headers['x-client-request-id'];
  return { model: body.model, isStreamed: body.stream === true, callId: typeof id === 'string' ? id : undefined, raw, headers };
}

function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,12}/g) ?? [];
}

/** Sends an answer. With `isCut` half of what was promised comes, and then nothing. */
export function sendAnswer(response: ServerResponse, { contentType, parts }: WrittenAnswer, isCut: boolean): void {
  const [only, ...more] = parts;
  const isWhole = more.length === 0 && only !== undefined;
  response.writeHead(200, { 'content-type': contentType, ...(isWhole && { 'content-length': Buffer.byteLength(only) }) });
  if (!isCut) return void response.end(parts.join(''));
  const half = isWhole ? only.slice(0, only.length / 2) : parts.slice(0, Math.ceil(parts.length / 2)).join('');
  response.write(half, () => response.destroy());
}

function refuse(response: ServerResponse, status: number, retryAfter: string | undefined, body: object): void {
  response
    .writeHead(status, { 'content-type': JSON_TYPE, ...(retryAfter !== undefined && { 'retry-after': retryAfter }) })
    .end(JSON.stringify(body));
}
