import { Injectable } from '@nestjs/common';
import type { CriteriaModelDto } from '@shortlist/contracts';
import { Clock, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { analyzeJob } from '../domain/posting/job-analysis.js';
import { JobAnalysisRepository } from '../persistence/job-analysis.repository.js';
import type { KeptAnalysis } from '../queries/read-job-analysis.query.js';
import { ReadJob } from '../queries/read-job.query.js';
import { DraftRequirements } from './draft-requirements.use-case.js';

/** What a job comes to by its title and description, as they stand. It is kept with the version of the job that was read. */
@Injectable()
export class AnalyzeJob {
  constructor(
    private readonly readJob: ReadJob,
    private readonly draftRequirements: DraftRequirements,
    private readonly unitOfWork: UnitOfWork,
    private readonly analyses: JobAnalysisRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws `jobs.job_not_found` for jobs that are not within the caller's reach. */
  async execute(caller: StaffPrincipal, jobId: string, model: CriteriaModelDto | null): Promise<KeptAnalysis> {
    const { organizationId } = caller;
    const { title, description, version } = await this.readJob.execute(caller, jobId);
    const { posting, draft, run } = await this.draftRequirements.execute({ organizationId, title, description: description ?? '', model });
    const analysis = analyzeJob(posting, draft);
    const analyzed = { jobId, jobVersion: version, text: posting.text, analysis, run, analyzedAt: this.clock.now() };
    await this.unitOfWork.run({ organizationId }, (tx) => this.analyses.save(tx, organizationId, analyzed));
    return { ...analyzed, isCurrent: true };
  }
}
