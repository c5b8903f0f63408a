import { CoalescingQueue } from './coalescing-queue.js';

type Flush<T> = (organizationId: string, items: T[]) => Promise<void>;

/** A `CoalescingQueue` for each organization that has something waiting: a slow one holds up nobody else. */
export class QueuePerOrganization<T> {
  private readonly queues = new Map<string, CoalescingQueue<T>>();

  constructor(
    private readonly flush: Flush<T>,
    private readonly limits: { readonly perFlush: number; readonly queued: number },
  ) {}

  /** Resolves when a flush that holds the item has succeeded. */
  async push(organizationId: string, item: T): Promise<void> {
    const queue = this.queues.get(organizationId) ?? new CoalescingQueue<T>((items) => this.flush(organizationId, items), this.limits);
    this.queues.set(organizationId, queue);
    try {
      await queue.push([item]);
    } finally {
      if (queue.isIdle && this.queues.get(organizationId) === queue) this.queues.delete(organizationId);
    }
  }
}
