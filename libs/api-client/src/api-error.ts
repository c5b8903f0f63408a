/** The problem document of an error answer (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId?: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

/** An answer that is not a success. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfterSeconds: number | null,
  ) {
    const places = (problem.errors ?? []).map((error) => `${error.pointer} ${error.detail}`).join('; ');
    super(`${problem.status} ${problem.code}: ${problem.detail}${places ? ` (${places})` : ''}`);
    this.name = 'ApiError';
  }
}
