import { Controller } from '@nestjs/common';
import { candidatesRelinkedV1 } from '@shortlist/contracts';
import type { CandidatesRelinkedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { FollowPeople } from '../use-cases/follow-people.use-case.js';

@Controller()
export class OnCandidatesRelinked {
  constructor(private readonly followPeople: FollowPeople) {}

  @OnEvent(candidatesRelinkedV1, 'screening.relink_candidate')
  async handle(data: CandidatesRelinkedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.followPeople.relinked(tx, organizationId, data);
  }
}
