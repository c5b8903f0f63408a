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
  attempts: 6,
  retryDelaySeconds: 2,
  timeoutSeconds: 180,
  concurrency: PARSES_AT_ONCE,
  // One is fetched and stored while another is read.
  together: 2,
});
