import { Controller } from '@nestjs/common';
import { applicationsReceivedV1 } from '@shortlist/contracts';
import type { ApplicationsReceivedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { ReceiveApplication } from '../use-cases/receive-application.use-case.js';

@Controller()
export class OnApplicationsReceived {
  constructor(private readonly receiveApplication: ReceiveApplication) {}

  @OnEvent(applicationsReceivedV1, 'candidates.receive_application')
  async handle(data: ApplicationsReceivedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await this.receiveApplication.execute(tx, data, { event, organizationId });
  }
}
