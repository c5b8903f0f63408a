import { setTimeout as sleep } from 'node:timers/promises';
import { databaseErrorCode } from '../database/database-errors.js';

const TRIES = 120;
const TRIES_OF_A_LENGTH = 5;
const [LEAST_MS, MOST_MS] = [100, 2_000];
/** The table is in use, or two wait for each other. */
const REFUSED = new Set(['55P03', '40P01']);

/**
 * Does what needs a table for itself for an instant. Everybody else waits behind whoever waits for a table, so it waits a moment only, lets
 * them pass and asks again. On a table where one transaction always follows another a moment may never do: the moments grow, to two seconds.
 *
 * @param work waits for its locks as long as it is told, in milliseconds
 */
export async function whenFree(work: (lockTimeoutMs: number) => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await work(Math.min(LEAST_MS * 2 ** Math.floor((tried - 1) / TRIES_OF_A_LENGTH), MOST_MS));
      return;
    } catch (error) {
      if (!REFUSED.has(databaseErrorCode(error) ?? '') || tried === TRIES) throw error;
      await sleep(500 + Math.random() * 500);
    }
  }
}
