import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork, actorOf, onlyJobsOf, staleVersion } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { assertMove, isOver } from '../domain/application-status.js';
import { ApplicationRepository } from '../persistence/application.repository.js';
import { MoveApplication } from './move-application.use-case.js';

/**
 * Takes an application away from everything that staff see. One that is still open is withdrawn first, so that every other context lets
 * go of it; its receipts keep telling that it is closed, and the person may apply again.
 */
@Injectable()
export class DeleteApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly moveApplication: MoveApplication,
    private readonly clock: Clock,
  ) {}

  /** `version` is what the caller last saw. Somebody who was hired stays. */
  async execute(caller: StaffPrincipal, id: string, version: number): Promise<void> {
    await this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      const application = await this.applications.loadForUpdate(tx, id);
      await this.applications.assertReachable(tx, application, onlyJobsOf(caller));
      if (application.version !== version) throw staleVersion('applications.application_changed');
      if (!isOver(application.status)) {
        const withdrawal = { to: 'withdrawn', reason: 'deleted' } as const;
        assertMove(application.status, withdrawal.to, withdrawal.reason);
        await this.moveApplication.apply(tx, application, { ...withdrawal, actor: actorOf(caller), automatic: false });
      }
      await this.applications.delete(tx, application, this.clock.now());
    });
  }
}
