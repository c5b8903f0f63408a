import { Controller } from '@nestjs/common';
import { applicationsSubmittedV1 } from '@shortlist/contracts';
import type { ApplicationsSubmittedV1 } from '@shortlist/contracts';
import { OnEventBatch } from '@shortlist/platform';
import type { EventBatchContext } from '@shortlist/platform';
import { StoreSubmissions } from '../use-cases/store-submissions.use-case.js';

@Controller()
export class OnApplicationsSubmitted {
  constructor(private readonly storeSubmissions: StoreSubmissions) {}

  @OnEventBatch(applicationsSubmittedV1, 'applications.store_submissions')
  async handle(submissions: ApplicationsSubmittedV1[], { tx, events }: EventBatchContext): Promise<void> {
    await this.storeSubmissions.execute(tx, submissions, events);
  }
}
