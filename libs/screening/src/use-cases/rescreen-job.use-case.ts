import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { CodedError, UnitOfWork } from '@shortlist/platform';
import type { TaskReport, TaskRun } from '@shortlist/platform';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import type { RequestedRun } from '../persistence/subject.repository.js';
import type { JobTask } from '../tasks.js';
import { RequestScreening } from './request-screening.use-case.js';
import { RequestShortlist } from './request-shortlist.use-case.js';

const PAGE = 500;
const POLL_MS = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Brings the applications that a job has under its newest criteria, page by page, and waits for each page: so it can tell how far it is, and
 * who cancels it stops all that was not screened yet. Applications that arrive meanwhile are screened under these criteria anyway: it neither asks
 * nor waits for them, or it would never end while they keep coming. Begun again after a crash it asks some for one run more, which replaces
 * the one before.
 */
@Injectable()
export class RescreenJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly criteria: CriteriaRepository,
    private readonly subjects: SubjectRepository,
    private readonly requestScreening: RequestScreening,
    private readonly requestShortlist: RequestShortlist,
  ) {}

  async execute(job: JobTask, run: Pick<TaskRun, 'signal' | 'report'>): Promise<void> {
    const until = await this.databaseTime(job);
    const total = (await this.count(job, until)).outdated;
    let asked: RequestedRun[] = [];
    try {
      for (let after: string | undefined = FIRST; after !== undefined; after = asked.at(-1)?.applicationId) {
        run.signal.throwIfAborted();
        asked = await this.page(job, until, after);
        await this.waitForPage(job, until, total, run);
      }
    } catch (error) {
      if (isCancelled(run.signal)) await this.withdraw(job, until, total, asked, run);
      throw error;
    }
  }

  /** A screening that is under way finds its run withdrawn and leaves nothing, so that the last count is what was done. */
  private async withdraw(
    job: JobTask,
    until: string,
    total: number,
    asked: readonly RequestedRun[],
    { report }: Pick<TaskRun, 'report'>,
  ): Promise<void> {
    const { organizationId, jobId } = job;
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.subjects.withdrawRuns(tx, asked);
      await this.requestShortlist.execute(tx, organizationId, jobId);
    });
    const { outdated } = await this.count(job, until);
    report(reportOf(total, outdated));
  }

  /** To the microsecond, as subjects carry it. */
  private databaseTime({ organizationId }: JobTask): Promise<string> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const [row] = await tx.query<{ now: string }>('SELECT now()::text AS now');
      return row?.now ?? '';
    });
  }

  /** What was asked for; nothing when nothing is left. */
  private page({ organizationId, jobId }: JobTask, until: string, after: string): Promise<RequestedRun[]> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const { version: criteriaVersion } = await this.criteria.current(tx, organizationId, jobId);
      const runs = await this.subjects.updateOutdatedRuns(tx, { jobId, criteriaVersion, until }, after, PAGE);
      await this.requestScreening.enqueue(tx, organizationId, runs);
      if (runs.length === 0) await this.requestShortlist.execute(tx, organizationId, jobId);
      return runs;
    });
  }

  private async waitForPage(
    job: JobTask,
    until: string,
    total: number,
    { signal, report }: Pick<TaskRun, 'signal' | 'report'>,
  ): Promise<void> {
    for (;;) {
      const { outdated, requested } = await this.count(job, until);
      report(reportOf(total, outdated));
      if (requested === 0) return;
      await delay(POLL_MS, undefined, { signal });
    }
  }

  private count({ organizationId, jobId }: JobTask, until: string): Promise<{ outdated: number; requested: number }> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const { version: criteriaVersion } = await this.criteria.current(tx, organizationId, jobId);
      return this.subjects.countOutdated(tx, { jobId, criteriaVersion, until });
    });
  }
}

function reportOf(total: number, outdated: number): TaskReport {
  const screened = Math.max(0, total - outdated);
  return { percent: total === 0 ? 0 : (screened * 100) / total, result: { total, screened } };
}

/** A process that stops aborts as well: its task goes on elsewhere. */
const isCancelled = ({ aborted, reason }: AbortSignal): boolean =>
  aborted && reason instanceof CodedError && reason.code === 'tasks.cancelled';
