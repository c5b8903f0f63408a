import { Controller } from '@nestjs/common';
import { jobsChangedV1 } from '@shortlist/contracts';
import type { JobsChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { JobRepository } from '../persistence/job.repository.js';

@Controller()
export class OnJobsChanged {
  constructor(private readonly jobs: JobRepository) {}

  @OnEvent(jobsChangedV1, 'screening.copy_job')
  async handle(job: JobsChangedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await this.jobs.upsert(tx, organizationId, job, event.aggregateversion ?? 0);
  }
}
