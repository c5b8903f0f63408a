import { Injectable } from '@nestjs/common';
import { jobsChangedV1 } from '@shortlist/contracts';
import { newId, Outbox, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { draftJob } from '../domain/job.js';
import type { Job, JobContent } from '../domain/job.js';
import { assertOwn, withManager } from '../domain/job-access.js';
import { JobRepository } from '../persistence/job.repository.js';
import { metaOf, snapshotOf } from './job-announcement.js';

/** Creates a draft. What a hiring manager creates is theirs. */
@Injectable()
export class CreateJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly jobs: JobRepository,
  ) {}

  async execute(actor: StaffPrincipal, content: JobContent): Promise<Job> {
    const managed = withManager(actor, content);
    assertOwn(actor, managed);
    const job = draftJob(newId(), actor.organizationId, managed);
    return this.unitOfWork.run({ organizationId: actor.organizationId }, async (tx) => {
      await this.jobs.insert(tx, job);
      await this.outbox.append(tx, jobsChangedV1, snapshotOf(job), metaOf(job, actor));
      return job;
    });
  }
}
