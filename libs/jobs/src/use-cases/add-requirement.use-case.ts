import { Injectable } from '@nestjs/common';
import type { StaffPrincipal } from '@shortlist/platform';
import { addRequirement } from '../domain/job.js';
import type { Requirement } from '../domain/job.js';
import { EditJob } from './edit-job.use-case.js';

/** Adds a requirement to a posting, behind those it has. */
@Injectable()
export class AddRequirement {
  constructor(private readonly editJob: EditJob) {}

  execute(actor: StaffPrincipal, id: string, requirement: Requirement): Promise<void> {
    return this.editJob.execute(actor, id, null, (job) => addRequirement(job, requirement));
  }
}
