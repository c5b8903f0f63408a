import { Injectable } from '@nestjs/common';
import type { JobsChangedV1, ResumesParsedV1 } from '@shortlist/contracts';
import { Clock, CodedError, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import type { JobText } from '../persistence/job.repository.js';
import { MatchJobRepository } from '../persistence/match-job.repository.js';
import { CandidateMergeRepository } from '../persistence/candidate-merge.repository.js';
import { ProfileCopyRepository, recordOf } from '../persistence/profile-copy.repository.js';
import { FindJob } from '../queries/find-job.query.js';
import { matchCandidatesTask, matchJobTask } from '../tasks.js';

/** Nobody waits for a match as for an answer, and candidates that arrive together share profiles, jobs and blocks of scores. */
const GATHER_MS = 1_000;

/** Asks for matches to be brought up to date, in the transaction of what changed. */
@Injectable()
export class RequestMatching {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly matchJobs: MatchJobRepository,
    private readonly copies: ProfileCopyRepository,
    private readonly merges: CandidateMergeRepository,
    private readonly tasks: TaskQueue,
    private readonly clock: Clock,
  ) {}

  /** Of a job that says or asks for something else now; the id of the task, null while the job is not open. */
  async ofJob(tx: Tx, organizationId: string, jobId: string): Promise<string | null> {
    if (!(await this.matchJobs.markDue(tx, jobId))) return null;
    return this.announce(tx, organizationId, jobId);
  }

  /** After a posting changed: it has to be matched when it opens, and when it says something else now. */
  async follow(tx: Tx, organizationId: string, job: JobsChangedV1, before: JobText | null): Promise<void> {
    const isOpen = job.status === 'open' && job.deletedAt === null;
    const isNew = before?.title !== job.title || before.description !== job.description;
    if (await this.matchJobs.upsert(tx, organizationId, job.jobId, { isOpen, isNew })) await this.announce(tx, organizationId, job.jobId);
  }

  /** After a resume was read, or a person was found to have applied. */
  async followCandidate(tx: Tx, organizationId: string, change: ResumesParsedV1 | { readonly applicationId: string }): Promise<void> {
    const isDue =
      'resumeId' in change ? await this.takeResume(tx, organizationId, change) : await this.copies.markDueOf(tx, change.applicationId);
    if (isDue) await this.ofCandidates(tx, organizationId);
  }

  private async takeResume(tx: Tx, organizationId: string, resume: ResumesParsedV1): Promise<boolean> {
    await this.merges.lockShared(tx, organizationId);
    if (!(await this.copies.upsertResume(tx, organizationId, resume))) return false;
    return this.copies.refresh(tx, organizationId, [recordOf(resume)]);
  }

  /** Of a job, because a person asks for it. */
  async now(caller: StaffPrincipal, jobId: string): Promise<string> {
    const { organizationId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const taskId = await this.ofJob(tx, organizationId, jobId);
      if (taskId === null) throw new CodedError('screening.job_not_open', 'conflict', 'Only open jobs are matched.');
      return taskId;
    });
  }

  announce(tx: Tx, organizationId: string, jobId: string): Promise<string> {
    return this.tasks.announce(tx, matchJobTask, { organizationId, jobId }, jobId);
  }

  /** Of the candidates of an organization that changed: many requests become one run. */
  async ofCandidates(tx: Tx, organizationId: string): Promise<void> {
    const startAfter = new Date(this.clock.now().getTime() + GATHER_MS);
    await this.tasks.enqueue(tx, matchCandidatesTask, { organizationId }, { singleton: organizationId, startAfter });
  }
}
