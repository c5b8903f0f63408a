import { Controller } from '@nestjs/common';
import { ApplicationsReplacedV1, applicationsReplacedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { ReplaceSubject } from '../use-cases/replace-subject.use-case.js';

@Controller()
export class OnApplicationsReplaced {
  constructor(private readonly replaceSubject: ReplaceSubject) {}

  @OnEvent(applicationsReplacedV1, 'screening.replace_subject')
  async handle(data: ApplicationsReplacedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.replaceSubject.execute(tx, organizationId, data);
  }
}
