import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROTOCOLS, sendAnswer, writeAnswer } from './model-protocols.js';
import type { ModelCall, ModelProtocol, ServedAnswer } from './model-protocols.js';

/**
 * What a model server does with a call. `stall`: takes it and says nothing. `drip`: a byte now and then, never an end. `cut`: hangs up within the
 * answer. `status`: refuses by an HTTP status, 529 or 503 for overload. `garbage`: says 200 and sends something that is no answer. `answer`: this
 * text.
 * `usage` is what it bills; otherwise four characters are a token; `lies` tells usage that cannot be. `bytes`: exactly those, billed like an
 * answer; `isCut` hangs up after them.
 */
export type ModelBehaviour =
  | {
      readonly kind: 'answer';
      readonly text: string;
      readonly lies?: boolean;
      readonly refuses?: boolean;
      readonly afterMs?: number;
      readonly usage?: ServedAnswer['usage'];
    }
  | {
      readonly kind: 'bytes';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
      readonly isCut?: boolean;
    }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly param?: string }
  | { readonly kind: 'stall' | 'cut'; readonly usage?: ServedAnswer['usage'] }
  | { readonly kind: 'drip' | 'hang_up' | 'garbage' | 'flood'; readonly usage?: undefined };

/** A call that was taken, and what its sender owes for it. */
export interface TakenCall extends ModelCall {
  readonly protocol: ModelProtocol;
  /** Null until an answer was made, whether or not it arrived. */
  billed: ServedAnswer['usage'] | null;
}

const DRIP_MS = 20;
const FLOOD_CHUNK = Buffer.alloc(64 * 1024, 0x20);

/** A server on this machine that speaks the protocols of OpenAI, Anthropic and Ollama, whole and streamed, and misbehaves as told. */
export class ModelServer {
  readonly calls: TakenCall[] = [];
  /** Decides on each call. */
  behave: (call: TakenCall) => ModelBehaviour = () => ({ kind: 'status', status: 503 });

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(behave?: (call: TakenCall) => ModelBehaviour): Promise<ModelServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const models = new ModelServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    if (behave) models.behave = behave;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void models.take(request, response));
    return models;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const protocol = PROTOCOLS.find((one) => one.path === request.url);
    if (!protocol) return void response.writeHead(404).end();
    const call: TakenCall = {
      ...protocol.read(Buffer.concat(chunks).toString(), request.headers),
      protocol: protocol.name,
      billed: null,
    };
    this.calls.push(call);
    await this.serve(call, this.behave(call), response);
  }

  private async serve(call: TakenCall, behaviour: ModelBehaviour, response: ServerResponse): Promise<void> {
    const protocol = PROTOCOLS.find((one) => one.name === call.protocol) ?? fail();
    if (behaviour.kind === 'status') return void protocol.refuse(response, behaviour);
    if (behaviour.kind === 'hang_up') return void response.destroy();
    if (behaviour.kind === 'stall') return void this.bill(call, '', behaviour.usage);
    if (behaviour.kind === 'garbage')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('<html>Welcome</html>');
    if (behaviour.kind === 'drip') return this.drip(call, response);
    if (behaviour.kind === 'flood') return flood(response);
    if (behaviour.kind === 'bytes') return this.sendBytes(call, behaviour, response);
    const text = behaviour.kind === 'answer' ? behaviour.text : '{"skills":[{"name":"Cut';
    if (behaviour.kind === 'answer' && behaviour.afterMs) await sleep(behaviour.afterMs);
    const billed = this.bill(call, text, behaviour.usage);
    const lies = behaviour.kind === 'answer' && behaviour.lies;
    const answer: ServedAnswer = {
      text,
      usage: lies ? { inputTokens: -5, outputTokens: Number.MAX_VALUE } : billed,
      refuses: behaviour.kind === 'answer' && behaviour.refuses === true,
    };
    sendAnswer(response, writeAnswer(call, answer), behaviour.kind === 'cut');
  }

  private sendBytes(call: TakenCall, { status, headers, body, isCut }: ModelBehaviour & { kind: 'bytes' }, response: ServerResponse): void {
    this.bill(call, Buffer.from(body).toString());
    response.writeHead(status, headers);
    if (!isCut) return void response.end(body);
    response.write(body, () => response.destroy());
  }

  private async drip(call: TakenCall, response: ServerResponse): Promise<void> {
    this.bill(call, '');
    response.writeHead(200, { 'content-type': call.isStreamed ? 'text/event-stream' : 'application/json' });
    while (!response.destroyed) {
      response.write(' ');
      await sleep(DRIP_MS);
    }
  }

  /** Four characters are about one token. */
  private bill(call: TakenCall, text: string, usage?: ServedAnswer['usage']): ServedAnswer['usage'] {
    call.billed = usage ?? { inputTokens: Math.ceil(call.raw.length / 4), outputTokens: Math.ceil(text.length / 4) };
    return call.billed;
  }
}

async function flood(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  while (!response.destroyed) if (!response.write(FLOOD_CHUNK)) await Promise.race([sleep(DRIP_MS), drained(response)]);
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('drain', resolve));
}

function fail(): never {
  throw new Error('a call has the protocol of its path');
}
