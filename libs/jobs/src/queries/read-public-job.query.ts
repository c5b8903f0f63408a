import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import { jobNotFound } from '../domain/job.errors.js';
import { FROM_PUBLIC_JOBS, PUBLIC_SUMMARY_COLUMNS } from './public-job-view.js';
import type { PublicJobView } from './public-job-view.js';

/** One open job of any organization. */
@Injectable()
export class ReadPublicJob {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(id: string): Promise<PublicJobView> {
    const [job] = await this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<PublicJobView>(
        `SELECT ${PUBLIC_SUMMARY_COLUMNS}, p.description, p.requirements, p.updated_at AS "updatedAt" ${FROM_PUBLIC_JOBS} WHERE p.id = $1`,
        [id],
      ),
    );
    if (!job) throw jobNotFound();
    return job;
  }
}
