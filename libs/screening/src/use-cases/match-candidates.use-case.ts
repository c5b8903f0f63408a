import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@shortlist/platform';
import type { TaskRun } from '@shortlist/platform';
import { MatchJobRepository } from '../persistence/match-job.repository.js';
import type { MatchJob } from '../persistence/match-job.repository.js';
import { ProfileCopyRepository } from '../persistence/profile-copy.repository.js';
import type { ProfileCopy } from '../persistence/profile-copy.repository.js';
import { PrepareMatching } from '../queries/prepare-matching.query.js';
import type { PreparedCandidate } from '../queries/prepare-matching.query.js';
import type { MatchingTask } from '../tasks.js';
import { scoresOf, withGenerations } from './match-jobs.use-case.js';
import type { DueJob } from './match-jobs.use-case.js';
import { SaveScores } from './save-scores.use-case.js';

const PAGE = 64;
const JOBS_AT_ONCE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Matches candidates that changed with every open job, and nobody else. Who is matched with nothing leaves closed jobs too. */
@Injectable()
export class MatchCandidates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matchJobs: MatchJobRepository,
    private readonly copies: ProfileCopyRepository,
    private readonly prepare: PrepareMatching,
    private readonly saveScores: SaveScores,
  ) {}

  async execute({ organizationId }: MatchingTask, { signal }: Pick<TaskRun, 'signal'>): Promise<void> {
    for (let page = await this.due(organizationId); page.length > 0; page = await this.due(organizationId)) {
      let jobs = await this.jobs(organizationId, FIRST);
      const candidates = await this.prepareFor(jobs, organizationId, page);
      for (; jobs.length > 0; jobs = await this.jobs(organizationId, lastOf(jobs))) {
        signal.throwIfAborted();
        await this.saveScores.execute(
          organizationId,
          { jobs, candidates: page, scoreOf: scoresOf(jobs, candidates) },
          { updatesBest: true },
        );
      }
      const gone = page.filter(({ excluded }) => excluded !== null);
      if (gone.length > 0) await this.takeOut(organizationId, gone, signal);
      await this.unitOfWork.run({ organizationId }, (tx) => this.copies.updateMatched(tx, page));
    }
  }

  private async takeOut(organizationId: string, candidates: readonly ProfileCopy[], signal: AbortSignal): Promise<void> {
    const closed = (after: string): Promise<MatchJob[]> =>
      this.unitOfWork.run({ organizationId }, (tx) => this.matchJobs.closed(tx, after, JOBS_AT_ONCE));
    for (let jobs = await closed(FIRST); jobs.length > 0; jobs = await closed(lastOf(jobs))) {
      signal.throwIfAborted();
      await this.saveScores.execute(organizationId, { jobs, candidates, scoreOf: () => null }, { updatesBest: true });
    }
  }

  /** Who applied to every job that is open need not be opened: in a flood of applications to one job that is everybody. */
  private async prepareFor(jobs: readonly DueJob[], organizationId: string, page: readonly ProfileCopy[]): Promise<PreparedCandidate[]> {
    const areAll = jobs.length < JOBS_AT_ONCE;
    const isNeeded = ({ appliedTo }: ProfileCopy): boolean => !areAll || jobs.some(({ jobId }) => !appliedTo.includes(jobId));
    const opened = await this.prepare.prepareCandidates(organizationId, page.filter(isNeeded));
    const byId = new Map(opened.map((one) => [one.copy.candidateId, one]));
    return page.map((copy) => byId.get(copy.candidateId) ?? { copy, candidate: null });
  }

  private due(organizationId: string): Promise<ProfileCopy[]> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.copies.assignOrdinals(tx, organizationId);
      return this.copies.due(tx, PAGE);
    });
  }

  private jobs(organizationId: string, after: string): Promise<DueJob[]> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const jobs = await this.matchJobs.open(tx, after, JOBS_AT_ONCE);
      return withGenerations(
        await this.prepare.prepareJobs(
          tx,
          jobs.map((one) => one.jobId),
        ),
        jobs,
      );
    });
  }
}

const lastOf = (jobs: readonly MatchJob[]): string => jobs.at(-1)?.jobId ?? FIRST;
