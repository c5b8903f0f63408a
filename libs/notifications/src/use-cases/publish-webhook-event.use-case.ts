import { Injectable } from '@nestjs/common';
import { Clock, currentTraceparent } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { WebhookEvent } from '../domain/webhook-event.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { DeliveryTasks } from '../webhooks/delivery-tasks.js';

/** Keeps an event for receivers and schedules it to every endpoint that wants it, in the transaction of the event. */
@Injectable()
export class PublishWebhookEvent {
  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly tasks: DeliveryTasks,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, organizationId: string, event: WebhookEvent): Promise<void> {
    await this.deliveries.addEvent(tx, organizationId, event, currentTraceparent());
    const subscribers = await this.deliveries.addForSubscribers(tx, organizationId, event, this.clock.now());
    await this.tasks.wake(tx, organizationId, subscribers);
  }
}
