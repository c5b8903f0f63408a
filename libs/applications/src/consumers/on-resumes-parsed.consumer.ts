import { Controller } from '@nestjs/common';
import { resumesParsedV1 } from '@shortlist/contracts';
import type { ResumesParsedV1 } from '@shortlist/contracts';
import { OnEvent } from '@shortlist/platform';
import type { EventContext } from '@shortlist/platform';
import { CandidateCopyRepository } from '../persistence/candidate-copy.repository.js';

@Controller()
export class OnResumesParsed {
  constructor(private readonly candidates: CandidateCopyRepository) {}

  @OnEvent(resumesParsedV1, 'applications.copy_candidate')
  async handle(data: ResumesParsedV1, { tx, organizationId }: EventContext): Promise<void> {
    await this.candidates.upsert(tx, organizationId, data);
  }
}
