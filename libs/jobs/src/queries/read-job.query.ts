import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { mayReach } from '../domain/job-access.js';
import { jobNotFound } from '../domain/job.errors.js';
import { FROM_JOBS, SUMMARY_COLUMNS } from './job-view.js';
import type { JobView } from './job-view.js';

const SQL = `SELECT ${SUMMARY_COLUMNS}, j.description, j.version,
    (SELECT coalesce(json_agg(json_build_object('type', r.type, 'value', r.value, 'mandatory', r.mandatory) ORDER BY r.position), '[]')
       FROM jobs.job_requirements r WHERE r.organization_id = j.organization_id AND r.job_id = j.id) AS requirements
  ${FROM_JOBS} WHERE j.id = $1 AND j.deleted_at IS NULL`;

/** One job of the caller's organization. */
@Injectable()
export class ReadJob {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: StaffPrincipal, id: string): Promise<JobView> {
    const [job] = await this.unitOfWork.run({ organizationId: caller.organizationId }, (tx) => tx.query<JobView>(SQL, [id]));
    if (!job || !mayReach(caller, job)) throw jobNotFound();
    return job;
  }
}
