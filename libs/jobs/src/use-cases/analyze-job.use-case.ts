import { Injectable } from '@nestjs/common';
import type { CriteriaModelDto } from '@shortlist/contracts';
import type { ModelRun, StaffPrincipal } from '@shortlist/platform';
import { analyzeJob } from '../domain/posting/job-analysis.js';
import type { JobAnalysis } from '../domain/posting/job-analysis.js';
import { ReadJob } from '../queries/read-job.query.js';
import { DraftRequirements } from './draft-requirements.use-case.js';

export interface AnalyzedJob {
  readonly jobId: string;
  readonly jobVersion: number;
  /** What all offsets count in. */
  readonly text: string;
  readonly analysis: JobAnalysis;
  readonly run: ModelRun;
}

/** What a job comes to by its title and description, as they stand. Nothing is stored. */
@Injectable()
export class AnalyzeJob {
  constructor(
    private readonly readJob: ReadJob,
    private readonly draftRequirements: DraftRequirements,
  ) {}

  /** Throws `jobs.job_not_found` for jobs that are not within the caller's reach. */
  async execute(caller: StaffPrincipal, jobId: string, model: CriteriaModelDto | null): Promise<AnalyzedJob> {
    const { title, description, version } = await this.readJob.execute(caller, jobId);
    const asked = { organizationId: caller.organizationId, title, description: description ?? '', model };
    const { posting, draft, run } = await this.draftRequirements.execute(asked);
    return { jobId, jobVersion: version, text: posting.text, analysis: analyzeJob(posting, draft), run };
  }
}
