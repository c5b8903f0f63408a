import { Injectable } from '@nestjs/common';
import { MOST_REPAIRS, STUCK_AFTER_MINUTES, TaskQueue } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { parseResumeTask } from '../tasks/parse-resume.js';

/** Asks again for resumes that were to be read and never got an outcome. A run has one outcome, however often it is asked for. */
@Injectable()
export class ReviveUnreadResumes {
  constructor(private readonly tasks: TaskQueue) {}

  async execute(tx: Tx, organizationId: string): Promise<number> {
    const stuck = await tx.query<{ resumeId: string; run: number }>(
      `UPDATE candidates.resumes SET updated_at = now() WHERE id IN (
         SELECT id FROM candidates.resumes WHERE status = 'pending' AND updated_at < now() - make_interval(mins => $1)
          ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id AS "resumeId", run`,
      [STUCK_AFTER_MINUTES, MOST_REPAIRS],
    );
    const items = stuck.map((resume) => ({ data: { organizationId, ...resume } }));
    await this.tasks.enqueueAll(tx, parseResumeTask, items);
    return stuck.length;
  }
}
