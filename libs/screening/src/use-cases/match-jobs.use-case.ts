import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '@shortlist/platform';
import type { TaskRun } from '@shortlist/platform';
import { matchPair } from '../domain/matching/pair.js';
import type { PairScore } from '../domain/matching/score-block.js';
import { MatchJobRepository } from '../persistence/match-job.repository.js';
import type { MatchJob } from '../persistence/match-job.repository.js';
import { MatchRepository } from '../persistence/match.repository.js';
import { ProfileCopyRepository } from '../persistence/profile-copy.repository.js';
import type { ProfileCopy } from '../persistence/profile-copy.repository.js';
import { PrepareMatching } from '../queries/prepare-matching.query.js';
import type { PreparedCandidate, PreparedJob } from '../queries/prepare-matching.query.js';
import type { JobTask } from '../tasks.js';
import { AnnounceMatchStatistics } from './announce-match-statistics.use-case.js';
import { RequestMatching } from './request-matching.use-case.js';
import { SaveScores } from './save-scores.use-case.js';

/** Jobs that are matched in one pass over the candidates: each profile is opened once for all of them. */
const MOST_JOBS = 1_000;
const PAGE = 128;

/**
 * Matches jobs that changed with every candidate. One pass serves every job of the organization that waits, so that of a thousand tasks for a
 * thousand jobs the first does the work and the others find it done. Begun again after a crash it writes the same once more.
 */
@Injectable()
export class MatchJobs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matchJobs: MatchJobRepository,
    private readonly copies: ProfileCopyRepository,
    private readonly matches: MatchRepository,
    private readonly prepare: PrepareMatching,
    private readonly saveScores: SaveScores,
    private readonly requestMatching: RequestMatching,
    private readonly announceStatistics: AnnounceMatchStatistics,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId }: JobTask, { signal, report }: Pick<TaskRun, 'signal' | 'report'>): Promise<void> {
    for (let jobs = await this.due(organizationId); jobs.length > 0; jobs = await this.due(organizationId)) {
      const total = await this.unitOfWork.run({ organizationId }, (tx) => this.copies.count(tx));
      let matched = 0;
      for (let page = await this.page(organizationId, -1); page.length > 0; page = await this.page(organizationId, lastOf(page))) {
        signal.throwIfAborted();
        const candidates = await this.prepare.prepareCandidates(organizationId, page);
        await this.saveScores.execute(
          organizationId,
          { jobs, candidates: page, scoreOf: scoresOf(jobs, candidates) },
          { updatesBest: false },
        );
        matched += page.length;
        report({ percent: Math.min(99, (matched * 100) / Math.max(1, total)), result: { jobs: jobs.length, candidates: total, matched } });
      }
      for (const job of jobs) await this.finish(organizationId, job);
      report({ percent: 100, result: { jobs: jobs.length, candidates: total, matched } });
    }
  }

  private due(organizationId: string): Promise<DueJob[]> {
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const jobs = await this.matchJobs.due(tx, MOST_JOBS);
      if (jobs.length > 0) await this.copies.assignOrdinals(tx, organizationId);
      return withGenerations(
        await this.prepare.prepareJobs(
          tx,
          jobs.map((one) => one.jobId),
        ),
        jobs,
      );
    });
  }

  private page(organizationId: string, after: number): Promise<ProfileCopy[]> {
    return this.unitOfWork.run({ organizationId }, (tx) => this.copies.page(tx, after, PAGE));
  }

  /** Candidates that were passed over because they changed meanwhile are due themselves. */
  private async finish(organizationId: string, job: DueJob): Promise<void> {
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      if ((await this.matchJobs.lockUnchanged(tx, [job])).length === 0) return;
      await this.announceStatistics.request(tx, organizationId, [job.jobId]);
      await this.matches.refresh(tx, organizationId, job.jobId);
      await this.matchJobs.updateMatched(tx, job, job.basis, this.clock.now());
      if (await this.copies.isAnyDue(tx)) await this.requestMatching.ofCandidates(tx, organizationId);
    });
  }
}

/** A prepared job of a generation. */
export type DueJob = PreparedJob & MatchJob;

export function withGenerations(prepared: readonly PreparedJob[], jobs: readonly MatchJob[]): DueJob[] {
  const generations = new Map(jobs.map(({ jobId, generation }) => [jobId, generation]));
  return prepared.map((one) => ({ ...one, generation: generations.get(one.jobId) ?? 0 }));
}

/** Scores of pairs; none for those who applied or are matched with nothing. */
export function scoresOf(
  jobs: readonly PreparedJob[],
  candidates: readonly PreparedCandidate[],
): (jobIndex: number, candidateIndex: number) => PairScore | null {
  return (jobIndex, candidateIndex) => {
    const [prepared, one] = [jobs[jobIndex], candidates[candidateIndex]];
    if (!prepared || !one?.candidate || one.copy.appliedTo.includes(prepared.jobId)) return null;
    const { result, isHiddenGem } = matchPair(prepared.job, one.candidate);
    return { score: result.score, isHiddenGem };
  };
}

const lastOf = (page: readonly ProfileCopy[]): number => page.at(-1)?.ordinal ?? -1;
