import { Controller, Get, Post } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { FindJob } from '../queries/find-job.query.js';
import { ReadShortlist } from '../queries/read-shortlist.query.js';
import { UpdateShortlist } from '../use-cases/update-shortlist.use-case.js';
import { ShortlistDto, toShortlistDto } from './shortlist.dto.js';

const JOB_ERRORS = { 'screening.job_not_found': 'not_found', 'screening.job_not_here_yet': 'unavailable' } as const;

@InContext('screening')
@Controller('jobs/:id/shortlist')
export class ShortlistsController {
  constructor(
    private readonly findJob: FindJob,
    private readonly readShortlist: ReadShortlist,
    private readonly updateShortlist: UpdateShortlist,
  ) {}

  @Get()
  @Requires('shortlist:read')
  @Endpoint({
    summary: 'Read the shortlist of a job',
    description: 'With reasons, ties, the cut line, and how many applications still wait.',
    answer: { status: 200, dto: ShortlistDto },
    errors: JOB_ERRORS,
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ShortlistDto> {
    return toShortlistDto(await this.readShortlist.execute(caller, id));
  }

  @Post()
  @Requires('screening:run')
  @Endpoint({
    summary: 'Rank the applications of a job again, now',
    description: 'The list follows every change by itself; this only does not wait for it.',
    answer: { status: 200, dto: ShortlistDto },
    errors: JOB_ERRORS,
  })
  async update(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ShortlistDto> {
    await this.findJob.assert(caller, id);
    await this.updateShortlist.execute({ organizationId: caller.organizationId, jobId: id });
    return this.read(caller, id);
  }
}
