import { Injectable } from '@nestjs/common';
import type { StaffPrincipal } from '@shortlist/platform';
import { changeJob } from '../domain/job.js';
import type { JobContent } from '../domain/job.js';
import { assertOwn, withManager } from '../domain/job-access.js';
import { EditJob } from './edit-job.use-case.js';

/** Changes some of what a posting says, or replaces all of it. */
@Injectable()
export class ChangeJob {
  constructor(private readonly editJob: EditJob) {}

  async execute(actor: StaffPrincipal, id: string, expectedVersion: number, changes: Partial<JobContent>): Promise<void> {
    assertOwn(actor, changes);
    await this.editJob.execute(actor, id, expectedVersion, (job) => changeJob(job, changes));
  }

  replace(actor: StaffPrincipal, id: string, expectedVersion: number, content: JobContent): Promise<void> {
    return this.execute(actor, id, expectedVersion, withManager(actor, content));
  }
}
