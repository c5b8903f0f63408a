import { Module } from '@nestjs/common';
import { notificationsContext } from '../notifications.context.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import { DeliveryTasks } from './delivery-tasks.js';
import { WebhookClient } from './webhook-client.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSettings } from './webhook-settings.js';

const parts = [WebhookDeliveryRepository, WebhookEndpointRepository, DeliveryTasks, WebhookSecrets, WebhookSettings];
const client = {
  provide: WebhookClient,
  inject: [WebhookSettings],
  useFactory: (settings: WebhookSettings) => new WebhookClient(settings.destinations),
};

/** What requests about webhooks and their delivery have in common. */
@Module({ imports: [notificationsContext], providers: [...parts, client], exports: [...parts, WebhookClient, notificationsContext] })
export class WebhooksModule {}
