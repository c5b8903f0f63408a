import { Controller } from '@nestjs/common';
import { ApplicationsReplacedV1, applicationsReplacedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { ReceiveApplication } from '../use-cases/receive-application.use-case.js';

@Controller()
export class OnApplicationsReplaced {
  constructor(private readonly receiveApplication: ReceiveApplication) {}

  @OnEvent(applicationsReplacedV1, 'candidates.receive_replacement')
  async handle(data: ApplicationsReplacedV1, { tx, event, organizationId }: EventContext): Promise<void> {
    await this.receiveApplication.execute(tx, data, { event, organizationId });
  }
}
