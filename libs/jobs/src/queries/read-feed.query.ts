import { Injectable } from '@nestjs/common';
import { Environment, httpVariables, UnitOfWork } from '@shortlist/platform';
import type { FeedJob, JobFeed } from '../domain/job-feed.js';
import { FROM_PUBLIC_JOBS, PUBLIC_SUMMARY_COLUMNS } from './public-job-view.js';

/** Job boards fetch a feed whole, so it has an end. */
const MOST_IN_FEED = 1_000;

/** The open jobs of an organization for job boards. */
@Injectable()
export class ReadFeed {
  private readonly publicUrl: string;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    environment: Environment,
  ) {
    this.publicUrl = environment.read(httpVariables).PUBLIC_URL;
  }

  /** Empty for an organization without open jobs and for one that does not exist. */
  async execute(slug: string): Promise<JobFeed> {
    const rows = await this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<Omit<FeedJob, 'url'>>(
        `SELECT ${PUBLIC_SUMMARY_COLUMNS}, p.description, p.updated_at AS "updatedAt" ${FROM_PUBLIC_JOBS}
          WHERE o.slug = $1 ORDER BY p.published_at DESC, p.id DESC LIMIT ${MOST_IN_FEED}`,
        [slug],
      ),
    );
    return { slug, jobs: rows.map((job) => ({ ...job, url: `${this.publicUrl}/api/v1/public/jobs/${job.id}` })) };
  }
}
