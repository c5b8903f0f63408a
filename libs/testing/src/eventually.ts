import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Repeats a check until it passes, for outcomes that come by themselves. The last failure is thrown at the deadline.
 * `timeoutMs` is generous on purpose: it only bounds a failing test.
 */
export async function eventually<T>(check: () => Promise<T> | T, timeoutMs = 60_000): Promise<T> {
  for (const deadline = Date.now() + timeoutMs; ; await sleep(25)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
    }
  }
}
