import { Body, Controller, Get, Post } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, accepted, created } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { ReadScreening } from '../queries/read-screening.query.js';
import { ReplayScreening } from '../queries/replay-screening.query.js';
import { OverrideScreening } from '../use-cases/override-screening.use-case.js';
import { RerunScreenings } from '../use-cases/rerun-screenings.use-case.js';
import {
  OverrideDto,
  OverrideScreeningDto,
  ReplayDto,
  RerunDto,
  RerunScreeningsDto,
  ScreeningDto,
  toOverrideDto,
  toReplayDto,
  toRerunDto,
  toScreeningDto,
} from './screening.dto.js';

@InContext('screening')
@Controller()
export class ScreeningsController {
  constructor(
    private readonly readScreening: ReadScreening,
    private readonly rerunScreenings: RerunScreenings,
    private readonly replayScreening: ReplayScreening,
    private readonly overrideScreening: OverrideScreening,
  ) {}

  @Get('applications/:id/screening')
  @Requires('screening:read')
  @Endpoint({
    summary: 'Read the newest screening of an application',
    description: 'Every criterion with its points, its evidence and one sentence.',
    answer: { status: 200, dto: ScreeningDto },
    errors: { 'screening.application_not_found': 'not_found', 'screening.not_screened_yet': 'not_found' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ScreeningDto> {
    return toScreeningDto(await this.readScreening.execute(caller, id));
  }

  @Post('screenings')
  @Requires('screening:run')
  @Endpoint({
    summary: 'Screen applications again, now',
    answer: { status: 202, dto: RerunDto },
    errors: { 'screening.application_not_found': 'not_found' },
  })
  async rerun(@StaffCaller() caller: StaffPrincipal, @Body() body: RerunScreeningsDto): Promise<Answer<RerunDto>> {
    const rerun = await this.rerunScreenings.execute(caller, body.applicationIds);
    return accepted(rerun.taskId ? `/tasks/${rerun.taskId}` : `/applications/${rerun.notReady[0]}/screening`, toRerunDto(rerun));
  }

  @Post('screenings/:id/replay')
  @Requires('screening:run')
  @Endpoint({
    summary: 'Compute a past score again',
    description: 'From the stored profile, with the versions of criteria, settings, job text and scorer that the record names.',
    answer: { status: 200, dto: ReplayDto },
    errors: {
      'screening.screening_not_found': 'not_found',
      'screening.nothing_to_replay': 'conflict',
      'screening.profile_damaged': 'rule',
      'storage.object_missing': 'not_found',
      'keys.destroyed': 'not_found',
    },
  })
  async replay(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ReplayDto> {
    return toReplayDto(await this.replayScreening.execute(caller, id));
  }

  @Post('screenings/:id/override')
  @Requires('screening:override')
  @Endpoint({
    summary: 'Store what a person says instead, beside the result',
    description: 'The record stays as it is, and nothing moves by it.',
    answer: { status: 201, dto: OverrideDto },
    errors: { 'screening.screening_not_found': 'not_found', 'screening.override_is_empty': 'rule' },
  })
  async override(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Body() body: OverrideScreeningDto,
  ): Promise<Answer<OverrideDto>> {
    const { score = null, decision = null, reason } = body;
    const override = await this.overrideScreening.execute(caller, { screeningId: id, score, decision, reason });
    return created(`/applications/${override.applicationId}/screening`, toOverrideDto(override));
  }
}
