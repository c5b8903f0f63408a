import { Id, Nullable, Text } from '@shortlist/contracts';
import { defineTask } from '@shortlist/platform';
import { IsBoolean } from 'class-validator';

export class ReparseResumesTask {
  @Id() organizationId: string;
  /** Also those that this version of the parser has read. */
  @IsBoolean() everything: boolean;
  /** The actor, as `user:<id>`; absent in tasks that were asked for before actors were noted. */
  @Nullable() @Text(100) requestedBy?: string | null;
}

/** Waits for the readings it asks for. */
export const reparseResumesTask = defineTask({
  name: 'candidates.reparse_resumes',
  payload: ReparseResumesTask,
  attempts: 15,
  retryDelaySeconds: 2,
  mostRetryDelaySeconds: 60,
  timeoutSeconds: 6 * 3_600,
  concurrency: 1,
});
