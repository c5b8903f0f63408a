import { Controller } from '@nestjs/common';
import { applicationsReceivedV1 } from '@shortlist/contracts';
import type { ApplicationsReceivedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { OpenSubject } from '../use-cases/open-subject.use-case.js';
import { RequestMatching } from '../use-cases/request-matching.use-case.js';

@Controller()
export class OnApplicationsReceived {
  constructor(
    private readonly openSubject: OpenSubject,
    private readonly requestMatching: RequestMatching,
  ) {}

  @OnEvent(applicationsReceivedV1, 'screening.open_subject')
  async handle(data: ApplicationsReceivedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await this.openSubject.execute(tx, organizationId, data, event);
    await this.requestMatching.followCandidate(tx, organizationId, data);
  }
}
