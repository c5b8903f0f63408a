import { Controller, Get, Post, Query } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, defineCursor, windowOf } from '@shortlist/platform';
import type { Page, StaffPrincipal } from '@shortlist/platform';
import { FindJob } from '../queries/find-job.query.js';
import { ListShortlistChanges } from '../queries/list-shortlist-changes.query.js';
import { ReadShortlist } from '../queries/read-shortlist.query.js';
import { UpdateShortlist } from '../use-cases/update-shortlist.use-case.js';
import { ShortlistChangeDto, ShortlistChangeFiltersDto, ShortlistChangesQueryDto, toShortlistChangeDto } from './shortlist-change.dto.js';
import { ShortlistDto, toShortlistDto } from './shortlist.dto.js';

const JOB_ERRORS = { 'screening.job_not_found': 'not_found', 'screening.job_not_here_yet': 'unavailable' } as const;

const SORT = '-changedAt';
const cursor = defineCursor('shortlist-changes', { sorts: { [SORT]: ['id'] }, filters: ShortlistChangeFiltersDto });

@InContext('screening')
@Controller('jobs/:id/shortlist')
export class ShortlistsController {
  constructor(
    private readonly findJob: FindJob,
    private readonly readShortlist: ReadShortlist,
    private readonly listChanges: ListShortlistChanges,
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

  @Get('changes')
  @Requires('shortlist:read')
  @Endpoint({
    summary: 'List who entered and left the shortlist of a job, and why',
    description: 'The newest first; the newest 10,000 changes of a job are kept. Changes of rank are not listed.',
    answer: { status: 200, dto: [ShortlistChangeDto] },
    errors: JOB_ERRORS,
  })
  async changes(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Query() query: ShortlistChangesQueryDto,
  ): Promise<Page<ShortlistChangeDto>> {
    const { limit, page, offset } = windowOf(query);
    const position = query.cursor === undefined ? null : cursor.decode(query.cursor);
    const filters = { applicationId: (position ? position.filters.applicationId : query.applicationId) ?? null };
    const after = (position?.keys[0] ?? null) as string | null;
    const { rows, hasMore, ...count } = await this.listChanges.execute(caller, { jobId: id, ...filters }, { limit, offset, after });
    const last = hasMore ? rows.at(-1) : undefined;
    const nextCursor = last ? cursor.encode({ sort: SORT, keys: [last.id], filters }) : null;
    return { items: rows.map(toShortlistChangeDto), limit, page, ...count, nextCursor };
  }
}
