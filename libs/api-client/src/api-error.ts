import type { Problem } from './generated/api.js';

/** An answer that is not a success, with its problem document (RFC 9457). */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfterSeconds: number | null,
  ) {
    const places = problem.errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
    super(`${problem.status} ${problem.code}: ${problem.detail}${places ? ` (${places})` : ''}`);
    this.name = 'ApiError';
  }
}
