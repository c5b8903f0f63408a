import { Body, Controller, Get, Post } from '@nestjs/common';
import { CriteriaDto } from '@shortlist/contracts';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, accepted } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { ReadShadow } from '../queries/read-shadow.query.js';
import { RequestShadow } from '../use-cases/request-shadow.use-case.js';
import { ShadowDto, ShadowRequestedDto, toShadowDto } from './shadow.dto.js';

const JOB_ERRORS = { 'screening.job_not_found': 'not_found', 'screening.job_not_here_yet': 'unavailable' } as const;

@InContext('screening')
@Controller('jobs/:id/screening-criteria/shadow')
export class ShadowsController {
  constructor(
    private readonly requestShadow: RequestShadow,
    private readonly readShadow: ReadShadow,
  ) {}

  @Post()
  @Requires('screening:run')
  @Endpoint({
    summary: 'Try criteria on the applications of a job before taking them',
    description: 'As a task. Nobody is scored, moved or told; no model is asked. The outcome stands at the address in `Location`.',
    answer: { status: 202, dto: ShadowRequestedDto },
    errors: { ...JOB_ERRORS, 'screening.criteria_refused': 'rule' },
  })
  async request(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Body() body: CriteriaDto,
  ): Promise<Answer<ShadowRequestedDto>> {
    const requested = await this.requestShadow.execute(caller, id, body);
    return accepted(`/jobs/${id}/screening-criteria/shadow/${requested.shadowId}`, { ...requested });
  }

  @Get(':shadowId')
  @Requires('screening:read')
  @Endpoint({
    summary: 'Read who would enter and leave the shortlist under criteria on trial',
    description: 'The newest 20 trials of a job are kept.',
    answer: { status: 200, dto: ShadowDto },
    errors: { ...JOB_ERRORS, 'screening.shadow_not_found': 'not_found' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IdParam('shadowId') shadowId: string): Promise<ShadowDto> {
    return toShadowDto(await this.readShadow.execute(caller, id, shadowId));
  }
}
