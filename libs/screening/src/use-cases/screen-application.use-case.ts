import { Injectable } from '@nestjs/common';
import { CodedError, UnitOfWork } from '@shortlist/platform';
import type { TaskRun } from '@shortlist/platform';
import { lastingFailure } from '../domain/lasting-failure.js';
import { inputHash } from '../domain/replay.js';
import { scoreProfile } from '../domain/scoring/scorers.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { OpenProfile } from '../queries/open-profile.query.js';
import { ReadScoringBasis, scoringInput } from '../queries/read-scoring-basis.query.js';
import type { ScoringBasis } from '../queries/read-scoring-basis.query.js';
import type { ScreenApplicationTask } from '../tasks.js';
import { isDue } from './due-subject.js';
import { EstablishFacts } from './establish-facts.use-case.js';
import type { EstablishedFacts } from './establish-facts.use-case.js';
import type { DueSubject } from './due-subject.js';
import { RecordScreening } from './record-screening.use-case.js';
import type { Evaluation } from './record-screening.use-case.js';

/**
 * Screens one application. Everything before the record may happen again after a crash: reading and scoring have no effect, and the record
 * is written once per run.
 */
@Injectable()
export class ScreenApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: SubjectRepository,
    private readonly readBasis: ReadScoringBasis,
    private readonly openProfile: OpenProfile,
    private readonly establishFacts: EstablishFacts,
    private readonly recordScreening: RecordScreening,
  ) {}

  async execute({ organizationId, applicationId, run }: ScreenApplicationTask, { isLast }: Pick<TaskRun, 'isLast'>): Promise<void> {
    const startedAt = performance.now();
    const due = await this.unitOfWork.runShared({ organizationId }, async (tx) => {
      const subject = await this.subjects.find(tx, applicationId);
      return isDue(subject, run) ? { subject, basis: await this.readBasis.current(tx, organizationId, subject.jobId) } : null;
    });
    if (!due) return;
    const evaluation = await this.evaluate(due.subject, due.basis, isLast);
    if (tellsNothingNew(due.subject, due.basis, evaluation)) {
      await this.unitOfWork.run({ organizationId }, (tx) => this.subjects.withdrawRuns(tx, [{ applicationId, run }]));
      return;
    }
    await this.recordScreening.execute({ ...due, run, evaluation, milliseconds: Math.round(performance.now() - startedAt) });
  }

  private async evaluate(subject: DueSubject, basis: ScoringBasis, isLast: boolean): Promise<Evaluation> {
    const { organizationId, resumeId, profileKey, failureCode } = subject;
    if (!profileKey || !resumeId) return { kind: 'unreadable', failureCode: failureCode ?? 'no_resume' };
    if (!basis.jobText && !isLast) throw new CodedError('screening.job_not_here', 'unavailable', 'The job has not arrived yet.');
    try {
      const profile = await this.openProfile.execute({ organizationId, resumeId, profileKey });
      const { wantsPerson, applicationId, name } = subject;
      const { model } = basis.criteria.criteria;
      const jobTitle = basis.jobText?.title ?? null;
      const facts = { organizationId, applicant: { applicationId, name }, wantsPerson, profile, model, jobTitle };
      return scored(await this.establishFacts.execute(facts), subject, basis);
    } catch (error) {
      const failure = lastingFailure(error);
      if (failure) return { kind: 'unreadable', failureCode: failure };
      if (isLast) return { kind: 'unreadable', failureCode: 'screening_failed' };
      throw error;
    }
  }
}

/** Still without a model, as the record before: neither the shortlist nor a receiver of webhooks wants to hear it again. */
function tellsNothingNew({ degraded, criteriaVersion }: DueSubject, { criteria }: ScoringBasis, evaluation: Evaluation): boolean {
  return degraded && criteriaVersion === criteria.version && evaluation.kind === 'scored' && evaluation.modelRun.degraded;
}

function scored({ profile, run, answer }: EstablishedFacts, { receivedAt }: DueSubject, basis: ScoringBasis): Evaluation {
  const input = scoringInput(profile, basis, receivedAt);
  return {
    kind: 'scored',
    score: scoreProfile(input),
    inputHash: inputHash(input),
    modelRun: run,
    modelAnswer: answer,
    name: profile.name?.value ?? null,
    skills: profile.skills.map((skill) => skill.name),
  };
}
