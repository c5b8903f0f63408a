import { Controller } from '@nestjs/common';
import { candidatesUnmergedV1 } from '@shortlist/contracts';
import type { CandidatesMergedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { FollowPeople } from '../use-cases/follow-people.use-case.js';

@Controller()
export class OnCandidatesUnmerged {
  constructor(private readonly followPeople: FollowPeople) {}

  @OnEvent(candidatesUnmergedV1, 'screening.follow_unmerge')
  async handle(data: CandidatesMergedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.followPeople.unmerged(tx, organizationId, data);
  }
}
