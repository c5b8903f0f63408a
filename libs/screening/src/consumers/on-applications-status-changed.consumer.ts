import { Controller } from '@nestjs/common';
import { applicationsStatusChangedV1 } from '@shortlist/contracts';
import type { ApplicationsStatusChangedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { FollowStatus } from '../use-cases/follow-status.use-case.js';

@Controller()
export class OnApplicationsStatusChanged {
  constructor(private readonly followStatus: FollowStatus) {}

  @OnEvent(applicationsStatusChangedV1, 'screening.follow_status')
  async handle(data: ApplicationsStatusChangedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.followStatus.execute(tx, organizationId, data);
  }
}
