import { Injectable } from '@nestjs/common';
import { Clock } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { deleteJob } from '../domain/job.js';
import { EditJob } from './edit-job.use-case.js';

/** Takes a posting off every list. Its row stays: applications refer to it. */
@Injectable()
export class DeleteJob {
  constructor(
    private readonly editJob: EditJob,
    private readonly clock: Clock,
  ) {}

  execute(actor: StaffPrincipal, id: string, expectedVersion: number): Promise<void> {
    return this.editJob.execute(actor, id, expectedVersion, (job) => deleteJob(job, this.clock.now()));
  }
}
