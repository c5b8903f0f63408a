import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '@shortlist/api-client';
import { eventually } from '@shortlist/testing';

const TRIES = 60;
const PAUSE_MS = 100;
/** Answers that a moment's patience mends: not here yet, and a first request with the same key that is still running. */
const WAITING = [404, 409];

/** An answer that no client could have gone on from. */
class ImproperAnswerError extends Error {}

/** Asks again until it succeeds. `what` is for people. */
export type Insist = <T>(what: string, attempt: () => Promise<T>) => Promise<T>;

/**
 * Asks again while the answer is 503, as it says one should; a failure that is told in any other way ends the journey. With `collisions` 500
 * is taken as well: where a transaction is committed twice, the second may run into the rows of the first.
 */
export function insisting({ collisions }: { readonly collisions: boolean }): Insist {
  return async (what, attempt) => {
    for (let tried = 1; ; tried++) {
      try {
        return await attempt();
      } catch (error) {
        const proper = error instanceof ApiError && (isProper(error) || (collisions && error.problem.code === 'internal'));
        if (!proper || tried === TRIES) throw new ImproperAnswerError(`${what} was answered ${(error as Error).message}`, { cause: error });
        await sleep(PAUSE_MS);
      }
    }
  };
}

/** Waits for what comes by itself; an improper answer ends the wait. */
export async function untilHolds<T>(check: () => Promise<T>, timeoutMs: number): Promise<T> {
  const end = await eventually<() => T>(async () => {
    try {
      const value = await check();
      return () => value;
    } catch (error) {
      if (!(error instanceof ImproperAnswerError)) throw error;
      return () => {
        throw error;
      };
    }
  }, timeoutMs);
  return end();
}

function isProper({ problem, retryAfterSeconds }: ApiError): boolean {
  if (problem.code === 'http.unexpected_answer') return false;
  return problem.status === 503 ? retryAfterSeconds !== null : WAITING.includes(problem.status);
}

/** For calls of a port itself, where no answer promises anything: asks again whatever came. */
export async function persist(attempt: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (tried === TRIES) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
