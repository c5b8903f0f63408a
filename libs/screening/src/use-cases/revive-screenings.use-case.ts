import { Injectable } from '@nestjs/common';
import { MOST_REPAIRS, STUCK_AFTER_MINUTES } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { RequestScreening } from './request-screening.use-case.js';

/** Asks again for screenings that were requested and never recorded. A run is recorded once, however often it is asked for. */
@Injectable()
export class ReviveScreenings {
  constructor(private readonly requestScreening: RequestScreening) {}

  async execute(tx: Tx, organizationId: string): Promise<number> {
    const stuck = await tx.query<{ applicationId: string; run: number }>(
      `UPDATE screening.screening_subjects SET updated_at = now() WHERE application_id IN (
         SELECT application_id FROM screening.screening_subjects
          WHERE requested_run > run AND resume_submission = submission AND job_id IS NOT NULL AND received_at IS NOT NULL AND updated_at < now() - make_interval(mins => $1)
          ORDER BY application_id LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING application_id AS "applicationId", requested_run AS run`,
      [STUCK_AFTER_MINUTES, MOST_REPAIRS],
    );
    await this.requestScreening.enqueue(tx, organizationId, stuck);
    return stuck.length;
  }
}
