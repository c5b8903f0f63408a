import { Injectable, Module } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Reconciler, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { OnApplicationsAiScreened } from './consumers/on-applications-ai-screened.consumer.js';
import { OnApplicationsDuplicateFound } from './consumers/on-applications-duplicate-found.consumer.js';
import { OnApplicationsReceived } from './consumers/on-applications-received.consumer.js';
import { OnApplicationsReplaced } from './consumers/on-applications-replaced.consumer.js';
import { OnApplicationsStatusChanged } from './consumers/on-applications-status-changed.consumer.js';
import { OnCandidatesMerged } from './consumers/on-candidates-merged.consumer.js';
import { OnCandidatesSearchMatched } from './consumers/on-candidates-search-matched.consumer.js';
import { OnCandidatesUnmerged } from './consumers/on-candidates-unmerged.consumer.js';
import { OnJobsChanged } from './consumers/on-jobs-changed.consumer.js';
import { OnOrganizationsChanged } from './consumers/on-organizations-changed.consumer.js';
import { OnShortlistsUpdated } from './consumers/on-shortlists-updated.consumer.js';
import { OnFairnessAlertRaised } from './consumers/on-fairness-alert-raised.consumer.js';
import { OnUsersChanged } from './consumers/on-users-changed.consumer.js';
import { OnWebhooksDisabled } from './consumers/on-webhooks-disabled.consumer.js';
import { CopiesRepository } from './persistence/copies.repository.js';
import { MessageRepository } from './persistence/message.repository.js';
import { NotificationRepository } from './persistence/notification.repository.js';
import { TemplateRepository } from './persistence/template.repository.js';
import { deliverWebhooksTask, retryWebhooksTask } from './tasks/deliver-webhooks.js';
import { sendMessageTask } from './tasks/send-message.js';
import { MailRenderer } from './templates/mail-renderer.js';
import { MessageTemplates } from './templates/message-templates.js';
import { AnnounceShortlist } from './use-cases/announce-shortlist.use-case.js';
import { DeliverWebhooks } from './use-cases/deliver-webhooks.use-case.js';
import { DisableWebhook } from './use-cases/disable-webhook.use-case.js';
import { PublishWebhookEvent } from './use-cases/publish-webhook-event.use-case.js';
import { QueueMessage } from './use-cases/queue-message.use-case.js';
import { RecordAttempt } from './use-cases/record-attempt.use-case.js';
import { ReviveMessages } from './use-cases/revive-messages.use-case.js';
import { ReviveWebhookDeliveries } from './use-cases/revive-webhook-deliveries.use-case.js';
import { SendMessage } from './use-cases/send-message.use-case.js';
import { TellOfSearch } from './use-cases/tell-of-search.use-case.js';
import { WriteToCandidate } from './use-cases/write-to-candidate.use-case.js';
import { LingeringRuns } from './webhooks/lingering-runs.js';
import { WebhookMetrics } from './webhooks/webhook-metrics.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Injectable()
class NotificationsTasks implements OnApplicationBootstrap {
  constructor(
    private readonly tasks: TaskQueue,
    private readonly sendMessage: SendMessage,
    private readonly deliverWebhooks: DeliverWebhooks,
    private readonly reconciler: Reconciler,
    private readonly unitOfWork: UnitOfWork,
    private readonly reviveMessages: ReviveMessages,
    private readonly reviveWebhookDeliveries: ReviveWebhookDeliveries,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.tasks.work(sendMessageTask, (data, run) => this.sendMessage.execute(data, run));
    await this.tasks.work(deliverWebhooksTask, (data, run) => this.deliverWebhooks.execute(data, run.signal));
    await this.tasks.work(retryWebhooksTask, (data, run) => this.deliverWebhooks.execute(data, run.signal));
    await this.reconciler.watch('notifications', this.unitOfWork, [
      { state: 'message_unsent', repair: (tx: Tx, id: string) => this.reviveMessages.execute(tx, id) },
      { state: 'webhook_undelivered', repair: (tx: Tx, id: string) => this.reviveWebhookDeliveries.execute(tx, id) },
    ]);
  }
}

/** The reactions and the background work of this context. */
@Module({
  imports: [WebhooksModule],
  controllers: [
    ...[
      OnApplicationsReceived,
      OnApplicationsDuplicateFound,
      OnApplicationsReplaced,
      OnApplicationsStatusChanged,
      OnApplicationsAiScreened,
    ],
    ...[OnCandidatesMerged, OnCandidatesSearchMatched, OnCandidatesUnmerged],
    ...[OnJobsChanged, OnOrganizationsChanged, OnShortlistsUpdated, OnUsersChanged, OnFairnessAlertRaised, OnWebhooksDisabled],
  ],
  providers: [
    ...[
      CopiesRepository,
      MessageRepository,
      NotificationRepository,
      TemplateRepository,
      MailRenderer,
      MessageTemplates,
      NotificationsTasks,
    ],
    ...[
      AnnounceShortlist,
      DeliverWebhooks,
      DisableWebhook,
      PublishWebhookEvent,
      QueueMessage,
      RecordAttempt,
      SendMessage,
      TellOfSearch,
      WriteToCandidate,
    ],
    ...[LingeringRuns, ReviveMessages, ReviveWebhookDeliveries, WebhookMetrics],
  ],
})
export class NotificationsWorkerModule {}
