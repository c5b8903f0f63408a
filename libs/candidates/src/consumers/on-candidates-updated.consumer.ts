import { Controller } from '@nestjs/common';
import { candidatesUpdatedV1 } from '@shortlist/contracts';
import type { CandidatesChangedV1 } from '@shortlist/contracts';
import { OnEvent, TaskQueue } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { indexCandidateTask } from '../tasks/index-candidate.js';

@Controller()
export class OnCandidatesUpdated {
  constructor(private readonly tasks: TaskQueue) {}

  @OnEvent(candidatesUpdatedV1, 'candidates.index_updated')
  async handle({ candidateId }: CandidatesChangedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.tasks.enqueue(tx, indexCandidateTask, { organizationId, candidateId }, { singleton: candidateId });
  }
}
