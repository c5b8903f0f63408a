import { ApiError } from './api-error.js';
import { pathOf } from './calls.js';
import type { ApiAnswer, CallAnswer, CallArguments, OperationName } from './calls.js';
import type { Pagination, Problem } from './generated/api.js';

export interface ApiClientOptions {
  /** Such as `http://localhost:3000`. */
  readonly baseUrl: string;
  /** Tries of one request while the server answers 429 or 503 or cannot be reached; 1 gives up at once. */
  readonly attempts?: number;
}

export interface RequestOptions {
  /** JSON, or a form. */
  readonly body?: unknown;
  /** Lists are sent as `a,b`. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const LONGEST_PAUSE_MS = 30_000;
const REFRESH = '/auth/refresh';

/** What a signed-in client holds; each refresh token works once. */
interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * Shortlist's HTTP API from Node or a browser. It waits as `Retry-After` says, so callers of POST routes give an
 * `Idempotency-Key` of their own: a repeated request then counts once.
 */
export class ApiClient {
  private tokens: Tokens | null = null;
  private renewal: Promise<void> | null = null;

  constructor(private readonly options: ApiClientOptions) {}

  /** Signs in; later requests carry the access token, which is renewed when it has expired, for as long as the session lasts. */
  async signIn(email: string, password: string): Promise<void> {
    const { data } = await this.call('POST /auth/login', { body: { email, password } });
    this.tokens = data;
  }

  /** One operation of the API, typed by its description; throws `ApiError` for an answer that is not a success. */
  async call<O extends OperationName>(operation: O, ...[options]: CallArguments<O>): Promise<CallAnswer<O>> {
    const [method = '', template = ''] = operation.split(' ');
    const { path = {}, ...rest } = (options ?? {}) as RequestOptions & { readonly path?: Readonly<Record<string, string>> };
    return (await this.request(method, pathOf(template, path), rest)) as CallAnswer<O>;
  }

  /** One request below `/api/v1` whose operation is known only at run time; throws as `call` does. */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<ApiAnswer<unknown>> {
    const attempts = this.options.attempts ?? 8;
    for (let tried = 1; ; tried++) {
      try {
        return await this.signedIn(method, path, options);
      } catch (error) {
        const pause = tried < attempts ? pauseMs(error, tried) : null;
        if (pause === null || options.signal?.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /** A request that is refused for its token is sent again with a new one, once. */
  private async signedIn(method: string, path: string, options: RequestOptions): Promise<ApiAnswer<unknown>> {
    const { tokens } = this;
    try {
      return await this.once(method, path, options);
    } catch (error) {
      const isExpired = error instanceof ApiError && error.problem.status === 401;
      if (!isExpired || tokens === null || path === REFRESH) throw error;
      // Whoever is refused meanwhile waits for the same renewal.
      if (this.tokens === tokens) await (this.renewal ??= this.renew(tokens).finally(() => (this.renewal = null)));
      return this.once(method, path, options);
    }
  }

  private async renew({ refreshToken }: Tokens): Promise<void> {
    const { data } = await this.call(`POST ${REFRESH}`, { body: { refreshToken } });
    this.tokens = data;
  }

  private async once(method: string, path: string, { body, query, headers, signal }: RequestOptions): Promise<ApiAnswer<unknown>> {
    const url = new URL(`/api/v1${path}`, this.options.baseUrl);
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
    const isForm = body instanceof FormData;
    const response = await fetch(url, {
      method,
      headers: {
        ...(this.tokens && path !== REFRESH && { authorization: `Bearer ${this.tokens.accessToken}` }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const text = await response.text();
    if (!response.ok) throw new ApiError(problemOf(response, text), retryAfter(response));
    const { data, pagination = null } = envelopeOf(response, text);
    return { status: response.status, data, pagination, headers: response.headers };
  }
}

/** How long to wait before the next try; null when another try is pointless. */
function pauseMs(error: unknown, tried: number): number | null {
  const backoff = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** tried);
  if (!(error instanceof ApiError)) return isNetworkFailure(error) ? backoff : null;
  if (error.problem.status !== 429 && error.problem.status !== 503) return null;
  return error.retryAfterSeconds === null ? backoff : Math.min(LONGEST_PAUSE_MS, error.retryAfterSeconds * 1_000);
}

/** `fetch` throws a TypeError when no answer came. Known by its name: it may be of another realm than ours. */
function isNetworkFailure(error: unknown): boolean {
  return (error as Error).name === 'TypeError';
}

function retryAfter(response: Response): number | null {
  const header = response.headers.get('retry-after');
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

function envelopeOf(response: Response, text: string): { readonly data?: unknown; readonly pagination?: Pagination } {
  if (!response.headers.get('content-type')?.startsWith('application/json')) return { data: text || undefined };
  return JSON.parse(text) as { data: unknown; pagination?: Pagination };
}

function problemOf(response: Response, text: string): Problem {
  try {
    const problem = JSON.parse(text) as Problem;
    if (typeof problem.code === 'string' && Array.isArray(problem.errors)) return problem;
  } catch {
    // Not ours: a proxy in between answered.
  }
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: `The server answered ${response.status}.`,
    instance: new URL(response.url).pathname,
    code: 'http.unexpected_answer',
    requestId: response.headers.get('x-request-id') ?? '',
    errors: [],
  };
}
