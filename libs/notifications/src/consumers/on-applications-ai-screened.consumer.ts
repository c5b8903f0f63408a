import { Controller } from '@nestjs/common';
import { applicationsAiScreenedV1 } from '@shortlist/contracts';
import type { ApplicationsAiScreenedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { aiScreenedData } from '../domain/webhook-event.js';
import { PublishWebhookEvent } from '../use-cases/publish-webhook-event.use-case.js';

/** Tells receivers of a result, unless the criteria of the job want no webhooks. */
@Controller()
export class OnApplicationsAiScreened {
  constructor(private readonly publishWebhookEvent: PublishWebhookEvent) {}

  @OnEvent(applicationsAiScreenedV1, 'notifications.on_applications_ai_screened')
  async handle(data: ApplicationsAiScreenedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    if (data.sendsWebhook === false) return;
    await this.publishWebhookEvent.execute(tx, organizationId, {
      id: event.id,
      type: 'applications.ai_screened',
      occurredAt: new Date(event.time),
      data: aiScreenedData(data),
    });
  }
}
