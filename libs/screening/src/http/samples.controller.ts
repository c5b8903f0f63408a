import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, created, defineCursor, windowOf } from '@shortlist/platform';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { ReadSample } from '../queries/read-sample.query.js';
import { DrawSample } from '../use-cases/draw-sample.use-case.js';
import { JudgeSampled } from '../use-cases/judge-sampled.use-case.js';
import {
  DrawSampleDto,
  JudgeSampledDto,
  SampleDto,
  SampleFiltersDto,
  SampleSummaryDto,
  SampleVerdictDto,
  SamplesQueryDto,
  toSampleDto,
  toSampleSummaryDto,
  toSampleVerdictDto,
} from './sample.dto.js';

const JOB_ERRORS = { 'screening.job_not_found': 'not_found', 'screening.job_not_here_yet': 'unavailable' } as const;
const SAMPLE_ERRORS = { ...JOB_ERRORS, 'screening.sample_not_found': 'not_found' } as const;
const SORT = '-drawnAt';
const cursor = defineCursor('shortlist-samples', { sorts: { [SORT]: ['id'] }, filters: SampleFiltersDto });

/** Random samples from below the cut line, for people to say who was wrongly left out. */
@InContext('screening')
@Controller('jobs/:id/shortlist/samples')
export class SamplesController {
  constructor(
    private readonly drawSample: DrawSample,
    private readonly judgeSampled: JudgeSampled,
    private readonly readSample: ReadSample,
  ) {}

  @Post()
  @Requires('screening:run')
  @Endpoint({
    summary: 'Draw a random sample of those whom the shortlist leaves out',
    description: 'Ranks the list first. Seed and frame are kept, so that anybody can draw the same sample again. A job has at most 100.',
    answer: { status: 201, dto: SampleDto },
    errors: { ...JOB_ERRORS, 'screening.list_under_two_criteria': 'conflict', 'screening.too_many_samples': 'conflict' },
  })
  async draw(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Body() { size, seed }: DrawSampleDto,
  ): Promise<Answer<SampleDto>> {
    const sampleId = await this.drawSample.execute(caller, id, { size, seed: seed ?? null });
    return created(`/jobs/${id}/shortlist/samples/${sampleId}`, toSampleDto(await this.readSample.execute(caller, id, sampleId)));
  }

  @Get()
  @Requires('shortlist:read')
  @Endpoint({
    summary: 'List the samples of a job',
    description: 'The newest first. All that were ever drawn are there.',
    answer: { status: 200, dto: [SampleSummaryDto] },
    errors: JOB_ERRORS,
  })
  async list(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Query() query: SamplesQueryDto,
  ): Promise<Page<SampleSummaryDto>> {
    const { limit, page, offset } = windowOf(query);
    const after = (query.cursor === undefined ? null : (cursor.decode(query.cursor).keys[0] ?? null)) as string | null;
    const { rows, hasMore, ...count } = await this.readSample.list(caller, id, { limit, offset, after });
    const last = hasMore ? rows.at(-1) : undefined;
    const nextCursor = last ? cursor.encode({ sort: SORT, keys: [last.id], filters: { jobId: id } }) : null;
    return { items: rows.map(toSampleSummaryDto), limit, page, ...count, nextCursor };
  }

  @Get(':sampleId')
  @Requires('shortlist:read')
  @Endpoint({
    summary: 'Read a sample, its verdicts, and how many were wrongly left out',
    description: 'Share and number with the exact interval of 95 % for a sample without replacement.',
    answer: { status: 200, dto: SampleDto },
    errors: SAMPLE_ERRORS,
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IdParam('sampleId') sampleId: string): Promise<SampleDto> {
    return toSampleDto(await this.readSample.execute(caller, id, sampleId));
  }

  @Post(':sampleId/verdicts')
  @Requires('screening:override')
  @Endpoint({
    summary: 'Say whether a sampled application was rightly left out',
    description: 'Nothing moves by it. The newest verdict of an application counts, earlier ones stay on record.',
    answer: { status: 201, dto: SampleVerdictDto },
    errors: {
      ...SAMPLE_ERRORS,
      'screening.application_not_found': 'not_found',
      'screening.sampled_withdrawn': 'conflict',
      'keys.destroyed': 'not_found',
    },
  })
  async judge(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IdParam('sampleId') sampleId: string,
    @Body() { applicationId, verdict, reason }: JudgeSampledDto,
  ): Promise<Answer<SampleVerdictDto>> {
    const stored = await this.judgeSampled.execute(caller, { jobId: id, sampleId, applicationId, verdict, reason });
    return created(`/jobs/${id}/shortlist/samples/${sampleId}`, toSampleVerdictDto(stored));
  }
}
