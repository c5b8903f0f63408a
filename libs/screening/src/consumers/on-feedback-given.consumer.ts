import { Controller } from '@nestjs/common';
import { feedbackGivenV1 } from '@shortlist/contracts';
import type { FeedbackGivenV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { FeedbackCopyRepository } from '../persistence/feedback-copy.repository.js';

@Controller()
export class OnFeedbackGiven {
  constructor(private readonly feedback: FeedbackCopyRepository) {}

  /** Kept and nothing else: no score, no rank and no match is asked for anew. */
  @OnEvent(feedbackGivenV1, 'screening.copy_feedback')
  async handle(data: FeedbackGivenV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.feedback.upsert(tx, organizationId, data);
  }
}
