import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { analysisNotFound } from '../domain/job.errors.js';
import { JobAnalysisRepository } from '../persistence/job-analysis.repository.js';
import type { AnalyzedJob } from '../persistence/job-analysis.repository.js';
import { ReadJob } from './read-job.query.js';

/** An analysis with how the job stands now. */
export interface KeptAnalysis extends AnalyzedJob {
  /** False: the job was changed since. */
  readonly isCurrent: boolean;
}

/** The newest analysis of a job. */
@Injectable()
export class ReadJobAnalysis {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readJob: ReadJob,
    private readonly analyses: JobAnalysisRepository,
  ) {}

  /** Throws `jobs.job_not_found` for jobs that are not within the caller's reach, `jobs.analysis_not_found` when nobody has asked for one. */
  async execute(caller: StaffPrincipal, jobId: string): Promise<KeptAnalysis> {
    const { version } = await this.readJob.execute(caller, jobId);
    const { organizationId } = caller;
    const found = await this.unitOfWork.run({ organizationId }, (tx) => this.analyses.newest(tx, jobId));
    if (!found) throw analysisNotFound();
    return { ...found, isCurrent: found.jobVersion === version };
  }
}
