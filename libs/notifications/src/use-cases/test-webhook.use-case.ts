import { Injectable } from '@nestjs/common';
import { Clock, CodedError, UnitOfWork, currentTraceparent, newId } from '@shortlist/platform';
import type { WebhookEndpointEntity } from '../persistence/webhook-endpoint.entity.js';
import { TEST_EVENT_TYPE } from '../domain/webhook-event.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import { DeliveryTasks } from '../webhooks/delivery-tasks.js';

/** Sends one endpoint an event of the type `webhooks.test`, the same way as any other. */
@Injectable()
export class TestWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly tasks: DeliveryTasks,
    private readonly clock: Clock,
  ) {}

  /** The id of the event. */
  execute(organizationId: string, id: string): Promise<string> {
    const event = { id: newId(), type: TEST_EVENT_TYPE, occurredAt: this.clock.now(), data: { webhookId: id } } as const;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      assertActive(await this.endpoints.get(tx, id));
      await this.deliveries.addEvent(tx, organizationId, event, currentTraceparent());
      await this.deliveries.schedule(tx, organizationId, [{ endpointId: id, eventId: event.id }], this.clock.now());
      await this.tasks.wake(tx, organizationId, [{ id, suspect: true }]);
      return event.id;
    });
  }
}

/** A disabled endpoint gets nothing; the caller must know. */
export function assertActive(endpoint: WebhookEndpointEntity): void {
  if (endpoint.status === 'active') return;
  throw new CodedError('notifications.webhook_disabled', 'conflict', 'The webhook is disabled. Enable it first.');
}
