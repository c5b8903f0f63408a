import { Injectable } from '@nestjs/common';
import { jobsChangedV1 } from '@shortlist/contracts';
import { Outbox, staleVersion, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import type { Job } from '../domain/job.js';
import { mayReach } from '../domain/job-access.js';
import { jobNotFound } from '../domain/job.errors.js';
import { JobRepository } from '../persistence/job.repository.js';
import { metaOf, snapshotOf } from './job-announcement.js';

/** Every change of a job: load it for update, let the domain decide, store and announce the outcome, all in one transaction. */
@Injectable()
export class EditJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly jobs: JobRepository,
  ) {}

  /** `expectedVersion` is what the caller last saw; null where the change fits any version. */
  async execute(actor: StaffPrincipal, id: string, expectedVersion: number | null, decide: (job: Job) => Job): Promise<void> {
    await this.unitOfWork.run({ organizationId: actor.organizationId }, async (tx) => {
      const job = await this.jobs.lock(tx, id);
      if (!job || !mayReach(actor, job)) throw jobNotFound();
      if (expectedVersion !== null && expectedVersion !== job.version) throw staleVersion('jobs.job_changed');
      const changed = decide(job);
      await this.jobs.update(tx, changed);
      await this.outbox.append(tx, jobsChangedV1, snapshotOf(changed), metaOf(changed, actor));
    });
  }
}
