import { Injectable } from '@nestjs/common';
import { screeningsOverriddenV1 } from '@shortlist/contracts';
import type { OverrideDecision } from '@shortlist/contracts';
import { Clock, CodedError, Keyring, Outbox, UnitOfWork, actorOf, newId, onlyJobsOf, personKey } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { applicationNotFound, screeningNotFound } from '../domain/screening.errors.js';
import { reasonContext } from '../domain/sealed-contexts.js';
import type { OverrideEntity } from '../persistence/override.entity.js';
import { JobRepository } from '../persistence/job.repository.js';
import type { ScreeningEntity } from '../persistence/screening.entity.js';
import { ScreeningRepository } from '../persistence/screening.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import type { OpenedOverride } from '../queries/read-screening.query.js';

export interface OverrideInput {
  readonly screeningId: string;
  readonly score: number | null;
  readonly decision: OverrideDecision | null;
  readonly reason: string;
}

/** Stores what a person says instead, beside the record and with its reason, and announces it. The record stays as it is. */
@Injectable()
export class OverrideScreening {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: JobRepository,
    private readonly screenings: ScreeningRepository,
    private readonly subjects: SubjectRepository,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(caller: StaffPrincipal, { screeningId, score, decision, reason }: OverrideInput): Promise<OpenedOverride> {
    const { organizationId, userId } = caller;
    if (score === null && decision === null) {
      throw new CodedError('screening.override_is_empty', 'rule', 'Give a score or a decision.');
    }
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const screening = await this.screenings.find(tx, screeningId);
      if (!screening || !(await this.jobs.isOf(tx, screening.jobId, onlyJobsOf(caller)))) throw screeningNotFound();
      const subject = await this.subjects.find(tx, screening.applicationId);
      if (!subject?.candidateKey) throw applicationNotFound();
      const id = newId();
      const override: OverrideEntity = {
        id,
        organizationId,
        screeningId,
        applicationId: screening.applicationId,
        score: score?.toFixed(2) ?? null,
        decision,
        reason: await this.keyring.seal(organizationId, personKey(subject.candidateKey), reasonContext(id), reason),
        userId,
        createdAt: this.clock.now(),
      };
      await this.screenings.insertOverride(tx, override);
      await this.announce(tx, caller, screening, override);
      return { ...override, reason };
    });
  }

  private announce(tx: Tx, caller: StaffPrincipal, screening: ScreeningEntity, override: OverrideEntity): Promise<void> {
    const { id: screeningId, applicationId, jobId, candidateId, run } = screening;
    const { id: overrideId, score, decision, userId, createdAt } = override;
    return this.outbox.append(
      tx,
      screeningsOverriddenV1,
      {
        ...{ overrideId, screeningId, applicationId, jobId, candidateId, run, decision, userId },
        score: score === null ? null : Number(score),
        overriddenAt: createdAt.toISOString(),
      },
      { organizationId: caller.organizationId, actor: actorOf(caller) },
    );
  }
}
