import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { isPublic } from '../domain/job.js';
import type { Job } from '../domain/job.js';

/** The public face of jobs: a row exists exactly while the job is public. */
@Injectable()
export class PublicJobRepository {
  /** Brings the public page in step with the job, which must be stored already. */
  async store(tx: Tx, job: Job): Promise<void> {
    if (!isPublic(job)) {
      await tx.execute('DELETE FROM jobs.public_jobs WHERE id = $1', [job.id]);
      return;
    }
    await tx.execute(
      `INSERT INTO jobs.public_jobs (id, organization_id, title, description, department, location, employment_type, openings,
                                     requirements, published_at, updated_at)
       SELECT id, organization_id, title, description, department, location, employment_type, openings, $2::jsonb, published_at, updated_at
         FROM jobs.jobs WHERE id = $1
       ON CONFLICT (id) DO UPDATE SET
         title = excluded.title, description = excluded.description, department = excluded.department, location = excluded.location,
         employment_type = excluded.employment_type, openings = excluded.openings, requirements = excluded.requirements,
         published_at = excluded.published_at, updated_at = excluded.updated_at`,
      [job.id, JSON.stringify(job.requirements)],
    );
  }
}
