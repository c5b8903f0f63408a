import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { compareCriteria } from '../domain/criteria-comparison.js';
import type { CriteriaDifference } from '../domain/criteria-comparison.js';
import { criteriaVersionNotFound } from '../domain/screening.errors.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import type { CriteriaVersion } from '../persistence/criteria.repository.js';
import { FindJob } from './find-job.query.js';

/** Nobody reads further back; older versions stay for the records that name them. */
const MOST_VERSIONS = 100;

/** Two versions of the criteria of a job, and what differs. */
export interface ComparedCriteria {
  readonly from: number;
  readonly to: number;
  readonly differences: readonly CriteriaDifference[];
}

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

  /** What version `to` (the newest unless given) asks for that version `from` (the one before unless given) does not. */
  compare(caller: StaffPrincipal, jobId: string, versions: { readonly from?: number; readonly to?: number }): Promise<ComparedCriteria> {
    const { organizationId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const to = versions.to ?? (await this.criteria.current(tx, organizationId, jobId)).version;
      const from = versions.from ?? Math.max(0, to - 1);
      const before = await this.criteria.find(tx, organizationId, jobId, from);
      const after = await this.criteria.find(tx, organizationId, jobId, to);
      if (!before || !after) throw criteriaVersionNotFound();
      return { from, to, differences: compareCriteria(before.criteria, after.criteria) };
    });
  }
}
