import { Controller } from '@nestjs/common';
import { CandidatesMergedV1, candidatesMergedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { candidatesMergedData } from '../domain/webhook-event.js';
import { PublishWebhookEvent } from '../use-cases/publish-webhook-event.use-case.js';

@Controller()
export class OnCandidatesMerged {
  constructor(private readonly publishWebhookEvent: PublishWebhookEvent) {}

  @OnEvent(candidatesMergedV1, 'notifications.on_candidates_merged')
  async handle(data: CandidatesMergedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await this.publishWebhookEvent.execute(tx, organizationId, {
      id: event.id,
      type: 'candidates.merged',
      occurredAt: new Date(event.time),
      data: candidatesMergedData(data),
    });
  }
}
