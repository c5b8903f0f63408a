import { Controller } from '@nestjs/common';
import { FairnessAlertRaisedV1, fairnessAlertRaisedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { fairnessNotification } from '../domain/notification.js';
import { fairnessAlertData } from '../domain/webhook-event.js';
import { NotificationRepository } from '../persistence/notification.repository.js';
import { PublishWebhookEvent } from '../use-cases/publish-webhook-event.use-case.js';

/** Tells those who may read reports on fairness, and receivers of webhooks, that one found something. */
@Controller()
export class OnFairnessAlertRaised {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly publishWebhookEvent: PublishWebhookEvent,
  ) {}

  @OnEvent(fairnessAlertRaisedV1, 'notifications.on_fairness_alert_raised')
  async handle(data: FairnessAlertRaisedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await this.notifications.put(tx, organizationId, fairnessNotification(data));
    await this.publishWebhookEvent.execute(tx, organizationId, {
      id: event.id,
      type: 'fairness.alert_raised',
      occurredAt: new Date(event.time),
      data: fairnessAlertData(data),
    });
  }
}
