import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { mayReach } from '../domain/job-access.js';
import { jobNotFound } from '../domain/job.errors.js';
import { CachedReads } from './cached-reads.query.js';
import { FROM_JOBS, SUMMARY_COLUMNS } from './job-view.js';
import type { JobView } from './job-view.js';

const SQL = `SELECT ${SUMMARY_COLUMNS}, j.description, j.version,
    (SELECT coalesce(json_agg(json_build_object('type', r.type, 'value', r.value, 'mandatory', r.mandatory) ORDER BY r.position), '[]')
       FROM jobs.job_requirements r WHERE r.organization_id = j.organization_id AND r.job_id = j.id) AS requirements
  ${FROM_JOBS} WHERE j.id = $1 AND j.deleted_at IS NULL`;

const CACHED_SECONDS = 600;

/** A job with the time since which it, its counts and the other jobs of the organization are as they are. */
export interface DatedJobView extends JobView {
  readonly changedAt: Date | null;
}

/** One job of the caller's organization. */
@Injectable()
export class ReadJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cachedReads: CachedReads,
  ) {}

  async execute(caller: StaffPrincipal, id: string): Promise<DatedJobView> {
    const { organizationId } = caller;
    const read = await this.cachedReads.execute(organizationId, ['item', id], CACHED_SECONDS, () => this.read(organizationId, id));
    const { found: job, changedAt } = read;
    if (!job || !mayReach(caller, job)) throw jobNotFound();
    return { ...job, changedAt };
  }

  private async read(organizationId: string, id: string): Promise<JobView | null> {
    const [job] = await this.unitOfWork.run({ organizationId }, (tx) => tx.query<JobView>(SQL, [id]));
    return job ?? null;
  }
}
