import { Controller } from '@nestjs/common';
import { JobsChangedV1, jobsChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';

/** Keeps whose jobs there are. */
@Controller()
export class OnJobsChanged {
  @OnEvent(jobsChangedV1, 'candidates.copy_job')
  async handle({ jobId, hiringManagerId }: JobsChangedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await tx.execute(
      `INSERT INTO candidates.job_copies AS copy (organization_id, job_id, hiring_manager_id, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organization_id, job_id) DO UPDATE SET hiring_manager_id = excluded.hiring_manager_id, version = excluded.version
        WHERE copy.version < excluded.version`,
      [organizationId, jobId, hiringManagerId ?? null, event.aggregateversion ?? 0],
    );
  }
}
