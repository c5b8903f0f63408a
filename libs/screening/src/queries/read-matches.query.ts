import { Injectable } from '@nestjs/common';
import { TaskQueue, UnitOfWork, countFound, onlyJobsOf } from '@shortlist/platform';
import type { FoundCount, StaffPrincipal, Tx } from '@shortlist/platform';
import { summaryOf } from '../domain/feedback.js';
import type { FeedbackSummary } from '../domain/feedback.js';
import { countsOf } from '../domain/matching/histogram.js';
import type { MatchCounts } from '../domain/matching/histogram.js';
import { matchNotFound } from '../domain/screening.errors.js';
import { FeedbackCopyRepository } from '../persistence/feedback-copy.repository.js';
import { JobRepository } from '../persistence/job.repository.js';
import { MatchJobRepository } from '../persistence/match-job.repository.js';
import { MatchRowRepository } from '../persistence/match-row.repository.js';
import type { MatchFilters, MatchPosition, MatchRow } from '../persistence/match-row.repository.js';
import { FindJob } from './find-job.query.js';

export type { MatchFilters, MatchPosition };

/** A stored match, and what staff say of it. */
export interface ReadMatch extends MatchRow {
  readonly feedback: FeedbackSummary;
}

export interface MatchList extends FoundCount {
  readonly rows: readonly ReadMatch[];
  readonly hasMore: boolean;
}

export interface MatchStatistics extends MatchCounts {
  readonly jobId: string;
  readonly histogram: readonly number[];
  readonly stored: number;
  readonly analyzed: number;
  readonly hiddenGems: number;
  /** Whether nothing of the job changed since all candidates were matched with it. */
  readonly isMatched: boolean;
  readonly matchedAt: Date | null;
  readonly criteriaVersion: number;
}

export interface AnalysisStatus {
  readonly jobId: string;
  readonly stored: number;
  readonly analyzed: number;
  readonly taskId: string | null;
  /** Whether that task waits or runs. */
  readonly isRunning: boolean;
}

/** Stored matches, and what is known of a job as a whole. */
@Injectable()
export class ReadMatches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly jobs: JobRepository,
    private readonly matchJobs: MatchJobRepository,
    private readonly rows: MatchRowRepository,
    private readonly feedback: FeedbackCopyRepository,
    private readonly tasks: TaskQueue,
  ) {}

  /** Best first. A job that is named has to be there. */
  list(
    caller: StaffPrincipal,
    filters: Omit<MatchFilters, 'hiringManagerId'>,
    window: { limit: number; offset: number; after: MatchPosition | null },
  ): Promise<MatchList> {
    const own: MatchFilters = { ...filters, hiringManagerId: onlyJobsOf(caller) };
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      if (filters.jobId) await this.findJob.execute(tx, caller, filters.jobId);
      const rows = await this.rows.list(tx, own, { ...window, limit: window.limit + 1 });
      const found = await countFound(tx, ...this.rows.counted(own));
      const shown = await this.withFeedback(tx, caller, rows.slice(0, window.limit));
      return { ...found, rows: shown, hasMore: rows.length > window.limit };
    });
  }

  one(caller: StaffPrincipal, id: string): Promise<ReadMatch> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, (tx) => this.find(tx, caller, id));
  }

  /** The same inside a transaction; to hiring managers matches of others' jobs look absent. */
  async find(tx: Tx, caller: StaffPrincipal, id: string): Promise<ReadMatch> {
    const row = await this.rows.find(tx, id);
    if (!row || !(await this.jobs.isOf(tx, row.jobId, onlyJobsOf(caller)))) throw matchNotFound();
    const [read] = await this.withFeedback(tx, caller, [row]);
    if (!read) throw matchNotFound();
    return read;
  }

  private async withFeedback(tx: Tx, { userId }: StaffPrincipal, rows: readonly MatchRow[]): Promise<ReadMatch[]> {
    const standing = await this.feedback.standing(
      tx,
      rows.map(({ jobId, candidateId }) => ({ jobId, applicationId: null, candidateId })),
    );
    return rows.map((row, index) => ({ ...row, feedback: summaryOf(standing[index] ?? [], userId) }));
  }

  statistics(caller: StaffPrincipal, jobId: string): Promise<MatchStatistics> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const job = await this.matchJobs.find(tx, jobId);
      const histogram = job?.histogram ?? [];
      return {
        ...{ jobId, histogram, ...countsOf(histogram), ...(await this.rows.countStored(tx, jobId)) },
        ...{ isMatched: job?.isMatched ?? false, matchedAt: job?.matchedAt ?? null, criteriaVersion: job?.criteriaVersion ?? 0 },
      };
    });
  }

  analysisStatus(caller: StaffPrincipal, jobId: string): Promise<AnalysisStatus> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const { stored, analyzed } = await this.rows.countStored(tx, jobId);
      const taskId = (await this.matchJobs.find(tx, jobId))?.analysisTaskId ?? null;
      const isRunning = taskId !== null && (await this.tasks.alive([taskId])).has(taskId);
      return { jobId, stored, analyzed, taskId, isRunning };
    });
  }
}
