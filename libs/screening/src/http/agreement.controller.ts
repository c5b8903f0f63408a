import { Controller, Get } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { ReadAgreement } from '../queries/read-agreement.query.js';
import { JobAgreementDto, toJobAgreementDto } from './agreement.dto.js';

@InContext('screening')
@Controller('jobs/:id/agreement')
export class AgreementController {
  constructor(private readonly readAgreement: ReadAgreement) {}

  @Get()
  @Requires('screening:read')
  @Endpoint({
    summary: 'Read how well the scores of a job agree with feedback',
    description:
      'For applications and for matches: counts, shares above the line, and the area under the ROC curve with its interval. Only people of whom staff said something are counted, and those are rarely a random sample. Nothing moves by it.',
    answer: { status: 200, dto: JobAgreementDto },
    errors: { 'screening.job_not_found': 'not_found', 'screening.job_not_here_yet': 'unavailable' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<JobAgreementDto> {
    return toJobAgreementDto(await this.readAgreement.execute(caller, id));
  }
}
