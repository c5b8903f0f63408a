import { Injectable } from '@nestjs/common';
import { Clock, Semaphore, UnitOfWork } from '@shortlist/platform';
import type { TaskRun } from '@shortlist/platform';
import { lastingFailure } from '../domain/lasting-failure.js';
import { compareRankings } from '../domain/ranking-comparison.js';
import { outcomeOf } from '../domain/screening-outcome.js';
import { scoreProfile } from '../domain/scoring/scorers.js';
import type { ShadowReport } from '../domain/shadow-report.js';
import type { ScoredApplication } from '../domain/shortlist.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { ShadowRepository } from '../persistence/shadow.repository.js';
import type { ShadowRun, ShadowSubject } from '../persistence/shadow.repository.js';
import { OpenScoredProfile } from '../queries/open-scored-profile.query.js';
import { ReadScoringBasis, scoringInput } from '../queries/read-scoring-basis.query.js';
import type { ScoringBasis } from '../queries/read-scoring-basis.query.js';
import type { ShadowTask } from '../tasks.js';

const PAGE = 200;
const OPENED_AT_ONCE = 8;
const FIRST = '00000000-0000-0000-0000-000000000000';

interface Trial extends ScoredApplication {
  readonly advances: boolean;
  readonly isReadable: boolean;
}

/**
 * Scores the applications of a job under criteria on trial and compares the list with the one that stands. Beside the report nothing is
 * written: no record, no score, no status, no event. No model is asked either; what one added to a resume when it was screened counts again.
 */
@Injectable()
export class RunShadow {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shadows: ShadowRepository,
    private readonly criteria: CriteriaRepository,
    private readonly readBasis: ReadScoringBasis,
    private readonly openScored: OpenScoredProfile,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, shadowId }: ShadowTask, { signal, report }: Pick<TaskRun, 'signal' | 'report'>): Promise<void> {
    const begun = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const run = await this.shadows.find(tx, shadowId);
      if (!run || run.report) return null;
      const basis = await this.readBasis.current(tx, organizationId, run.jobId);
      return {
        run,
        basis: { ...basis, criteria: { ...basis.criteria, criteria: run.criteria } },
        total: await this.shadows.countSubjects(tx, run.jobId),
      };
    });
    if (!begun) return;
    const { run, basis, total } = begun;
    const former: ShadowSubject[] = [];
    const trials: Trial[] = [];
    for (let page = await this.page(run, FIRST); page.length > 0; page = await this.page(run, page.at(-1)?.applicationId ?? FIRST)) {
      signal.throwIfAborted();
      trials.push(...(await this.tryAll(page, basis, organizationId)));
      former.push(...page);
      report({ percent: Math.min(99, (trials.length * 100) / Math.max(1, total)), result: { total, tried: trials.length } });
    }
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const { criteria } = await this.criteria.current(tx, organizationId, run.jobId);
      const outcome = reportOf(
        { applications: former, limits: criteria.filtering },
        { applications: trials, limits: run.criteria.filtering },
      );
      await this.shadows.updateReport(tx, shadowId, outcome, this.clock.now());
    });
  }

  private page({ organizationId, jobId }: ShadowRun, after: string): Promise<ShadowSubject[]> {
    return this.unitOfWork.run({ organizationId }, (tx) => this.shadows.subjects(tx, jobId, after, PAGE));
  }

  private tryAll(page: readonly ShadowSubject[], basis: ScoringBasis, organizationId: string): Promise<Trial[]> {
    const atOnce = new Semaphore(OPENED_AT_ONCE);
    return Promise.all(page.map((subject) => atOnce.run(() => this.tryOne(subject, basis, organizationId))));
  }

  private async tryOne(subject: ShadowSubject, basis: ScoringBasis, organizationId: string): Promise<Trial> {
    const { applicationId, receivedAt, resumeId, profileKey, screeningId, modelAnswer } = subject;
    const unreadable = {
      applicationId,
      receivedAt: receivedAt.toISOString(),
      score: null,
      needsPerson: true,
      advances: false,
      isReadable: false,
    };
    if (!resumeId || !profileKey) return unreadable;
    try {
      const profile = await this.openScored.execute({ organizationId, resumeId, profileKey, screeningId, modelAnswer });
      const result = scoreProfile(scoringInput(profile, basis, receivedAt));
      const { needsPerson, autoAdvance } = outcomeOf(result, { ...subject, degraded: false }, basis.criteria.criteria.filtering);
      return { ...unreadable, score: result.score, needsPerson, advances: autoAdvance, isReadable: true };
    } catch (error) {
      if (lastingFailure(error) === null) throw error;
      return unreadable;
    }
  }
}

interface Side<T> {
  readonly applications: readonly T[];
  readonly limits: { readonly topN: number; readonly minScore: number };
}

function reportOf(former: Side<ShadowSubject>, trial: Side<Trial>): ShadowReport {
  const standing = former.applications.map((one) => ({ ...one, receivedAt: one.receivedAt.toISOString() }));
  const count = <T>(all: readonly T[], test: (one: T) => boolean): number => all.filter(test).length;
  return {
    ...compareRankings({ ...former, applications: standing }, trial),
    applications: trial.applications.length,
    unreadable: count(trial.applications, (one) => !one.isReadable),
    advancing: {
      before: count(former.applications, (one) => one.autoAdvance),
      after: count(trial.applications, (one) => one.advances),
    },
    needingPerson: {
      before: count(former.applications, (one) => one.needsPerson),
      after: count(trial.applications, (one) => one.needsPerson),
    },
  };
}
