/** SQLSTATE of a PostgreSQL error, or the code of a socket error, wherever TypeORM wrapped it. */
export function databaseErrorCode(error: unknown): string | null {
  const candidate = error as { code?: unknown; driverError?: { code?: unknown } } | null;
  const code = candidate?.driverError?.code ?? candidate?.code;
  return typeof code === 'string' ? code : null;
}

/** Deadlock, serialization failure or a stale plan: the same transaction may simply run again. */
export function isRetryable(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === '40P01' || code === '40001' || isStalePlan(error);
}

/** A prepared statement whose result a migration has changed, or that its server process does not know (any more). */
export function isStalePlan(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === '26000' || (code === '0A000' && error instanceof Error && error.message.includes('cached plan'));
}

/** A unique or exclusion constraint refused the row; with `constraint`, that one. */
export function isConflict(error: unknown, constraint?: string): boolean {
  const code = databaseErrorCode(error);
  if (code !== '23505' && code !== '23P01') return false;
  const driver = (error as { driverError?: { constraint?: string } }).driverError ?? (error as { constraint?: string });
  return constraint === undefined || driver.constraint === constraint;
}

const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03']);
/** No disk, memory or connections left (class 53), a disk that fails, or a server that was made read-only: nothing that was asked for is at fault. */
const UNABLE = /^(?:53|58030$|25006$)/;
/** The last one is how TypeORM tells that the connection died under an open transaction. */
const LOST_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Connection ended unexpectedly|Client has encountered a connection error|Query runner already released/i;

/** The database cannot be reached right now: answer 503, try again later. */
export function isUnavailable(error: unknown): boolean {
  const code = databaseErrorCode(error);
  if (code !== null && (LOST.has(code) || code.startsWith('08') || UNABLE.test(code))) return true;
  return error instanceof Error && LOST_TEXT.test(error.message);
}

/** A statement that ran into its time limit, or a lock that somebody else kept: a caller may try again, though the statement may be to blame. */
export function isBusy(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === '57014' || code === '55P03' || isRetryable(error);
}
