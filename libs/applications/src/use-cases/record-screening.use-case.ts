import { Injectable } from '@nestjs/common';
import type { ApplicationsAiScreenedV1 } from '@shortlist/contracts';
import { SYSTEM } from '@shortlist/platform';
import type { EventEnvelope, Tx } from '@shortlist/platform';
import { movesOnScreening } from '../domain/screening-outcome.js';
import { ApplicationRepository } from '../persistence/application.repository.js';
import { MoveApplication } from './move-application.use-case.js';

/** Keeps the result of a screening beside the application and makes the moves that follow from it by rule. */
@Injectable()
export class RecordScreening {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly moveApplication: MoveApplication,
  ) {}

  async execute(tx: Tx, screened: ApplicationsAiScreenedV1, event: EventEnvelope<unknown>): Promise<void> {
    const application = await this.applications.loadForUpdate(tx, screened.applicationId);
    // A screening of what was replaced meanwhile.
    if ((screened.submission ?? 1) !== application.submissionNumber) return;
    if (screened.run <= application.screeningRun) return;
    await this.applications.update(tx, application, {
      score: screened.score === null ? null : screened.score.toFixed(2),
      criteriaVersion: screened.criteriaVersion,
      screeningRun: screened.run,
      needsPerson: screened.needsPerson,
      needsPersonReason: screened.needsPersonReason,
      flags: screened.flags,
      ...(screened.skills && { skills: screened.skills.map((skill) => skill.toLowerCase()) }),
      override: null,
    });
    for (const to of movesOnScreening(application.status, screened)) {
      const reason = to === 'shortlisted' ? 'The score reached the auto-advance score of the criteria.' : null;
      await this.moveApplication.apply(tx, application, { to, reason, actor: SYSTEM, automatic: true, causedBy: event });
    }
  }
}
