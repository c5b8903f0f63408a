import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CriteriaDto } from '@shortlist/contracts';
import {
  Endpoint,
  IdParam,
  InContext,
  ListQueryDto,
  OptionalIfMatch,
  Requires,
  StaffCaller,
  defineShortList,
  versioned,
} from '@shortlist/platform';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { ReadCriteria } from '../queries/read-criteria.query.js';
import { ChangeCriteria } from '../use-cases/change-criteria.use-case.js';
import { CompareCriteriaQueryDto, CriteriaComparisonDto, toCriteriaComparisonDto } from './criteria-comparison.dto.js';
import { ChangedCriteriaDto, CriteriaVersionDto, toCriteriaVersionDto } from './criteria.dto.js';

const JOB_ERRORS = { 'screening.job_not_found': 'not_found', 'screening.job_not_here_yet': 'unavailable' } as const;

const versionsPage = defineShortList<CriteriaVersionDto, 'version'>('criteria_versions', {
  ...{ field: 'version', usual: '-version', key: 'number' },
  keyOf: ({ version }) => version,
});

@InContext('screening')
@Controller('jobs/:id/screening-criteria')
export class CriteriaController {
  constructor(
    private readonly readCriteria: ReadCriteria,
    private readonly changeCriteria: ChangeCriteria,
  ) {}

  @Get()
  @Requires('criteria:read')
  @Endpoint({ summary: 'Read the criteria of a job', answer: { status: 200, dto: CriteriaVersionDto }, errors: JOB_ERRORS })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<CriteriaVersionDto>> {
    const current = await this.readCriteria.execute(caller, id);
    return versioned(current.version, toCriteriaVersionDto(id, current));
  }

  @Get('versions')
  @Requires('criteria:read')
  @Endpoint({
    summary: 'List the versions of the criteria, newest first',
    description: 'The newest 100; older ones stay for the records that name them.',
    answer: { status: 200, dto: [CriteriaVersionDto] },
    errors: JOB_ERRORS,
  })
  async versions(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Query() query: ListQueryDto,
  ): Promise<Page<CriteriaVersionDto>> {
    const versions = await this.readCriteria.versions(caller, id);
    return versionsPage(
      versions.map((version) => toCriteriaVersionDto(id, version)),
      query,
      id,
    );
  }

  @Get('compare')
  @Requires('criteria:read')
  @Endpoint({
    summary: 'Compare two versions of the criteria',
    description: 'Unless told otherwise the newest with the one before.',
    answer: { status: 200, dto: CriteriaComparisonDto },
    errors: { ...JOB_ERRORS, 'screening.criteria_version_not_found': 'not_found' },
  })
  async compare(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Query() query: CompareCriteriaQueryDto,
  ): Promise<CriteriaComparisonDto> {
    return toCriteriaComparisonDto(id, await this.readCriteria.compare(caller, id, query));
  }

  @Put()
  @Requires('criteria:write')
  @Endpoint({
    summary: 'Set the criteria of a job',
    description:
      'Makes a new version and screens the applications of the job again, as a task. Needs If-Match unless it is the first version.',
    answer: { status: 200, dto: ChangedCriteriaDto },
    errors: {
      ...JOB_ERRORS,
      'screening.criteria_refused': 'rule',
      'screening.criteria_changed': 'stale',
      'http.if_match_required': 'precondition_required',
    },
  })
  async change(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: CriteriaDto,
  ): Promise<Answer<ChangedCriteriaDto>> {
    const changed = await this.changeCriteria.execute(caller, { jobId: id, criteria: body, version });
    return versioned(changed.version, { ...toCriteriaVersionDto(id, changed), taskId: changed.taskId });
  }
}
