import { Controller } from '@nestjs/common';
import { jobsChangedV1 } from '@shortlist/contracts';
import type { JobsChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { JobRepository } from '../persistence/job.repository.js';
import { RequestMatching } from '../use-cases/request-matching.use-case.js';

@Controller()
export class OnJobsChanged {
  constructor(
    private readonly jobs: JobRepository,
    private readonly requestMatching: RequestMatching,
  ) {}

  @OnEvent(jobsChangedV1, 'screening.copy_job')
  async handle(job: JobsChangedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    const before = await this.jobs.text(tx, job.jobId);
    await this.jobs.upsert(tx, organizationId, job, event.aggregateversion ?? 0);
    await this.requestMatching.follow(tx, organizationId, job, before);
  }
}
