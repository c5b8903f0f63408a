import { Controller } from '@nestjs/common';
import { ApplicationsReceivedV1, applicationsReceivedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { effectKey } from '../domain/message.js';
import { receivedData } from '../domain/webhook-event.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import { PublishWebhookEvent } from '../use-cases/publish-webhook-event.use-case.js';
import { WriteToCandidate } from '../use-cases/write-to-candidate.use-case.js';

/** Confirms an application to the candidate. */
@Controller()
export class OnApplicationsReceived {
  constructor(
    private readonly copies: CopiesRepository,
    private readonly writeToCandidate: WriteToCandidate,
    private readonly publishWebhookEvent: PublishWebhookEvent,
  ) {}

  @OnEvent(applicationsReceivedV1, 'notifications.on_applications_received')
  async handle(data: ApplicationsReceivedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    const { applicationId, jobId, name, email } = data;
    await this.copies.saveApplication(tx, organizationId, applicationId, data);
    await this.writeToCandidate.execute(tx, {
      ...{ organizationId, applicationId, jobId, name, email },
      effectKey: effectKey.confirmation(applicationId),
      template: 'confirmation',
    });
    const occurredAt = new Date(event.time);
    await this.publishWebhookEvent.execute(tx, organizationId, {
      id: event.id,
      type: 'applications.received',
      occurredAt,
      data: receivedData(data),
    });
  }
}
