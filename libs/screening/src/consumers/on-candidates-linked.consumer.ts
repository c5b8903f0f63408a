import { Controller } from '@nestjs/common';
import { candidatesLinkedV1 } from '@shortlist/contracts';
import type { CandidatesLinkedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { SubjectRepository } from '../persistence/subject.repository.js';

@Controller()
export class OnCandidatesLinked {
  constructor(private readonly subjects: SubjectRepository) {}

  @OnEvent(candidatesLinkedV1, 'screening.link_candidate')
  async handle(data: CandidatesLinkedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.subjects.upsertCandidate(tx, organizationId, data);
  }
}
