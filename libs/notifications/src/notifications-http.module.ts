import { Module } from '@nestjs/common';
import { EventsController } from './http/events.controller.js';
import { MessagesController } from './http/messages.controller.js';
import { NotificationsController } from './http/notifications.controller.js';
import { TemplatesController } from './http/templates.controller.js';
import { WebhooksController } from './http/webhooks.controller.js';
import './permissions.js';
import { CopiesRepository } from './persistence/copies.repository.js';
import { EventFeedRepository } from './persistence/event-feed.repository.js';
import { NotificationRepository } from './persistence/notification.repository.js';
import { TemplateRepository } from './persistence/template.repository.js';
import { ListMessages } from './queries/list-messages.query.js';
import { ListNotifications } from './queries/list-notifications.query.js';
import { ListWebhookDeliveries } from './queries/list-webhook-deliveries.query.js';
import { PullEvents } from './queries/pull-events.query.js';
import { TemplatesQuery } from './queries/templates.query.js';
import { WebhooksQuery } from './queries/webhooks.query.js';
import { MessageTemplates } from './templates/message-templates.js';
import { ChangeTemplates } from './use-cases/change-templates.use-case.js';
import { ChangeWebhook } from './use-cases/change-webhook.use-case.js';
import { CreateWebhook } from './use-cases/create-webhook.use-case.js';
import { DeleteWebhook } from './use-cases/delete-webhook.use-case.js';
import { DisableWebhook } from './use-cases/disable-webhook.use-case.js';
import { MarkNotificationRead } from './use-cases/mark-notification-read.use-case.js';
import { ReplayWebhook } from './use-cases/replay-webhook.use-case.js';
import { RotateWebhookSecret } from './use-cases/rotate-webhook-secret.use-case.js';
import { TestWebhook } from './use-cases/test-webhook.use-case.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The requests of this context. */
@Module({
  imports: [WebhooksModule],
  controllers: [EventsController, MessagesController, NotificationsController, TemplatesController, WebhooksController],
  providers: [
    ...[EventFeedRepository, PullEvents],
    ...[CopiesRepository, TemplateRepository, MessageTemplates, TemplatesQuery, ChangeTemplates],
    ...[ListMessages, ListNotifications, ListWebhookDeliveries, WebhooksQuery, NotificationRepository],
    ...[ChangeWebhook, CreateWebhook, DeleteWebhook, DisableWebhook, MarkNotificationRead, ReplayWebhook, RotateWebhookSecret, TestWebhook],
  ],
})
export class NotificationsHttpModule {}
