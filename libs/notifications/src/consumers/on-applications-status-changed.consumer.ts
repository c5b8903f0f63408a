import { Controller } from '@nestjs/common';
import { ApplicationsStatusChangedV1, applicationsStatusChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { effectKey, templateOfStatus } from '../domain/message.js';
import { statusChangedData } from '../domain/webhook-event.js';
import { PublishWebhookEvent } from '../use-cases/publish-webhook-event.use-case.js';
import { WriteToCandidate } from '../use-cases/write-to-candidate.use-case.js';

/** Tells a candidate where the application stands, and receivers of webhooks of every move. */
@Controller()
export class OnApplicationsStatusChanged {
  constructor(
    private readonly writeToCandidate: WriteToCandidate,
    private readonly publishWebhookEvent: PublishWebhookEvent,
  ) {}

  @OnEvent(applicationsStatusChangedV1, 'notifications.on_applications_status_changed')
  async handle(data: ApplicationsStatusChangedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    const { applicationId, jobId, name, email } = data;
    const template = templateOfStatus(data.to);
    if (template) {
      const effect = effectKey.statusChanged(event.id);
      await this.writeToCandidate.execute(tx, { organizationId, applicationId, jobId, name, email, effectKey: effect, template });
    }
    await this.publishWebhookEvent.execute(tx, organizationId, {
      id: event.id,
      type: 'applications.status_changed',
      occurredAt: new Date(event.time),
      data: statusChangedData(data),
    });
  }
}
