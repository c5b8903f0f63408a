import { Controller } from '@nestjs/common';
import { candidatesCreatedV1 } from '@shortlist/contracts';
import type { CandidatesChangedV1 } from '@shortlist/contracts';
import { OnEvent, TaskQueue } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { indexCandidateTask } from '../tasks/index-candidate.js';

@Controller()
export class OnCandidatesCreated {
  constructor(private readonly tasks: TaskQueue) {}

  @OnEvent(candidatesCreatedV1, 'candidates.index_created')
  async handle({ candidateId }: CandidatesChangedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.tasks.enqueue(tx, indexCandidateTask, { organizationId, candidateId }, { singleton: candidateId });
  }
}
