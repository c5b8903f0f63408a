import { Id } from '@shortlist/contracts';
import { defineTask } from '@shortlist/platform';

export class DeliverWebhooksTask {
  @Id() organizationId: string;
  @Id() endpointId: string;
}

const shared = { payload: DeliverWebhooksTask, attempts: 10, retryDelaySeconds: 5, timeoutSeconds: 120, together: 8 };

/** Delivers what is due at one endpoint. */
export const deliverWebhooksTask = defineTask({ ...shared, name: 'notifications.deliver_webhooks', concurrency: 8 });

/** The same for endpoints that failed or took long last time, or never answered well yet: workers of their own, so that they hold up no healthy one. */
export const retryWebhooksTask = defineTask({ ...shared, name: 'notifications.retry_webhooks', concurrency: 4 });
