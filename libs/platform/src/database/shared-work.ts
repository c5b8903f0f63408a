import { QueuePerOrganization } from '../queue-per-organization.js';
import { Semaphore } from '../semaphore.js';
import { keepingTrace } from '../telemetry/trace-context.js';
import { isUnavailable } from './database-errors.js';
import type { Tenant, Tx } from './unit-of-work.js';

interface Piece {
  readonly work: (tx: Tx) => Promise<unknown>;
  outcome: PromiseSettledResult<unknown> | null;
}

type Run = <T>(tenant: Tenant, work: (tx: Tx) => Promise<T>) => Promise<T>;

/** More would make the locks of a transaction last, and a failure dear. */
const PIECES_PER_TRANSACTION = 50;
const MOST_WAITING = 100_000;
/** No more than a connection pool serves beside everything else. */
const ORGANIZATIONS_AT_ONCE = 3;

/**
 * Pieces of work of one context that share transactions, one after the other. An organization has one such transaction at a
 * time, so they never deadlock among themselves; what arrives meanwhile shares the next, so a single piece waits for nothing.
 */
export class SharedWork {
  private readonly atOnce = new Semaphore(ORGANIZATIONS_AT_ONCE);
  private readonly queues = new QueuePerOrganization<Piece>(
    (organizationId, pieces) => this.atOnce.run(() => this.settle(organizationId, pieces)),
    { perFlush: PIECES_PER_TRANSACTION, queued: MOST_WAITING },
  );

  constructor(private readonly runAlone: Run) {}

  async run<T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const piece: Piece = { work: keepingTrace(work), outcome: null };
    await this.queues.push(organizationId, piece);
    if (piece.outcome?.status === 'fulfilled') return piece.outcome.value as T;
    throw piece.outcome?.reason;
  }

  private async settle(organizationId: string, pieces: readonly Piece[]): Promise<void> {
    if (pieces.length > 1 && (await this.settleTogether(organizationId, pieces))) return;
    for (const piece of pieces) [piece.outcome] = await Promise.allSettled([this.runAlone({ organizationId }, piece.work)]);
  }

  /** False when each has to run by itself. */
  private async settleTogether(organizationId: string, pieces: readonly Piece[]): Promise<boolean> {
    try {
      const values = await this.runAlone({ organizationId }, async (tx) => {
        const results: unknown[] = [];
        for (const { work } of pieces) results.push(await work(tx));
        return results;
      });
      for (const [index, piece] of pieces.entries()) piece.outcome = { status: 'fulfilled', value: values[index] };
      return true;
    } catch (reason) {
      if (isUnavailable(reason)) for (const piece of pieces) piece.outcome = { status: 'rejected', reason };
      return isUnavailable(reason);
    }
  }
}
