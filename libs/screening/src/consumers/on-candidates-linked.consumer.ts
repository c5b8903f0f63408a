import { Controller } from '@nestjs/common';
import { candidatesLinkedV1 } from '@shortlist/contracts';
import type { CandidatesLinkedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { RequestMatching } from '../use-cases/request-matching.use-case.js';

@Controller()
export class OnCandidatesLinked {
  constructor(
    private readonly subjects: SubjectRepository,
    private readonly requestMatching: RequestMatching,
  ) {}

  @OnEvent(candidatesLinkedV1, 'screening.link_candidate')
  async handle(data: CandidatesLinkedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.subjects.upsertCandidate(tx, organizationId, data);
    await this.requestMatching.followCandidate(tx, organizationId, data);
  }
}
