import { Controller } from '@nestjs/common';
import { candidatesMergedV1 } from '@shortlist/contracts';
import type { CandidatesMergedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { FollowPeople } from '../use-cases/follow-people.use-case.js';

@Controller()
export class OnCandidatesMerged {
  constructor(private readonly followPeople: FollowPeople) {}

  @OnEvent(candidatesMergedV1, 'screening.follow_merge')
  async handle(data: CandidatesMergedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.followPeople.merged(tx, organizationId, data);
  }
}
