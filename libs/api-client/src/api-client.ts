import { ApiError } from './api-error.js';
import type { Problem } from './api-error.js';

export interface ApiClientOptions {
  /** Such as `http://localhost:3000`. */
  readonly baseUrl: string;
  /** Tries of one request while the server answers 429 or 503 or cannot be reached; 1 gives up at once. */
  readonly attempts?: number;
}

export interface RequestOptions {
  /** JSON, or a form. */
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Pagination {
  readonly page: number | null;
  readonly limit: number;
  readonly total: number;
  readonly totalIsEstimate: boolean;
  readonly nextCursor: string | null;
  readonly hasMore: boolean;
}

export interface ApiAnswer<T> {
  readonly status: number;
  readonly data: T;
  readonly pagination: Pagination | null;
  readonly headers: Headers;
}

const LONGEST_PAUSE_MS = 30_000;

/**
 * Shortlist's HTTP API from Node or a browser. It waits as `Retry-After` says, so callers of POST routes give an
 * `Idempotency-Key` of their own: a repeated request then counts once.
 */
export class ApiClient {
  private token: string | null = null;

  constructor(private readonly options: ApiClientOptions) {}

  /** Signs in; later requests carry the access token. */
  async signIn(email: string, password: string): Promise<void> {
    const { data } = await this.request<{ accessToken: string }>('POST', '/auth/login', { body: { email, password } });
    this.token = data.accessToken;
  }

  get<T>(path: string, options?: RequestOptions): Promise<ApiAnswer<T>> {
    return this.request('GET', path, options);
  }

  post<T>(path: string, body: unknown, options?: RequestOptions): Promise<ApiAnswer<T>> {
    return this.request('POST', path, { ...options, body });
  }

  put<T>(path: string, body: unknown, options?: RequestOptions): Promise<ApiAnswer<T>> {
    return this.request('PUT', path, { ...options, body });
  }

  /** One request below `/api/v1`; throws `ApiError` for an answer that is not a success. */
  async request<T>(method: string, path: string, options: RequestOptions = {}): Promise<ApiAnswer<T>> {
    const attempts = this.options.attempts ?? 8;
    for (let tried = 1; ; tried++) {
      try {
        return await this.once<T>(method, path, options);
      } catch (error) {
        const pause = tried < attempts ? pauseMs(error, tried) : null;
        if (pause === null || options.signal?.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  private async once<T>(method: string, path: string, { body, query, headers, signal }: RequestOptions): Promise<ApiAnswer<T>> {
    const url = new URL(`/api/v1${path}`, this.options.baseUrl);
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
    const isForm = body instanceof FormData;
    const response = await fetch(url, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const text = await response.text();
    if (!response.ok) throw new ApiError(problemOf(response, text), retryAfter(response));
    const answer = (text ? JSON.parse(text) : {}) as { data?: T; pagination?: Pagination };
    return { status: response.status, data: answer.data as T, pagination: answer.pagination ?? null, headers: response.headers };
  }
}

/** How long to wait before the next try; null when another try is pointless. */
function pauseMs(error: unknown, tried: number): number | null {
  const backoff = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** tried);
  if (!(error instanceof ApiError)) return error instanceof TypeError ? backoff : null;
  if (error.problem.status !== 429 && error.problem.status !== 503) return null;
  return error.retryAfterSeconds === null ? backoff : Math.min(LONGEST_PAUSE_MS, error.retryAfterSeconds * 1_000);
}

function retryAfter(response: Response): number | null {
  const header = response.headers.get('retry-after');
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

function problemOf(response: Response, text: string): Problem {
  try {
    const problem = JSON.parse(text) as Problem;
    if (typeof problem.code === 'string') return problem;
  } catch {
    // Not ours: a proxy in between answered.
  }
  return {
    status: response.status,
    code: 'http.unexpected_answer',
    title: response.statusText,
    detail: `The server answered ${response.status}.`,
  };
}
