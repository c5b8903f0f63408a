import { Id } from '@shortlist/contracts';
import { defineTask } from '@shortlist/platform';

export class DeliverWebhooksTask {
  @Id() organizationId: string;
  @Id() endpointId: string;
}

// Few at once: what waits for a receiver lingers by itself, and all others share the few connections to the database.
const shared = { payload: DeliverWebhooksTask, attempts: 10, retryDelaySeconds: 5, timeoutSeconds: 120 };

/** Delivers what is due at one endpoint. */
export const deliverWebhooksTask = defineTask({ ...shared, name: 'notifications.deliver_webhooks', concurrency: 8, together: 2 });

/** The same for endpoints that failed or took long last time, or never answered well yet: workers of their own, so that they hold up no healthy one. */
export const retryWebhooksTask = defineTask({ ...shared, name: 'notifications.retry_webhooks', concurrency: 4, together: 4 });
