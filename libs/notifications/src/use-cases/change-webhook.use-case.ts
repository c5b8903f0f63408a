import { Injectable } from '@nestjs/common';
import { UnitOfWork, staleVersion } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { destinationOf } from '../domain/destination.js';
import { HEALTHY } from '../domain/endpoint-health.js';
import type { WebhookEventType } from '../domain/webhook-event.js';
import type { WebhookEndpointEntity } from '../persistence/webhook-endpoint.entity.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import { DeliveryTasks } from '../webhooks/delivery-tasks.js';
import { WebhookSettings } from '../webhooks/webhook-settings.js';
import { DisableWebhook } from './disable-webhook.use-case.js';

/** What is absent stays as it is. */
export interface WebhookChanges {
  readonly url?: string;
  readonly description?: string | null;
  readonly eventTypes?: readonly WebhookEventType[];
  readonly status?: 'active' | 'disabled';
}

/** Changes, disables or re-enables an endpoint. What waited while it was disabled is delivered when it is enabled again. */
@Injectable()
export class ChangeWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly disableWebhook: DisableWebhook,
    private readonly tasks: DeliveryTasks,
    private readonly settings: WebhookSettings,
  ) {}

  execute(organizationId: string, id: string, version: number, changes: WebhookChanges): Promise<WebhookEndpointEntity> {
    const url = changes.url === undefined ? undefined : destinationOf(changes.url, this.settings.destinations).href;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const endpoint = await this.endpoints.getForUpdate(tx, id);
      if (endpoint.version !== version) throw staleVersion('notifications.webhook_changed');
      await this.endpoints.change(tx, id, {
        ...(url !== undefined && { url }),
        ...(changes.description !== undefined && { description: changes.description }),
        ...(changes.eventTypes && { eventTypes: [...changes.eventTypes] }),
        version: version + 1,
      });
      if (changes.status === 'disabled') await this.disableWebhook.execute(tx, endpoint, 'manual');
      if (changes.status === 'active' && endpoint.status === 'disabled') await this.enable(tx, endpoint);
      return this.endpoints.get(tx, id);
    });
  }

  private async enable(tx: Tx, { id, organizationId }: WebhookEndpointEntity): Promise<void> {
    await this.endpoints.change(tx, id, { ...HEALTHY, status: 'active', disabledReason: null, disabledAt: null, throttledUntil: null });
    await this.tasks.wake(tx, organizationId, [{ id, suspect: true }]);
  }
}
