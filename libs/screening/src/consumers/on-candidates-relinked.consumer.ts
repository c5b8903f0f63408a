import { Controller } from '@nestjs/common';
import { candidatesRelinkedV1 } from '@shortlist/contracts';
import type { CandidatesRelinkedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { SubjectRepository } from '../persistence/subject.repository.js';

@Controller()
export class OnCandidatesRelinked {
  constructor(private readonly subjects: SubjectRepository) {}

  @OnEvent(candidatesRelinkedV1, 'screening.relink_candidate')
  async handle(data: CandidatesRelinkedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.subjects.upsertCandidate(tx, organizationId, data);
  }
}
