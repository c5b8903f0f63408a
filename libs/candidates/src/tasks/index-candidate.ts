import { Id } from '@shortlist/contracts';
import { defineTask } from '@shortlist/platform';

export class IndexCandidateTask {
  @Id() organizationId: string;
  @Id() candidateId: string;
}

export const indexCandidateTask = defineTask({
  name: 'candidates.index_candidate',
  payload: IndexCandidateTask,
  attempts: 15,
  retryDelaySeconds: 2,
  mostRetryDelaySeconds: 30,
  timeoutSeconds: 60,
  concurrency: 1,
  together: 25,
});
