import { Injectable } from '@nestjs/common';
import type { JobStatus } from '@shortlist/contracts';
import { Clock } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { moveJob } from '../domain/job-status.js';
import { EditJob } from './edit-job.use-case.js';

/** Moves a posting to another status. */
@Injectable()
export class MoveJob {
  constructor(
    private readonly editJob: EditJob,
    private readonly clock: Clock,
  ) {}

  execute(actor: StaffPrincipal, id: string, expectedVersion: number, status: JobStatus): Promise<void> {
    return this.editJob.execute(actor, id, expectedVersion, (job) => moveJob(job, status, this.clock.now()));
  }
}
