import { setTimeout as sleep } from 'node:timers/promises';

/** Keeps a loop from turning more often than every so many milliseconds. After a pause it does not hold it up. */
export class Pace {
  private last = -Infinity;

  constructor(private readonly everyMs: number) {}

  /** Resolves when the next turn may begin. */
  async next(): Promise<void> {
    const wait = this.last + this.everyMs - performance.now();
    if (wait > 0) await sleep(wait);
    this.last = performance.now();
  }
}
