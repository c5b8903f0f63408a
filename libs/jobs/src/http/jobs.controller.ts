import { Body, Controller, Delete, Get, Patch, Post, Put, Query } from '@nestjs/common';
import { created, Endpoint, IdParam, IfMatch, InContext, Requires, StaffCaller, versioned } from '@shortlist/platform';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { ListJobs } from '../queries/list-jobs.query.js';
import { ReadJob } from '../queries/read-job.query.js';
import { AddRequirement } from '../use-cases/add-requirement.use-case.js';
import { ChangeJob } from '../use-cases/change-job.use-case.js';
import { CreateJob } from '../use-cases/create-job.use-case.js';
import { DeleteJob } from '../use-cases/delete-job.use-case.js';
import { MoveJob } from '../use-cases/move-job.use-case.js';
import {
  JobChangesDto,
  JobContentDto,
  JobDto,
  JobMoveDto,
  JobRequirementDto,
  JobSummaryDto,
  toJobChanges,
  toJobContent,
  toJobDto,
} from './job.dto.js';
import { jobListingOf, ListJobsDto, toJobPage } from './list-jobs.dto.js';

const NOT_FOUND = { 'jobs.job_not_found': 'not_found' } as const;
const EDIT_ERRORS = { ...NOT_FOUND, 'jobs.job_changed': 'stale' } as const;

@Controller('jobs')
@InContext('jobs')
export class JobsController {
  constructor(
    private readonly listJobs: ListJobs,
    private readonly readJob: ReadJob,
    private readonly createJob: CreateJob,
    private readonly changeJob: ChangeJob,
    private readonly moveJob: MoveJob,
    private readonly deleteJob: DeleteJob,
    private readonly addRequirement: AddRequirement,
  ) {}

  @Get()
  @Requires('job:read')
  @Endpoint({ summary: 'List jobs', answer: { status: 200, dto: [JobSummaryDto] } })
  async list(@StaffCaller() caller: StaffPrincipal, @Query() query: ListJobsDto): Promise<Page<JobSummaryDto>> {
    const listing = jobListingOf(query);
    return toJobPage(await this.listJobs.execute(caller, listing), listing, query);
  }

  @Post()
  @Requires('job:write')
  @Endpoint({
    summary: 'Create a job',
    description: 'It starts as a draft; open it with `PUT /jobs/:id/status`.',
    answer: { status: 201, dto: JobDto },
    errors: { 'jobs.not_your_job': 'rule' },
  })
  async create(@StaffCaller() caller: StaffPrincipal, @Body() body: JobContentDto): Promise<Answer<JobDto>> {
    const { id } = await this.createJob.execute(caller, toJobContent(body));
    return this.createdAt(caller, id);
  }

  @Get(':id')
  @Requires('job:read')
  @Endpoint({ summary: 'Read a job', answer: { status: 200, dto: JobDto }, errors: NOT_FOUND })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<JobDto>> {
    const job = await this.readJob.execute(caller, id);
    return versioned(job.version, toJobDto(job), job.changedAt);
  }

  @Patch(':id')
  @Requires('job:write')
  @Endpoint({
    summary: 'Change parts of a job',
    answer: { status: 200, dto: JobDto },
    errors: { ...EDIT_ERRORS, 'jobs.not_your_job': 'rule' },
  })
  async change(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: JobChangesDto,
  ): Promise<Answer<JobDto>> {
    await this.changeJob.execute(caller, id, version, toJobChanges(body));
    return this.current(caller, id);
  }

  @Put(':id')
  @Requires('job:write')
  @Endpoint({ summary: 'Replace a job', answer: { status: 200, dto: JobDto }, errors: { ...EDIT_ERRORS, 'jobs.not_your_job': 'rule' } })
  async replace(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: JobContentDto,
  ): Promise<Answer<JobDto>> {
    await this.changeJob.replace(caller, id, version, toJobContent(body));
    return this.current(caller, id);
  }

  @Delete(':id')
  @Requires('job:delete')
  @Endpoint({ summary: 'Delete a job', answer: { status: 204 }, errors: EDIT_ERRORS })
  delete(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.deleteJob.execute(caller, id, version);
  }

  @Post(':id/requirements')
  @Requires('job:write')
  @Endpoint({
    summary: 'Add a requirement',
    answer: { status: 201, dto: JobDto },
    errors: { ...NOT_FOUND, 'jobs.too_many_requirements': 'rule' },
  })
  async require(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @Body() body: JobRequirementDto): Promise<Answer<JobDto>> {
    await this.addRequirement.execute(caller, id, body);
    return this.createdAt(caller, id);
  }

  @Put(':id/status')
  @Requires('job:write')
  @Endpoint({
    summary: 'Move a job to another status',
    answer: { status: 200, dto: JobDto },
    errors: { ...EDIT_ERRORS, 'jobs.status_not_reachable': 'conflict' },
  })
  async move(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { status }: JobMoveDto,
  ): Promise<Answer<JobDto>> {
    await this.moveJob.execute(caller, id, version, status);
    return this.current(caller, id);
  }

  private async current(caller: StaffPrincipal, id: string): Promise<Answer<JobDto>> {
    const job = await this.readJob.execute(caller, id);
    return versioned(job.version, toJobDto(job));
  }

  private async createdAt(caller: StaffPrincipal, id: string): Promise<Answer<JobDto>> {
    const job = await this.readJob.execute(caller, id);
    return created(`/jobs/${id}`, toJobDto(job), job.version);
  }
}
