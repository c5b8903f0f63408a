import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork, isPerson, onlyJobsOf } from '@shortlist/platform';
import type { StaffPrincipal, Tx } from '@shortlist/platform';
import { ApplicationRepository, applicationNotFound } from '../persistence/application.repository.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import type { StatusChangeEntity } from '../persistence/status-change.entity.js';
import { OpenSubmissions } from './open-submissions.query.js';
import type { OpenedApplication } from './open-submissions.query.js';

/** One application, by its id or by any receipt that names it. */
@Injectable()
export class ReadApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly openSubmissions: OpenSubmissions,
    private readonly clock: Clock,
  ) {}

  /** Reading it as a person tells the candidate's status page that one has looked; an API key is none. */
  async execute(caller: StaffPrincipal, receiptId: string): Promise<OpenedApplication> {
    const { organizationId } = caller;
    const application = await this.unitOfWork.run({ organizationId }, async (tx) => {
      const found = await this.find(tx, caller, receiptId);
      if (found.firstViewedAt === null && isPerson(caller)) await this.applications.updateFirstViewed(tx, found.id, this.clock.now());
      return found;
    });
    const [opened] = await this.openSubmissions.execute(organizationId, [application]);
    if (!opened) throw applicationNotFound();
    return opened;
  }

  async timeline(caller: StaffPrincipal, receiptId: string): Promise<StatusChangeEntity[]> {
    return this.unitOfWork.run({ organizationId: caller.organizationId }, async (tx) => {
      const application = await this.find(tx, caller, receiptId);
      return this.applications.statusChanges(tx, application.id);
    });
  }

  private async find(tx: Tx, caller: StaffPrincipal, receiptId: string): Promise<ApplicationEntity> {
    const receipt = await this.applications.findByReceipt(tx, receiptId);
    if (!receipt) throw applicationNotFound();
    await this.applications.assertReachable(tx, receipt.application, onlyJobsOf(caller));
    return receipt.application;
  }
}
