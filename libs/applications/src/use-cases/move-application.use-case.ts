import { Injectable } from '@nestjs/common';
import { applicationsStatusChangedV1 } from '@shortlist/contracts';
import type { ApplicationStatus } from '@shortlist/contracts';
import { Clock, Keyring, Outbox, UnitOfWork, actorOf, actorText, onlyJobsOf, staleVersion } from '@shortlist/platform';
import type { Actor, EventEnvelope, StaffPrincipal, Tx } from '@shortlist/platform';
import { assertMove } from '../domain/application-status.js';
import { submissionContext } from '../domain/submission.js';
import type { Submission } from '../domain/submission.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import { ApplicationRepository } from '../persistence/application.repository.js';

export interface MoveInput {
  readonly applicationId: string;
  readonly to: ApplicationStatus;
  readonly reason: string | null;
  /** The version that the caller saw. */
  readonly version: number;
}

interface Move {
  readonly to: ApplicationStatus;
  readonly reason: string | null;
  readonly actor: Actor;
  readonly automatic: boolean;
  readonly causedBy?: EventEnvelope<unknown>;
}

/** Moves an application to another status, by a person (`execute`) or by a rule (`apply`). */
@Injectable()
export class MoveApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly outbox: Outbox,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  async execute(caller: StaffPrincipal, input: MoveInput): Promise<ApplicationEntity> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      const application = await this.applications.loadForUpdate(tx, input.applicationId);
      await this.applications.assertReachable(tx, application, onlyJobsOf(caller));
      if (application.version !== input.version) throw staleVersion('applications.application_changed');
      assertMove(application.status, input.to, input.reason);
      await this.apply(tx, application, {
        to: input.to,
        reason: input.reason,
        actor: actorOf(caller),
        automatic: false,
      });
      return application;
    });
  }

  /** Moves a locked row, writes its history and announces it. The caller has decided that the move is allowed. */
  async apply(tx: Tx, application: ApplicationEntity, move: Move): Promise<void> {
    const change = await this.applications.updateStatus(tx, application, { ...move, actor: actorText(move.actor), at: this.clock.now() });
    const { organizationId, id } = application;
    const submission = JSON.parse(await this.keyring.open(organizationId, submissionContext(id), application.submission)) as Submission;
    await this.outbox.append(
      tx,
      applicationsStatusChangedV1,
      {
        applicationId: id,
        jobId: application.jobId,
        candidateId: application.candidateId,
        from: change.fromStatus ?? move.to,
        to: move.to,
        reason: move.reason,
        automatic: move.automatic,
        changedAt: change.changedAt.toISOString(),
        name: submission.name,
        email: submission.email,
      },
      { organizationId, actor: move.actor, aggregateVersion: application.version, ...(move.causedBy && { causedBy: move.causedBy }) },
    );
  }
}
