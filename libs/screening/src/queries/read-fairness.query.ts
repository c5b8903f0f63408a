import { Injectable } from '@nestjs/common';
import { CodedError, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { FairnessReportRepository } from '../persistence/fairness-report.repository.js';
import type { FairnessReport } from '../persistence/fairness-report.repository.js';
import { FindJob } from './find-job.query.js';

/** The newest report of a job. */
@Injectable()
export class ReadFairness {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly reports: FairnessReportRepository,
  ) {}

  execute(caller: StaffPrincipal, jobId: string): Promise<FairnessReport> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const report = await this.reports.newest(tx, jobId);
      if (!report) throw new CodedError('screening.no_fairness_report', 'not_found', 'No report on fairness was made for this job yet.');
      return report;
    });
  }
}
