import { Injectable } from '@nestjs/common';
import { Cache, Clock, CodedError, UnitOfWork, onlyJobsOf, timeOfId } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';

export interface JobForIntake {
  readonly organizationId: string;
  readonly status: string;
}

/** Only open jobs are kept, and shortly: a read that overlaps a change could otherwise keep a new job closed. A change also drops it. */
const CACHED_SECONDS = 5;
/** A job as young as this may simply not have arrived here yet, or not that it was opened. */
const YOUNG_MS = 60_000;

export const jobCacheKey = (jobId: string): string => `applications:job:${jobId}`;

/** The job that a submission names: a cache look-up, and one read of the local copy when it is not there. */
@Injectable()
export class FindJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cache: Cache,
    private readonly clock: Clock,
  ) {}

  async execute(jobId: string): Promise<JobForIntake> {
    const cached = await this.cache.get(jobCacheKey(jobId)).catch(() => null);
    if (cached !== null) return JSON.parse(cached) as JobForIntake;
    const [job] = await this.unitOfWork.runWithoutTenant((tx) =>
      tx.query<{ organization_id: string; status: string; deleted: boolean }>('SELECT * FROM applications.find_job($1)', [jobId]),
    );
    if (!job || job.deleted) throw this.unknown(jobId);
    const found = { organizationId: job.organization_id, status: job.status };
    if (job.status === 'open') await this.cache.set(jobCacheKey(jobId), JSON.stringify(found), CACHED_SECONDS).catch(() => undefined);
    return found;
  }

  /** The same for who wants to apply. */
  async open(jobId: string): Promise<JobForIntake> {
    const job = await this.execute(jobId);
    if (job.status === 'open') return job;
    if (job.status === 'draft' && this.isYoung(jobId)) throw notHereYet();
    throw new CodedError('applications.job_not_open', 'conflict', 'This job does not take applications.');
  }

  /** Refuses jobs that the caller's organization does not have, and to hiring managers those of others, whatever their status. */
  async assertOwn(caller: StaffPrincipal, jobId: string): Promise<void> {
    const { organizationId } = caller;
    const found = await this.unitOfWork.run({ organizationId }, (tx) =>
      tx.query('SELECT 1 FROM applications.job_copies WHERE job_id = $1 AND NOT deleted AND ($2::uuid IS NULL OR hiring_manager_id = $2)', [
        jobId,
        onlyJobsOf(caller),
      ]),
    );
    if (found.length === 0) throw this.unknown(jobId);
  }

  private unknown(jobId: string): CodedError {
    return this.isYoung(jobId) ? notHereYet() : new CodedError('applications.job_not_found', 'not_found', 'There is no such job.');
  }

  private isYoung(jobId: string): boolean {
    const age = this.clock.now().getTime() - timeOfId(jobId);
    return age >= 0 && age < YOUNG_MS;
  }
}

const notHereYet = (): CodedError =>
  new CodedError('applications.job_not_here_yet', 'unavailable', 'The job was created a moment ago. Try again.', {
    retryAfterSeconds: 1,
    isOnItsWay: true,
  });
