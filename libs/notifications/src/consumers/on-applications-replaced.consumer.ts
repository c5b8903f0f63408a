import { Controller } from '@nestjs/common';
import { ApplicationsReplacedV1, applicationsReplacedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { effectKey } from '../domain/message.js';
import { replacedData } from '../domain/webhook-event.js';
import { PublishWebhookEvent } from '../use-cases/publish-webhook-event.use-case.js';
import { WriteToCandidate } from '../use-cases/write-to-candidate.use-case.js';

/** Tells a candidate that the newer submission counts. */
@Controller()
export class OnApplicationsReplaced {
  constructor(
    private readonly writeToCandidate: WriteToCandidate,
    private readonly publishWebhookEvent: PublishWebhookEvent,
  ) {}

  @OnEvent(applicationsReplacedV1, 'notifications.on_applications_replaced')
  async handle(data: ApplicationsReplacedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    const { applicationId, receiptId, jobId, name, email } = data;
    await this.writeToCandidate.execute(tx, {
      ...{ organizationId, applicationId, jobId, name, email },
      effectKey: effectKey.replaced(receiptId),
      template: 'replaced',
    });
    await this.publishWebhookEvent.execute(tx, organizationId, {
      id: event.id,
      type: 'applications.replaced',
      occurredAt: new Date(event.time),
      data: replacedData(data),
    });
  }
}
