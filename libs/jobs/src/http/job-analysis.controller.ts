import { Body, Controller, Get, Post } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { ReadJobAnalysis } from '../queries/read-job-analysis.query.js';
import { AnalyzeJob } from '../use-cases/analyze-job.use-case.js';
import { DraftRequirements } from '../use-cases/draft-requirements.use-case.js';
import {
  AnalyzeJobDto,
  GenerateRequirementsDto,
  JobAnalysisDto,
  RequirementDraftDto,
  toJobAnalysisDto,
  toRequirementDraftDto,
} from './job-analysis.dto.js';

@InContext('jobs')
@Controller('jobs')
export class JobAnalysisController {
  constructor(
    private readonly draftRequirements: DraftRequirements,
    private readonly analyzeJob: AnalyzeJob,
    private readonly readJobAnalysis: ReadJobAnalysis,
  ) {}

  @Post('generate-requirements')
  @Requires('job:analyze')
  @Endpoint({
    summary: 'Draft requirements and criteria from a title and a few words',
    description:
      'Nothing is stored. Every requirement quotes the words that ask for it; what asks about protected attributes is refused, what often stands in for one warns. Without `model` the rules alone read the text.',
    answer: { status: 200, dto: RequirementDraftDto },
  })
  async generate(@StaffCaller() { organizationId }: StaffPrincipal, @Body() body: GenerateRequirementsDto): Promise<RequirementDraftDto> {
    const { title, text, model } = body;
    return toRequirementDraftDto(
      await this.draftRequirements.execute({ organizationId, title, description: text ?? '', model: model ?? null }),
    );
  }

  @Post(':id/analyze')
  @Requires('job:analyze')
  @Endpoint({
    summary: 'Analyse what a job comes to',
    description:
      'Duties, seniority, the profile that it asks for, what could become criteria, what must not, and what it does not say. It is kept with the version of the job that was read. Without `model` the rules alone read the job.',
    answer: { status: 200, dto: JobAnalysisDto },
    errors: { 'jobs.job_not_found': 'not_found' },
  })
  async analyze(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @Body() { model }: AnalyzeJobDto): Promise<JobAnalysisDto> {
    return toJobAnalysisDto(await this.analyzeJob.execute(caller, id, model ?? null));
  }

  @Get(':id/analysis')
  @Requires('job:read')
  @Endpoint({
    summary: 'Read the newest analysis of a job',
    description: 'Asks no model and costs nothing. `isCurrent` is false when the job was changed since.',
    answer: { status: 200, dto: JobAnalysisDto },
    errors: { 'jobs.job_not_found': 'not_found', 'jobs.analysis_not_found': 'not_found' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<JobAnalysisDto> {
    return toJobAnalysisDto(await this.readJobAnalysis.execute(caller, id));
  }
}
