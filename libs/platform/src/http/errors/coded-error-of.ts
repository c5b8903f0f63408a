import { HttpException } from '@nestjs/common';
import { isBusy, isUnavailable } from '../../database/database-errors.js';
import { CodedError } from '../../errors/coded-error.js';
import type { ErrorKind } from '../../errors/coded-error.js';

interface Known {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly detail: string;
}

const unsupported: Known = {
  kind: 'unsupported_type',
  code: 'http.unsupported_type',
  detail: 'The type of the body is not supported here.',
};

const kindOfStatus: Record<number, Known> = {
  400: { kind: 'malformed', code: 'http.malformed', detail: 'The request is malformed.' },
  401: { kind: 'unauthenticated', code: 'http.unauthenticated', detail: 'Sign in first.' },
  403: { kind: 'forbidden', code: 'http.forbidden', detail: 'This is not allowed.' },
  404: { kind: 'not_found', code: 'http.not_found', detail: 'There is nothing at this address.' },
  413: { kind: 'too_large', code: 'http.too_large', detail: 'The body is too large.' },
  // @fastify/multipart says 406 to a body that is no form.
  406: unsupported,
  415: unsupported,
  429: { kind: 'rate_limited', code: 'http.rate_limited', detail: 'Too many requests.' },
  503: { kind: 'unavailable', code: 'http.unavailable', detail: 'The service cannot answer right now.' },
};

/** The coded form of errors that frameworks and drivers throw; null for a fault of ours. */
export function codedErrorOf(error: unknown): CodedError | null {
  if (error instanceof CodedError) return error;
  if (isUnavailable(error) || isBusy(error))
    return new CodedError('http.unavailable', 'unavailable', 'The service cannot answer right now.', { cause: error });
  const status = error instanceof HttpException ? error.getStatus() : statusOfFastify(error);
  if (status === null) return null;
  const known = kindOfStatus[status] ?? (status < 500 ? kindOfStatus[400] : undefined);
  return known ? new CodedError(known.code, known.kind, known.detail, { cause: error }) : null;
}

/** Fastify and its plugins mark what the client did wrong by `FST_…` and a status below 500. */
function statusOfFastify(error: unknown): number | null {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  if (typeof code !== 'string' || !code.startsWith('FST_') || typeof statusCode !== 'number') return null;
  return statusCode;
}
