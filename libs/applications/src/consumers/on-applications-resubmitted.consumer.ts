import { Controller } from '@nestjs/common';
import { ApplicationsResubmittedV1, applicationsResubmittedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { ReplaceApplication } from '../use-cases/replace-application.use-case.js';

@Controller()
export class OnApplicationsResubmitted {
  constructor(private readonly replaceApplication: ReplaceApplication) {}

  @OnEvent(applicationsResubmittedV1, 'applications.replace_application')
  async handle(data: ApplicationsResubmittedV1, { tx, event }: EventContext): Promise<void> {
    await this.replaceApplication.execute(tx, data, event);
  }
}
