import type { JsonSchema } from '../schemas/index.js';

/** One turn of the exchange: what is asked about, an answer of the model, or why that answer was refused. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** One call to a provider. */
export interface ProviderCall {
  /** Sent along, so that a line of the provider's bill can be told apart. */
  readonly callId: string;
  readonly model: string;
  readonly instructions: string;
  /** Alternating, from and to `user`. */
  readonly turns: readonly Turn[];
  /** What the answer must look like, in the subset that every provider takes: `strictSchemaOf`. */
  readonly schema: JsonSchema;
  /** 0 to 2. Models that take none are asked without. */
  readonly temperature: number;
  readonly maxTokens: number;
  /** Ends the call: when time is up, or nobody waits any more. */
  readonly signal: AbortSignal;
  /** Given when a person waits: the answer is then streamed, and each piece handed over as it comes. */
  readonly onText?: (piece: string) => void;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface Completion {
  /** Word for word; it may be anything, also when the provider promised otherwise. */
  readonly text: string;
  /** Null when the provider told none, or what cannot be. */
  readonly usage: Usage | null;
}

const MOST_TOKENS = 100_000_000;

/** The usage that a provider told, if those are counts of tokens. */
export function usageOf(inputTokens: unknown, outputTokens: unknown): Usage | null {
  return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : null;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_TOKENS;
}

/**
 * Why a provider gave no answer. `rate_limited`, `overloaded` (also any 5xx) and `unreachable` pass by themselves; `timed_out` and `cut` leave
 * open whether an answer was made and billed; `rejected` (another 4xx) does not pass by itself; `refused` is the model's own no.
 */
export type ProviderFailureKind = 'rate_limited' | 'overloaded' | 'unreachable' | 'timed_out' | 'cut' | 'rejected' | 'refused';

/** A call that ended without an answer. Its message holds no word of question or answer. */
export class ProviderFailure extends Error {
  constructor(
    readonly kind: ProviderFailureKind,
    options: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(`the provider did not answer: ${kind}`, { cause: options.cause });
    this.name = 'ProviderFailure';
    this.retryAfterMs = options.retryAfterMs;
  }

  /** The provider asked to be left alone for so long. */
  readonly retryAfterMs: number | undefined;

  /** Whether the provider may have done the work all the same. */
  get mayBeBilled(): boolean {
    return this.kind === 'timed_out' || this.kind === 'cut' || this.kind === 'refused';
  }
}

/** One vendor, or a server that speaks like it. It makes one request per call, repeats nothing and knows no budget. */
export abstract class ModelProvider {
  /** As criteria name it. */
  abstract readonly name: string;

  /** Throws `ProviderFailure` and nothing else. */
  abstract complete(call: ProviderCall): Promise<Completion>;
}

/** Why a call that threw has failed. `isOver` when its time was up. */
export function failureOf(error: unknown, isOver: boolean): ProviderFailure {
  // The clients end a stream whose time is up as if it had ended by itself.
  if (isOver) return new ProviderFailure('timed_out', { cause: error });
  if (error instanceof ProviderFailure) return error;
  const { status, headers } = error as { status?: unknown; headers?: unknown };
  if (typeof status === 'number') return failureOfStatus(status, headers instanceof Headers ? headers : new Headers(), error);
  return new ProviderFailure(neverConnected(error) ? 'unreachable' : 'cut', { cause: error });
}

/** What an HTTP status other than 2xx says. 529 is Anthropic's word for overload. */
export function failureOfStatus(status: number, headers: Headers, cause?: unknown): ProviderFailure {
  const retryAfterMs = retryAfterOf(headers);
  if (status === 429) return new ProviderFailure('rate_limited', { retryAfterMs, cause });
  if (status >= 500 || status === 408) return new ProviderFailure('overloaded', { retryAfterMs, cause });
  return new ProviderFailure('rejected', { cause });
}

/** A provider that asks for more than that is asked again sooner. */
const MOST_RETRY_AFTER_MS = 3_600_000;

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3); undefined when absent or unreadable. */
function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(MOST_RETRY_AFTER_MS, Math.max(0, ms)) : undefined;
}

const BEFORE_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** The clients wrap what happened in errors of their own, several deep. */
function neverConnected(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  return BEFORE_CONNECTED.has(String(code)) || neverConnected(cause) || (Array.isArray(errors) && errors.some(neverConnected));
}
