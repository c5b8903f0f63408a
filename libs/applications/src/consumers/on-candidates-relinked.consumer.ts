import { Controller } from '@nestjs/common';
import { candidatesRelinkedV1 } from '@shortlist/contracts';
import type { CandidatesRelinkedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { ApplicationRepository } from '../persistence/application.repository.js';

@Controller()
export class OnCandidatesRelinked {
  constructor(private readonly applications: ApplicationRepository) {}

  @OnEvent(candidatesRelinkedV1, 'applications.relink_candidate')
  async handle(data: CandidatesRelinkedV1, { tx }: EventContext): Promise<void> {
    // Old months are archived; the people of their applications may still be merged.
    if (!(await this.applications.find(tx, data.applicationId))) return;
    const application = await this.applications.loadForUpdate(tx, data.applicationId);
    await this.applications.update(tx, application, { candidateId: data.candidateId });
  }
}
