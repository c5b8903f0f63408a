import { Id, Whole } from '@shortlist/contracts';
import { defineTask } from '@shortlist/platform';

export class ParseResumeTask {
  @Id() organizationId: string;
  @Id() resumeId: string;
  @Whole(1, 1_000_000) run: number;
}

/** As many at once as the parser pool has processes: more would only wait. */
export const PARSES_AT_ONCE = 2;

export const parseResumeTask = defineTask({
  name: 'candidates.parse_resume',
  payload: ParseResumeTask,
  // Crashes of the process and of the database use up attempts as well; what a file does wrong is an outcome and needs none.
  attempts: 15,
  retryDelaySeconds: 2,
  mostRetryDelaySeconds: 30,
  timeoutSeconds: 180,
  concurrency: PARSES_AT_ONCE,
  // One is fetched and stored while another is read.
  together: 2,
});
