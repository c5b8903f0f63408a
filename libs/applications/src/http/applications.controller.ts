import { Body, Controller, Delete, Get, Put, Query } from '@nestjs/common';
import {
  Endpoint,
  IdParam,
  IfMatch,
  InContext,
  ListQueryDto,
  Public,
  RateLimited,
  Requires,
  StaffCaller,
  defineCursor,
  defineShortList,
  sortOf,
  versioned,
  windowOf,
} from '@shortlist/platform';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { ListApplications } from '../queries/list-applications.query.js';
import { ReadApplication } from '../queries/read-application.query.js';
import { TrackApplication } from '../queries/track-application.query.js';
import { DeleteApplication } from '../use-cases/delete-application.use-case.js';
import { MoveApplication } from '../use-cases/move-application.use-case.js';
import {
  ApplicationDto,
  ListApplicationsDto,
  MoveApplicationDto,
  TimelineEntryDto,
  TrackQueryDto,
  TrackedApplicationDto,
  toApplicationDto,
  toTimelineEntryDto,
} from './application.dto.js';

const SORTS = ['receivedAt', 'score'] as const;
const cursors = defineCursor('applications', {
  sorts: { receivedAt: ['id'], '-receivedAt': ['id'], score: ['number', 'id'], '-score': ['number', 'id'] },
  filters: ListApplicationsDto,
});

const timelinePage = defineShortList<TimelineEntryDto, 'at'>('application_timeline', {
  ...{ field: 'at', usual: 'at', key: 'id' },
  keyOf: ({ id }) => id,
});

@InContext('applications')
@Controller('applications')
export class ApplicationsController {
  constructor(
    private readonly listApplications: ListApplications,
    private readonly readApplication: ReadApplication,
    private readonly trackApplication: TrackApplication,
    private readonly moveApplication: MoveApplication,
    private readonly deleteApplication: DeleteApplication,
  ) {}

  @Get()
  @Requires('application:read')
  @Endpoint({ summary: 'List applications', answer: { status: 200, dto: [ApplicationDto] } })
  async list(@StaffCaller() caller: StaffPrincipal, @Query() query: ListApplicationsDto): Promise<Page<ApplicationDto>> {
    const { limit, page, offset } = windowOf(query);
    const position = query.cursor === undefined ? null : cursors.decode(query.cursor);
    const { limit: _limit, page: _page, cursor: _cursor, sort: _sort, ...filters } = position?.filters ?? query;
    const sort = position?.sort ?? query.sort ?? '-receivedAt';
    const { field, descending } = sortOf(sort, SORTS, '-receivedAt');
    const after = position && { id: String(position.keys.at(-1)), score: field === 'score' ? Number(position.keys[0]) : null };
    const found = await this.listApplications.execute(caller, { filters, sort: field, descending, limit, offset, after });
    const items = found.items.map(toApplicationDto);
    const last = items.at(-1);
    const keys = last && (field === 'score' ? [last.score ?? -1, last.id] : [last.id]);
    const nextCursor = found.hasMore && keys ? cursors.encode({ sort, keys, filters: filters as ListApplicationsDto }) : null;
    return { items, limit, page, total: found.total, totalIsEstimate: found.totalIsEstimate, nextCursor };
  }

  @Get(':id')
  @Requires('application:read')
  @Endpoint({
    summary: 'Read an application',
    answer: { status: 200, dto: ApplicationDto },
    errors: { 'applications.not_found': 'not_found' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<ApplicationDto>> {
    const opened = await this.readApplication.execute(caller, id);
    return versioned(opened.application.version, toApplicationDto(opened));
  }

  @Get(':id/timeline')
  @Requires('application:read')
  @Endpoint({
    summary: 'Every change of status, with who and why',
    description: 'The oldest first; `sort=-at` turns it round.',
    answer: { status: 200, dto: [TimelineEntryDto] },
    errors: { 'applications.not_found': 'not_found' },
  })
  async timeline(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Query() query: ListQueryDto,
  ): Promise<Page<TimelineEntryDto>> {
    const changes = await this.readApplication.timeline(caller, id);
    return timelinePage(changes.map(toTimelineEntryDto), query, id);
  }

  @Get(':id/track')
  @Public()
  @RateLimited({ name: 'track', points: 120, seconds: 60, by: 'ip' })
  @Endpoint({
    summary: 'Where an application stands, for the candidate',
    answer: { status: 200, dto: TrackedApplicationDto },
    errors: { 'applications.not_found': 'not_found' },
  })
  track(@IdParam() id: string, @Query() query: TrackQueryDto): Promise<TrackedApplicationDto> {
    return this.trackApplication.execute(id, query.token);
  }

  @Put(':id/status')
  @Requires('application:move')
  @Endpoint({
    summary: 'Move an application to another status',
    answer: { status: 200, dto: ApplicationDto },
    errors: {
      'applications.not_found': 'not_found',
      'applications.status_not_reachable': 'conflict',
      'applications.reason_required': 'rule',
      'applications.application_changed': 'stale',
    },
  })
  async move(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: MoveApplicationDto,
  ): Promise<Answer<ApplicationDto>> {
    await this.moveApplication.execute(caller, { applicationId: id, to: body.status, reason: body.reason ?? null, version });
    return this.read(caller, id);
  }

  @Delete(':id')
  @Requires('application:delete')
  @Endpoint({
    summary: 'Delete an application',
    description: 'It is withdrawn, if it was still open, and gone from everything that staff see. Its receipts say that it is closed.',
    answer: { status: 204 },
    errors: {
      'applications.not_found': 'not_found',
      'applications.status_not_reachable': 'conflict',
      'applications.application_changed': 'stale',
    },
  })
  delete(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.deleteApplication.execute(caller, id, version);
  }
}
