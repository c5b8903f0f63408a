import { Body, Controller, Get, Post } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, accepted } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { ReadFairness } from '../queries/read-fairness.query.js';
import { RecordDemographics } from '../use-cases/record-demographics.use-case.js';
import { ReportFairness } from '../use-cases/report-fairness.use-case.js';
import {
  FairnessReportDto,
  FairnessRequestedDto,
  RecordDemographicsDto,
  RecordedDemographicsDto,
  toFairnessReportDto,
} from './fairness.dto.js';

const JOB_ERRORS = { 'screening.job_not_found': 'not_found', 'screening.job_not_here_yet': 'unavailable' } as const;

@InContext('screening')
@Controller('jobs/:id')
export class FairnessController {
  constructor(
    private readonly readFairness: ReadFairness,
    private readonly reportFairness: ReportFairness,
    private readonly recordDemographics: RecordDemographics,
  ) {}

  @Get('fairness')
  @Requires('fairness:read')
  @Endpoint({
    summary: 'Read how groups fared, by selection and by score',
    description: 'The newest report: rates, impact ratios and exact tests per group and intersection, from a frozen snapshot.',
    answer: { status: 200, dto: FairnessReportDto },
    errors: { ...JOB_ERRORS, 'screening.no_fairness_report': 'not_found' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<FairnessReportDto> {
    return toFairnessReportDto(await this.readFairness.execute(caller, id));
  }

  @Post('fairness')
  @Requires('fairness:run')
  @Endpoint({
    summary: 'Freeze how applications stand and report on fairness, as a task',
    answer: { status: 202, dto: FairnessRequestedDto },
    errors: JOB_ERRORS,
  })
  async report(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<FairnessRequestedDto>> {
    return accepted(`/jobs/${id}/fairness`, await this.reportFairness.request(caller, id));
  }

  @Post('demographics')
  @Requires('demographics:write')
  @Endpoint({
    summary: 'Store what applicants said about themselves',
    description:
      'It can be counted in reports on fairness, and read by nobody and nothing else. The newest answer of an application counts.',
    answer: { status: 200, dto: RecordedDemographicsDto },
    errors: JOB_ERRORS,
  })
  async record(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Body() { answers }: RecordDemographicsDto,
  ): Promise<RecordedDemographicsDto> {
    const given = answers.map(({ applicationId, sex = null, raceEthnicity = null, ageBand = null, disability = null }) => ({
      ...{ applicationId, sex, raceEthnicity, ageBand, disability },
    }));
    const { recorded, unknown } = await this.recordDemographics.execute(caller, id, given);
    return { recorded, unknown: [...unknown] };
  }
}
