import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import type { CriteriaVersion } from '../persistence/criteria.repository.js';
import { FindJob } from './find-job.query.js';

/** Nobody reads further back; older versions stay for the records that name them. */
const MOST_VERSIONS = 100;

@Injectable()
export class ReadCriteria {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly criteria: CriteriaRepository,
  ) {}

  /** The criteria that screenings of a job use now. */
  execute(caller: StaffPrincipal, jobId: string): Promise<CriteriaVersion> {
    const { organizationId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      return this.criteria.current(tx, organizationId, jobId);
    });
  }

  /** The newest versions, newest first. */
  versions(caller: StaffPrincipal, jobId: string): Promise<CriteriaVersion[]> {
    const { organizationId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      return this.criteria.newest(tx, organizationId, jobId, MOST_VERSIONS);
    });
  }
}
