import { Controller } from '@nestjs/common';
import { candidatesLinkedV1 } from '@shortlist/contracts';
import type { CandidatesLinkedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { ApplicationRepository } from '../persistence/application.repository.js';

@Controller()
export class OnCandidatesLinked {
  constructor(private readonly applications: ApplicationRepository) {}

  @OnEvent(candidatesLinkedV1, 'applications.link_candidate')
  async handle(data: CandidatesLinkedV1, { tx }: EventContext): Promise<void> {
    const application = await this.applications.loadForUpdate(tx, data.applicationId);
    await this.applications.update(tx, application, { candidateId: data.candidateId });
  }
}
