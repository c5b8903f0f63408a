import { Controller } from '@nestjs/common';
import { resumesParseFailedV1 } from '@shortlist/contracts';
import type { ResumesParseFailedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { RequestScreening } from '../use-cases/request-screening.use-case.js';

@Controller()
export class OnResumesParseFailed {
  constructor(
    private readonly subjects: SubjectRepository,
    private readonly requestScreening: RequestScreening,
  ) {}

  @OnEvent(resumesParseFailedV1, 'screening.take_parse_failure')
  async handle(data: ResumesParseFailedV1, { tx, organizationId }: EventContext): Promise<void> {
    const { applicationId } = data;
    if (applicationId === null) return;
    const counts = await this.subjects.upsertFailure(tx, organizationId, applicationId, data);
    if (counts) await this.requestScreening.execute(tx, organizationId, [applicationId]);
  }
}
