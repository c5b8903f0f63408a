import { Injectable } from '@nestjs/common';
import type { ScreeningsOverriddenV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';
import { ApplicationRepository } from '../persistence/application.repository.js';

/** Keeps beside the application what a person said instead of its newest screening. It moves nothing. */
@Injectable()
export class RecordOverride {
  constructor(private readonly applications: ApplicationRepository) {}

  async execute(tx: Tx, { applicationId, run, score, decision, userId, overriddenAt }: ScreeningsOverriddenV1): Promise<void> {
    const application = await this.applications.loadForUpdate(tx, applicationId);
    if (run < application.screeningRun) return;
    await this.applications.update(tx, application, { override: { score, decision, userId, at: overriddenAt } });
  }
}
