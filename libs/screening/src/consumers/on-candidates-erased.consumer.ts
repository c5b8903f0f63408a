import { Controller } from '@nestjs/common';
import { candidatesErasedV1 } from '@shortlist/contracts';
import type { CandidatesErasedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { FollowPeople } from '../use-cases/follow-people.use-case.js';

@Controller()
export class OnCandidatesErased {
  constructor(private readonly followPeople: FollowPeople) {}

  @OnEvent(candidatesErasedV1, 'screening.follow_erasure')
  async handle(data: CandidatesErasedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.followPeople.erased(tx, organizationId, data);
  }
}
