import { Controller } from '@nestjs/common';
import { WebhooksDisabledV1, webhooksDisabledV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { webhookDisabledNotification } from '../domain/notification.js';
import { webhookDisabledData } from '../domain/webhook-event.js';
import { NotificationRepository } from '../persistence/notification.repository.js';
import { PublishWebhookEvent } from '../use-cases/publish-webhook-event.use-case.js';

/** Tells administrators, and the receivers that still work, of one that gets nothing any more. */
@Controller()
export class OnWebhooksDisabled {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly publishWebhookEvent: PublishWebhookEvent,
  ) {}

  @OnEvent(webhooksDisabledV1, 'notifications.on_webhooks_disabled')
  async handle(data: WebhooksDisabledV1, { tx, event, organizationId }: EventContext): Promise<void> {
    const notification = webhookDisabledNotification(data);
    if (notification) await this.notifications.put(tx, organizationId, notification);
    await this.publishWebhookEvent.execute(tx, organizationId, {
      id: event.id,
      type: 'webhooks.disabled',
      occurredAt: new Date(event.time),
      data: webhookDisabledData(data),
    });
  }
}
