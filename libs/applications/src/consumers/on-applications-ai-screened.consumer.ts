import { Controller } from '@nestjs/common';
import { applicationsAiScreenedV1 } from '@shortlist/contracts';
import type { ApplicationsAiScreenedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { RecordScreening } from '../use-cases/record-screening.use-case.js';

@Controller()
export class OnApplicationsAiScreened {
  constructor(private readonly recordScreening: RecordScreening) {}

  @OnEvent(applicationsAiScreenedV1, 'applications.record_screening')
  async handle(data: ApplicationsAiScreenedV1, { tx, event }: EventContext): Promise<void> {
    await this.recordScreening.execute(tx, data, event);
  }
}
