import { Controller } from '@nestjs/common';
import { jobsChangedV1 } from '@shortlist/contracts';
import type { JobsChangedV1 } from '@shortlist/contracts';
import { Cache, OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { jobCacheKey } from '../queries/find-job.query.js';

@Controller()
export class OnJobsChanged {
  constructor(private readonly cache: Cache) {}

  @OnEvent(jobsChangedV1, 'applications.copy_job')
  async handle(job: JobsChangedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await tx.execute(
      `INSERT INTO applications.job_copies (job_id, organization_id, title, status, duplicate_policy, deleted, version, hiring_manager_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (job_id) DO UPDATE SET title = excluded.title, status = excluded.status, duplicate_policy = excluded.duplicate_policy,
         deleted = excluded.deleted, version = excluded.version, hiring_manager_id = excluded.hiring_manager_id
        WHERE job_copies.version < excluded.version`,
      [
        ...[job.jobId, organizationId, job.title, job.status, job.duplicatePolicy, job.deletedAt !== null],
        ...[event.aggregateversion, job.hiringManagerId ?? null],
      ],
    );
    tx.afterCommit(() => void this.cache.delete(jobCacheKey(job.jobId)).catch(() => undefined));
  }
}
