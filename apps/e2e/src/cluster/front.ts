import { Agent, createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { RouteTable, mergedDocument } from './route-table.js';
import type { ApiDocument } from './route-table.js';

const STOP_MS = 5_000;
/** Of one hop each, which say nothing about the next. */
const OF_ONE_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Beside the API, of one service alone. */
const OUTSIDE_API: readonly [prefix: string, service: string][] = [['/.well-known/', 'auth']];

export interface FrontOptions {
  readonly port: number;
  /** Where each service answers, by its name. */
  readonly services: ReadonlyMap<string, string>;
  /** What `/health` says. */
  readonly health: () => Promise<{ readonly ok: boolean }>;
}

/** One address for all services: a request goes to the one whose OpenAPI document names its route. It stands where a gateway would. */
export class Front {
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly options: FrontOptions,
    private readonly table: RouteTable,
    private readonly document: string,
    private readonly server: Server,
  ) {}

  /** Asks every service for its routes and listens. */
  static async start(options: FrontOptions): Promise<Front> {
    const documents = new Map<string, ApiDocument>();
    for (const [name, url] of options.services) {
      const answer = await fetch(`${url}/docs/openapi.json`);
      if (!answer.ok) throw new Error(`${name} answers ${answer.status} when it is asked for its routes`);
      documents.set(name, (await answer.json()) as ApiDocument);
    }
    const server = createServer();
    const front = new Front(options, new RouteTable(documents), JSON.stringify(mergedDocument(documents)), server);
    server.on('request', (incoming: IncomingMessage, answer: ServerResponse) => void front.answer(incoming, answer));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, '127.0.0.1', resolve);
    });
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  /** Takes no new connection; what is in flight has a few seconds. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    await Promise.race([closed, sleep(STOP_MS, undefined, { ref: false })]);
    this.server.closeAllConnections();
    this.agent.destroy();
  }

  private async answer(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = (incoming.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/health') return this.sayHealth(answer);
    if (path === '/docs/openapi.json') return void answer.writeHead(200, { 'content-type': 'application/json' }).end(this.document);
    const [anyService = ''] = this.options.services.keys();
    const service =
      path === '/docs' || path.startsWith('/docs/')
        ? anyService
        : (OUTSIDE_API.find(([prefix]) => path.startsWith(prefix))?.[1] ?? this.table.serviceOf(incoming.method ?? 'GET', path));
    const url = service === undefined ? undefined : this.options.services.get(service);
    if (url === undefined) problem(answer, 404, 'No service has this path.');
    else this.pass(incoming, answer, url);
  }

  private async sayHealth(answer: ServerResponse): Promise<void> {
    const health = await this.options.health();
    answer.writeHead(health.ok ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(health));
  }

  private pass(incoming: IncomingMessage, answer: ServerResponse, url: string): void {
    const { remoteAddress = '' } = incoming.socket;
    const headers = {
      ...withoutHop(incoming.headers),
      'x-forwarded-for': [incoming.headers['x-forwarded-for'], remoteAddress].filter(Boolean).join(', '),
      'x-forwarded-proto': 'http',
    };
    const passed = request(`${url}${incoming.url}`, { method: incoming.method, headers, agent: this.agent }, (response) => {
      answer.writeHead(response.statusCode ?? 502, withoutHop(response.headers));
      response.on('error', () => answer.destroy());
      response.pipe(answer);
    });
    passed.on('error', () =>
      answer.headersSent ? answer.destroy() : problem(answer, 503, 'The service that has this path does not answer.'),
    );
    answer.on('close', () => passed.destroy());
    incoming.pipe(passed);
  }
}

function withoutHop<T extends NodeJS.Dict<string | string[]>>(headers: T): T {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_ONE_HOP.has(name))) as T;
}

function problem(answer: ServerResponse, status: number, detail: string): void {
  const again = status === 503 ? { 'retry-after': '1' } : {};
  answer.writeHead(status, { 'content-type': 'application/problem+json', ...again }).end(JSON.stringify({ status, detail }));
}
