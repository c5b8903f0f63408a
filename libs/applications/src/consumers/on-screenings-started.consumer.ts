import { Controller } from '@nestjs/common';
import { screeningsStartedV1 } from '@shortlist/contracts';
import type { ScreeningsStartedV1 } from '@shortlist/contracts';
import { OnEvent, SYSTEM } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { ApplicationRepository } from '../persistence/application.repository.js';
import { MoveApplication } from '../use-cases/move-application.use-case.js';

@Controller()
export class OnScreeningsStarted {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly moveApplication: MoveApplication,
  ) {}

  @OnEvent(screeningsStartedV1, 'applications.start_screening')
  async handle(data: ScreeningsStartedV1, { tx, event }: EventContext): Promise<void> {
    const application = await this.applications.loadForUpdate(tx, data.applicationId);
    if (application.status !== 'received') return;
    await this.moveApplication.apply(tx, application, { to: 'screening', reason: null, actor: SYSTEM, automatic: true, causedBy: event });
  }
}
