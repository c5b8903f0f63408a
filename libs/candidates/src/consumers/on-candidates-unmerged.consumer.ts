import { Controller } from '@nestjs/common';
import { CandidatesMergedV1, candidatesUnmergedV1 } from '@shortlist/contracts';
import { OnEvent, TaskQueue } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { indexCandidateTask } from '../tasks/index-candidate.js';

@Controller()
export class OnCandidatesUnmerged {
  constructor(private readonly tasks: TaskQueue) {}

  @OnEvent(candidatesUnmergedV1, 'candidates.index_unmerged')
  async handle({ candidateId, mergedCandidateId }: CandidatesMergedV1, { tx, organizationId }: EventContext): Promise<void> {
    for (const id of [candidateId, mergedCandidateId]) {
      await this.tasks.enqueue(tx, indexCandidateTask, { organizationId, candidateId: id }, { singleton: id });
    }
  }
}
