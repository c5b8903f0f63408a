import { ContextModule } from '@shortlist/platform';
import type { MigrationSet } from '@shortlist/platform';
import { WebhookEndpointEntity } from './persistence/webhook-endpoint.entity.js';

export const notificationsContext = ContextModule.forContext({ name: 'notifications', entities: [WebhookEndpointEntity] });

export const notificationsMigrations: MigrationSet = {
  schema: 'notifications',
  folder: new URL('./persistence/migrations/', import.meta.url),
};
