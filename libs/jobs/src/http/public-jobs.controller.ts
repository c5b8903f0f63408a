import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { dated, Endpoint, Environment, httpVariables, IdParam, InContext, Public } from '@shortlist/platform';
import type { Answer, Page } from '@shortlist/platform';
import { DatedContent } from '../queries/dated-content.query.js';
import { ListPublicJobs } from '../queries/list-public-jobs.query.js';
import { ReadPublicJob } from '../queries/read-public-job.query.js';
import {
  ListPublicJobsDto,
  PublicJobDto,
  publicJobListingOf,
  PublicJobSummaryDto,
  toPublicJobDto,
  toPublicJobPage,
} from './public-job.dto.js';

@Controller('public')
@InContext('jobs')
export class PublicJobsController {
  private readonly publicUrl: string;

  constructor(
    private readonly listPublicJobs: ListPublicJobs,
    private readonly readPublicJob: ReadPublicJob,
    private readonly datedContent: DatedContent,
    environment: Environment,
  ) {
    this.publicUrl = environment.read(httpVariables).PUBLIC_URL;
  }

  @Get('jobs')
  @Public()
  @Header('cache-control', 'public, max-age=60')
  @Endpoint({ summary: 'List open jobs', answer: { status: 200, dto: [PublicJobSummaryDto] } })
  list(@Query() query: ListPublicJobsDto): Promise<Page<PublicJobSummaryDto>> {
    return this.page(query, null);
  }

  @Get('jobs/:id')
  @Public()
  @Header('cache-control', 'public, max-age=60')
  @Endpoint({ summary: 'Read an open job', answer: { status: 200, dto: PublicJobDto }, errors: { 'jobs.job_not_found': 'not_found' } })
  async read(@IdParam() id: string): Promise<Answer<PublicJobDto>> {
    const job = toPublicJobDto(await this.readPublicJob.execute(id), this.publicUrl);
    return dated(await this.datedContent.since(`job ${id}`, JSON.stringify(job)), job);
  }

  @Get('organizations/:slug/jobs')
  @Public()
  @Header('cache-control', 'public, max-age=60')
  @Endpoint({
    summary: 'List the open jobs of an organization',
    description: 'Empty for an organization without open jobs and for one that does not exist.',
    answer: { status: 200, dto: [PublicJobSummaryDto] },
  })
  listOfOrganization(@Param('slug') slug: string, @Query() query: ListPublicJobsDto): Promise<Page<PublicJobSummaryDto>> {
    return this.page(query, slug);
  }

  private async page(query: ListPublicJobsDto, slug: string | null): Promise<Page<PublicJobSummaryDto>> {
    const listing = publicJobListingOf(query, slug);
    return toPublicJobPage(await this.listPublicJobs.execute(listing), listing, query);
  }
}
