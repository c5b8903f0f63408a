import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Logger } from '@shortlist/platform';

/** A worker waits so long for one run before it turns to others. */
const PATIENCE_MS = 500;
/** So many runs may linger in one process; beyond, workers wait for theirs. */
const MOST_LINGERING = 256;

/** Runs that wait for slow receivers. They go on by themselves, so that however many receivers hang, no worker hangs with them. */
@Injectable()
export class LingeringRuns implements BeforeApplicationShutdown {
  private readonly runs = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly logger: Logger) {}

  /** Aborted when the process stops: who lingers ends at once. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Waits for a run, though not for long. True when it has ended; rejects when it failed until then. */
  async settle(run: Promise<void>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE_MS);
    });
    const ended = await Promise.race([run.then(() => true), patience]).finally(() => clearTimeout(timer));
    if (ended) return true;
    if (this.runs.size < MOST_LINGERING) {
      this.linger(run);
      return false;
    }
    await run;
    return true;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.runs);
  }

  private linger(run: Promise<void>): void {
    const lingering = run
      .catch((error: unknown) => this.logger.warn('webhook_run_failed', {}, error))
      .finally(() => this.runs.delete(lingering));
    this.runs.add(lingering);
  }
}
