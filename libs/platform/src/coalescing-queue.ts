/** Bound on what may wait: beyond it an append is refused early instead of timing out late. */
export class QueueFullError extends Error {
  constructor() {
    super('the append queue is full');
    this.name = 'QueueFullError';
  }
}

interface Waiting<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** How much goes at once, how much may wait, and for how long the first waits for company; without that an idle queue adds no latency. */
export interface QueueLimits {
  readonly perFlush: number;
  readonly queued: number;
  readonly lingerMs?: number;
}

/** Group commit: one flush is in flight; what arrives meanwhile shares the next. */
export class CoalescingQueue<T> {
  private waiting: Waiting<T>[] = [];
  private queued = 0;
  private flushing = false;

  constructor(
    private readonly flush: (items: T[]) => Promise<void>,
    private readonly limits: QueueLimits,
  ) {}

  get isIdle(): boolean {
    return !this.flushing;
  }

  /** Resolves when a flush that holds all the items has succeeded. */
  push(items: readonly T[]): Promise<void> {
    if (items.length === 0) return Promise.resolve();
    if (this.queued + items.length > this.limits.queued) return Promise.reject(new QueueFullError());
    return new Promise((resolve, reject) => {
      this.waiting.push({ items, resolve, reject });
      this.queued += items.length;
      if (!this.flushing) {
        this.flushing = true;
        const begin = (): void => void this.run();
        if (this.limits.lingerMs) setTimeout(begin, this.limits.lingerMs);
        else setImmediate(begin);
      }
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.take();
      try {
        await this.flush(group.flatMap((entry) => entry.items));
        for (const entry of group) entry.resolve();
      } catch (error) {
        for (const entry of group) entry.reject(error);
      }
    }
    this.flushing = false;
  }

  private take(): Waiting<T>[] {
    const group: Waiting<T>[] = [];
    let items = 0;
    for (
      let entry = this.waiting[0];
      entry && (group.length === 0 || items + entry.items.length <= this.limits.perFlush);
      entry = this.waiting[0]
    ) {
      group.push(entry);
      items += entry.items.length;
      this.waiting.shift();
    }
    this.queued -= items;
    return group;
  }
}
