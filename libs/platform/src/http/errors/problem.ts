import { STATUS_CODES } from 'node:http';
import type { ErrorItem, ErrorKind } from '../../errors/coded-error.js';

/** One status per kind; a new kind does not compile until it has one. */
export const STATUS_OF_KIND = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  too_large: 413,
  unsupported_type: 415,
  rule: 422,
  precondition_required: 428,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** RFC 9457 problem details, the body of every error answer. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors: readonly ErrorItem[];
}

export interface ProblemSource {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly ErrorItem[];
}

/** `path` is the path of the request without its query, which may hold a token. */
export function problemOf(source: ProblemSource, path: string, requestId: string): Problem {
  return {
    type: `urn:shortlist:problem:${source.code}`,
    title: STATUS_CODES[source.status] ?? 'Error',
    status: source.status,
    detail: source.detail,
    instance: path,
    code: source.code,
    requestId,
    errors: source.errors ?? [],
  };
}
