import { Injectable } from '@nestjs/common';
import type { ApplicationsStatusChangedV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';
import { isRanked } from '../domain/ranked-statuses.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { RequestScreening } from './request-screening.use-case.js';
import { RequestShortlist } from './request-shortlist.use-case.js';

/** Takes applications off the ranking when they are rejected or withdrawn, and back when that is taken back. */
@Injectable()
export class FollowStatus {
  constructor(
    private readonly subjects: SubjectRepository,
    private readonly criteria: CriteriaRepository,
    private readonly requestScreening: RequestScreening,
    private readonly requestShortlist: RequestShortlist,
  ) {}

  async execute(tx: Tx, organizationId: string, change: ApplicationsStatusChangedV1): Promise<void> {
    const { applicationId, jobId } = change;
    const before = await this.subjects.loadForUpdate(tx, applicationId);
    await this.subjects.upsertStatus(tx, organizationId, change);
    if (isRanked(before?.status ?? 'received') === isRanked(change.to)) return;
    if (before?.criteriaVersion != null && isRanked(change.to)) {
      const { version } = await this.criteria.current(tx, organizationId, jobId);
      if (before.criteriaVersion !== version) await this.requestScreening.execute(tx, organizationId, [applicationId]);
    }
    await this.requestShortlist.execute(tx, organizationId, jobId);
  }
}
