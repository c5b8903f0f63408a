import { Injectable } from '@nestjs/common';
import { MOST_REPAIRS, STUCK_AFTER_MINUTES } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { RequestShortlist } from './request-shortlist.use-case.js';

/** Asks again for lists of jobs whose applications changed and which were not ranked since, and for lists whose newest state nobody was told of. */
@Injectable()
export class ReviveShortlists {
  constructor(private readonly requestShortlist: RequestShortlist) {}

  async execute(tx: Tx, organizationId: string): Promise<number> {
    const stuck = await tx.query<{ jobId: string }>(
      `SELECT s.job_id AS "jobId" FROM screening.screening_subjects s
         JOIN screening.job_copies j ON j.job_id = s.job_id LEFT JOIN screening.shortlists l ON l.job_id = s.job_id
        WHERE s.state <> 'waiting' AND s.updated_at > coalesce(l.updated_at, '-infinity')
        GROUP BY s.job_id HAVING max(s.updated_at) < now() - make_interval(mins => $1)
       UNION
       SELECT job_id FROM screening.shortlists WHERE version <> announced_version AND updated_at < now() - make_interval(mins => $1)
        ORDER BY "jobId" LIMIT $2`,
      [STUCK_AFTER_MINUTES, MOST_REPAIRS],
    );
    for (const { jobId } of stuck) await this.requestShortlist.execute(tx, organizationId, jobId);
    return stuck.length;
  }
}
