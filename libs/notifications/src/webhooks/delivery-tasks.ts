import { Injectable } from '@nestjs/common';
import { TaskQueue } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { Subscriber } from '../persistence/webhook-delivery.repository.js';
import { deliverWebhooksTask, retryWebhooksTask } from '../tasks/deliver-webhooks.js';

/**
 * Adds the tasks that deliver. Every new delivery and every retry brings a task of its own: were one task to serve many, a run
 * could end just before the delivery it was counted on for is committed. A run that finds nothing to do costs little.
 */
@Injectable()
export class DeliveryTasks {
  constructor(private readonly tasks: TaskQueue) {}

  /** Delivers at once; endpoints that failed, took long, or never answered well yet, have workers of their own. */
  async wake(tx: Tx, organizationId: string, endpoints: readonly Subscriber[]): Promise<void> {
    const items = endpoints.map(({ id, suspect }) => ({ suspect, data: { organizationId, endpointId: id } }));
    await this.tasks.enqueueAll(
      tx,
      deliverWebhooksTask,
      items.filter((item) => !item.suspect).map(({ data }) => ({ data })),
    );
    await this.tasks.enqueueAll(
      tx,
      retryWebhooksTask,
      items.filter((item) => item.suspect).map(({ data }) => ({ data })),
    );
  }

  /** Delivers what will be due then, after a failure. */
  retry(tx: Tx, organizationId: string, endpointId: string, startAfter: Date): Promise<void> {
    return this.tasks.enqueue(tx, retryWebhooksTask, { organizationId, endpointId }, { startAfter });
  }

  /** Comes back when an endpoint is free or no longer throttled. All who ask for that share one task: it serves what is due by then. */
  comeBack(tx: Tx, organizationId: string, endpointId: string, startAfter: Date): Promise<void> {
    return this.tasks.enqueue(tx, retryWebhooksTask, { organizationId, endpointId }, { startAfter, singleton: endpointId });
  }
}
