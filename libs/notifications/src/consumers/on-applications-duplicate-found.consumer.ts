import { Controller } from '@nestjs/common';
import { ApplicationsDuplicateFoundV1, applicationsDuplicateFoundV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { effectKey } from '../domain/message.js';
import { duplicateFoundData } from '../domain/webhook-event.js';
import { PublishWebhookEvent } from '../use-cases/publish-webhook-event.use-case.js';
import { WriteToCandidate } from '../use-cases/write-to-candidate.use-case.js';

/** Tells a candidate that they had applied already. */
@Controller()
export class OnApplicationsDuplicateFound {
  constructor(
    private readonly writeToCandidate: WriteToCandidate,
    private readonly publishWebhookEvent: PublishWebhookEvent,
  ) {}

  @OnEvent(applicationsDuplicateFoundV1, 'notifications.on_applications_duplicate_found')
  async handle(data: ApplicationsDuplicateFoundV1, { tx, event, organizationId }: EventContext): Promise<void> {
    const { applicationId, receiptId, jobId, name, email } = data;
    await this.writeToCandidate.execute(tx, {
      ...{ organizationId, applicationId, jobId, name, email },
      effectKey: effectKey.duplicate(receiptId),
      template: 'duplicate',
    });
    await this.publishWebhookEvent.execute(tx, organizationId, {
      id: event.id,
      type: 'applications.duplicate_found',
      occurredAt: new Date(event.time),
      data: duplicateFoundData(data),
    });
  }
}
