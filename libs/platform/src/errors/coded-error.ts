/** What went wrong, in the caller's terms. `http/problem.filter.ts` maps each kind to one status, exhaustively. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale'
  | 'too_large'
  | 'unsupported_type'
  | 'rule'
  | 'precondition_required'
  | 'rate_limited'
  | 'unavailable';

/** One offending place in a document. */
export interface ErrorItem {
  /** JSON Pointer into the body, or `/query/<name>`, `/path/<name>`, `/header/<name>`. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

export interface CodedErrorOptions {
  readonly errors?: readonly ErrorItem[];
  /** With `rate_limited` and `unavailable`: when to try again. */
  readonly retryAfterSeconds?: number;
  /** Nothing is wrong: what the caller asks for is on its way. Logs tell it as news, not as a warning. */
  readonly isOnItsWay?: boolean;
  /** For logs only; never leaves the process. */
  readonly cause?: unknown;
}

/** An error that a caller can act on: a code `<context>.<reason>`, a kind, and a text fit for the public. */
export class CodedError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    detail: string,
    readonly options: CodedErrorOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'CodedError';
  }
}
