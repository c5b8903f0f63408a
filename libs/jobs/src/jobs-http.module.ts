import { Module } from '@nestjs/common';
import { JobAnalysisController } from './http/job-analysis.controller.js';
import { JobsController } from './http/jobs.controller.js';
import { PublicFeedsController } from './http/public-feeds.controller.js';
import { PublicJobsController } from './http/public-jobs.controller.js';
import { jobsContext } from './jobs.context.js';
import './permissions.js';
import { JobAnalysisRepository } from './persistence/job-analysis.repository.js';
import { JobRepository } from './persistence/job.repository.js';
import { PublicJobRepository } from './persistence/public-job.repository.js';
import { CachedReads } from './queries/cached-reads.query.js';
import { DatedContent } from './queries/dated-content.query.js';
import { ListJobs } from './queries/list-jobs.query.js';
import { ListPublicJobs } from './queries/list-public-jobs.query.js';
import { ReadFeed } from './queries/read-feed.query.js';
import { ReadJobAnalysis } from './queries/read-job-analysis.query.js';
import { ReadJob } from './queries/read-job.query.js';
import { ReadPublicJob } from './queries/read-public-job.query.js';
import { AddRequirement } from './use-cases/add-requirement.use-case.js';
import { AnalyzeJob } from './use-cases/analyze-job.use-case.js';
import { ChangeJob } from './use-cases/change-job.use-case.js';
import { CreateJob } from './use-cases/create-job.use-case.js';
import { DeleteJob } from './use-cases/delete-job.use-case.js';
import { DraftRequirements } from './use-cases/draft-requirements.use-case.js';
import { EditJob } from './use-cases/edit-job.use-case.js';
import { MoveJob } from './use-cases/move-job.use-case.js';

/** The routes of the context. */
@Module({
  imports: [jobsContext],
  controllers: [JobAnalysisController, JobsController, PublicFeedsController, PublicJobsController],
  providers: [
    ...[JobRepository, JobAnalysisRepository, PublicJobRepository],
    ...[CreateJob, EditJob, ChangeJob, MoveJob, DeleteJob, AddRequirement, DraftRequirements, AnalyzeJob],
    ...[CachedReads, DatedContent, ListJobs, ReadJob, ReadJobAnalysis, ListPublicJobs, ReadPublicJob, ReadFeed],
  ],
})
export class JobsHttpModule {}
