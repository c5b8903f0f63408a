import { Injectable } from '@nestjs/common';
import { MOST_SKILLS, applicationsAiScreenedV1 } from '@shortlist/contracts';
import type { ScoreDto } from '@shortlist/contracts';
import type { ModelRun } from '@shortlist/platform';
import { Clock, Keyring, Outbox, UnitOfWork, newId, personKey } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { RecordedAnswer } from '../domain/recorded-answer.js';
import { outcomeOf, unreadableOutcome } from '../domain/screening-outcome.js';
import { SCORER_VERSION, TAXONOMY_VERSION } from '../domain/scoring/scorers.js';
import { modelAnswerContext, nameContext, resultContext } from '../domain/sealed-contexts.js';
import type { ScreeningEntity } from '../persistence/screening.entity.js';
import { ScreeningRepository } from '../persistence/screening.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import type { ScoringBasis } from '../queries/read-scoring-basis.query.js';
import { isDue } from './due-subject.js';
import type { DueSubject } from './due-subject.js';
import { RequestShortlist } from './request-shortlist.use-case.js';
import { RescoreDegraded } from './rescore-degraded.use-case.js';

/** What came out: a score, or the reason why there is none. */
export type Evaluation =
  | {
      readonly kind: 'scored';
      readonly score: ScoreDto;
      readonly inputHash: string;
      readonly modelRun: ModelRun;
      readonly modelAnswer: RecordedAnswer | null;
      readonly name: string | null;
      /** What the resume names. */
      readonly skills: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly failureCode: string };

export interface FinishedScreening {
  readonly subject: DueSubject;
  readonly basis: ScoringBasis;
  readonly run: number;
  readonly evaluation: Evaluation;
  readonly milliseconds: number;
}

/** Writes the record of a screening, leaves its result on the subject, announces it and asks for the shortlist: in one transaction, once. */
@Injectable()
export class RecordScreening {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: SubjectRepository,
    private readonly screenings: ScreeningRepository,
    private readonly requestShortlist: RequestShortlist,
    private readonly rescoreDegraded: RescoreDegraded,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(finished: FinishedScreening): Promise<void> {
    const { organizationId, applicationId, jobId } = finished.subject;
    const screening = await this.screening(finished);
    const name = finished.subject.name ?? (await this.sealedName(finished));
    await this.unitOfWork.runShared({ organizationId }, async (tx) => {
      const subject = await this.subjects.loadForUpdate(tx, applicationId);
      if (!isDue(subject, finished.run) || !(await this.screenings.insert(tx, screening))) return;
      const { run, id: screeningId, criteriaVersion, score, needsPerson } = screening;
      const degraded = screening.modelRun?.degraded === true;
      await this.subjects.updateScreened(tx, subject, { run, screeningId, criteriaVersion, score, needsPerson, degraded, name });
      if (degraded) await this.rescoreDegraded.request(tx, { organizationId, jobId });
      await this.announce(tx, finished, screening, subject);
      await this.requestShortlist.execute(tx, organizationId, jobId);
    });
  }

  private async screening({ subject, basis, run, evaluation, milliseconds }: FinishedScreening): Promise<ScreeningEntity> {
    const id = newId();
    const outcome =
      evaluation.kind === 'scored'
        ? outcomeOf(evaluation.score, { ...subject, degraded: evaluation.modelRun.degraded }, basis.criteria.criteria.filtering)
        : unreadableOutcome(evaluation.failureCode, subject);
    return {
      id,
      organizationId: subject.organizationId,
      applicationId: subject.applicationId,
      jobId: subject.jobId,
      candidateId: subject.candidateId,
      run,
      outcome: evaluation.kind,
      failureCode: evaluation.kind === 'unreadable' ? evaluation.failureCode : null,
      criteriaVersion: basis.criteria.version,
      settingsVersion: basis.settings.version,
      taxonomyVersion: TAXONOMY_VERSION,
      scorerVersion: SCORER_VERSION,
      jobTextVersion: basis.jobText?.version ?? null,
      parserVersion: subject.parserVersion,
      resumeId: subject.resumeId,
      profileKey: subject.profileKey,
      asOf: subject.receivedAt,
      inputHash: evaluation.kind === 'scored' ? evaluation.inputHash : null,
      result: evaluation.kind === 'scored' ? await this.seal(subject, resultContext(id), JSON.stringify(evaluation.score)) : null,
      score: evaluation.kind === 'scored' ? evaluation.score.score.toFixed(2) : null,
      ...outcome,
      modelRun: evaluation.kind === 'scored' ? evaluation.modelRun : null,
      modelAnswer:
        evaluation.kind === 'scored' && evaluation.modelAnswer
          ? await this.seal(subject, modelAnswerContext(id), JSON.stringify(evaluation.modelAnswer))
          : null,
      milliseconds,
      screenedAt: this.clock.now(),
    };
  }

  /** The name that the resume gives, where the application gave none. */
  private async sealedName({ subject, evaluation }: FinishedScreening): Promise<string | null> {
    if (evaluation.kind !== 'scored' || evaluation.name === null) return null;
    return this.seal(subject, nameContext(subject.applicationId), evaluation.name.slice(0, 300));
  }

  private seal({ organizationId, profileCandidateKey, candidateKey }: DueSubject, context: string, text: string): Promise<string> {
    return this.keyring.seal(organizationId, personKey(profileCandidateKey ?? candidateKey), context, text);
  }

  private announce(
    tx: Tx,
    { basis, evaluation }: FinishedScreening,
    screening: ScreeningEntity,
    { candidateId, submission }: DueSubject,
  ): Promise<void> {
    const { webhook: sendsWebhook } = basis.criteria.criteria.notifications;
    const { organizationId, applicationId, jobId, run, outcome, score, criteriaVersion } = screening;
    const { needsPerson, needsPersonReason, flags, autoAdvance } = screening;
    return this.outbox.append(
      tx,
      applicationsAiScreenedV1,
      {
        applicationId,
        jobId,
        candidateId,
        screeningId: screening.id,
        submission,
        run,
        outcome,
        score: score === null ? null : Number(score),
        criteriaVersion,
        needsPerson,
        needsPersonReason: needsPersonReason?.slice(0, 100) ?? null,
        flags,
        skills: evaluation.kind === 'scored' ? evaluation.skills.slice(0, MOST_SKILLS) : [],
        autoAdvance,
        screenedAt: screening.screenedAt.toISOString(),
        sendsWebhook,
      },
      { organizationId, aggregateVersion: run },
    );
  }
}
