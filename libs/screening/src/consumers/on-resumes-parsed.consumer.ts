import { Controller } from '@nestjs/common';
import { resumesParsedV1 } from '@shortlist/contracts';
import type { ResumesParsedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { RequestMatching } from '../use-cases/request-matching.use-case.js';
import { RequestScreening } from '../use-cases/request-screening.use-case.js';

@Controller()
export class OnResumesParsed {
  constructor(
    private readonly subjects: SubjectRepository,
    private readonly requestScreening: RequestScreening,
    private readonly requestMatching: RequestMatching,
  ) {}

  /** A resume that came with no application is nobody's to screen; all are matched. */
  @OnEvent(resumesParsedV1, 'screening.take_profile')
  async handle(data: ResumesParsedV1, { tx, organizationId }: EventContext): Promise<void> {
    const { applicationId } = data;
    await this.requestMatching.followCandidate(tx, organizationId, data);
    if (applicationId === null) return;
    const counts = await this.subjects.upsertProfile(tx, organizationId, applicationId, data);
    if (counts) await this.requestScreening.execute(tx, organizationId, [applicationId]);
  }
}
