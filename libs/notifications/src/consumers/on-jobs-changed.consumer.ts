import { Controller } from '@nestjs/common';
import { JobsChangedV1, jobsChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { CopiesRepository } from '../persistence/copies.repository.js';

/** Keeps the titles of jobs and whose they are. */
@Controller()
export class OnJobsChanged {
  constructor(private readonly copies: CopiesRepository) {}

  @OnEvent(jobsChangedV1, 'notifications.on_jobs_changed')
  async handle(job: JobsChangedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await this.copies.saveJob(tx, organizationId, job, event.aggregateversion ?? 0);
  }
}
