import { Injectable } from '@nestjs/common';
import { Clock, CodedError, onlyJobsOf, timeOfId, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { jobNotFound } from '../domain/screening.errors.js';
import { JobRepository } from '../persistence/job.repository.js';

/** A job as young as this may simply not have arrived here yet. */
const YOUNG_MS = 60_000;

/** Refuses jobs that the organization does not have, and to hiring managers those of others. */
@Injectable()
export class FindJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: JobRepository,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, caller: StaffPrincipal, jobId: string): Promise<void> {
    if (!(await this.jobs.exists(tx, jobId, onlyJobsOf(caller)))) throw this.unknown(jobId);
  }

  /** The same before work that has transactions of its own. */
  assert(caller: StaffPrincipal, jobId: string): Promise<void> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, (tx) => this.execute(tx, caller, jobId));
  }

  /** The same, and nobody else changes the criteria of the job until the transaction ends. */
  async forUpdate(tx: Tx, caller: StaffPrincipal, jobId: string): Promise<void> {
    if (!(await this.jobs.lock(tx, jobId, onlyJobsOf(caller)))) throw this.unknown(jobId);
  }

  private unknown(jobId: string): CodedError {
    const age = this.clock.now().getTime() - timeOfId(jobId);
    if (age < 0 || age >= YOUNG_MS) return jobNotFound();
    return new CodedError('screening.job_not_here_yet', 'unavailable', 'The job was created a moment ago. Try again.', {
      retryAfterSeconds: 1,
      isOnItsWay: true,
    });
  }
}
