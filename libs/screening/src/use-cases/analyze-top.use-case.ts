import { Injectable } from '@nestjs/common';
import { CodedError, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal, TaskRun } from '@shortlist/platform';
import { MatchJobRepository } from '../persistence/match-job.repository.js';
import { MatchRowRepository } from '../persistence/match-row.repository.js';
import { FindJob } from '../queries/find-job.query.js';
import { analyzeTopTask } from '../tasks.js';
import type { AnalyzeTopTask } from '../tasks.js';
import { AnalyzeMatch } from './analyze-match.use-case.js';

/** Has the best of a job analysed in depth, as a task: those without an analysis. */
@Injectable()
export class AnalyzeTop {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly matchJobs: MatchJobRepository,
    private readonly rows: MatchRowRepository,
    private readonly analyzeMatch: AnalyzeMatch,
    private readonly tasks: TaskQueue,
  ) {}

  request(caller: StaffPrincipal, jobId: string, limit: number): Promise<string> {
    const { organizationId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      const taskId = await this.tasks.announce(tx, analyzeTopTask, { organizationId, jobId, limit }, jobId);
      await this.matchJobs.updateAnalysisTask(tx, jobId, taskId);
      return taskId;
    });
  }

  async execute({ organizationId, jobId, limit }: AnalyzeTopTask, { signal, report }: Pick<TaskRun, 'signal' | 'report'>): Promise<void> {
    const waiting = await this.unitOfWork.run({ organizationId }, (tx) => this.rows.unanalyzed(tx, jobId, limit));
    const result = { total: waiting.length, analyzed: 0, skipped: 0 };
    for (const candidateId of waiting) {
      signal.throwIfAborted();
      if (await this.analyze(organizationId, jobId, candidateId)) result.analyzed += 1;
      else result.skipped += 1;
      report({ percent: ((result.analyzed + result.skipped) * 100) / result.total, result: { ...result } });
    }
    if (waiting.length === 0) report({ percent: 100, result: { ...result } });
  }

  /** Who was erased or asked for a person since the match was stored is passed over. */
  private async analyze(organizationId: string, jobId: string, candidateId: string): Promise<boolean> {
    try {
      await this.analyzeMatch.ofJob(organizationId, jobId, candidateId);
      return true;
    } catch (error) {
      if (error instanceof CodedError && ['screening.candidate_not_matched', 'keys.destroyed'].includes(error.code)) return false;
      throw error;
    }
  }
}
