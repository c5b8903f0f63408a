import { Controller, Get, Query } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, defineCursor, windowOf } from '@shortlist/platform';
import type { Page, StaffPrincipal } from '@shortlist/platform';
import { OwnApplicants } from '../queries/own-applicants.query.js';
import { ReadTimeline } from '../queries/read-timeline.query.js';
import {
  CandidateChangeDto,
  CandidateTimelineFiltersDto,
  CandidateTimelineQueryDto,
  toCandidateChangeDto,
} from './candidate-timeline.dto.js';

const SORT = '-at';
const cursors = defineCursor('candidate_timeline', { sorts: { [SORT]: ['id'] }, filters: CandidateTimelineFiltersDto });

@InContext('candidates')
@Controller('candidates/:id/timeline')
export class CandidateTimelineController {
  constructor(
    private readonly readTimeline: ReadTimeline,
    private readonly ownApplicants: OwnApplicants,
  ) {}

  @Get()
  @Requires('candidate:read')
  @Endpoint({
    summary: 'Every change of a candidate, with who and why',
    description:
      'The newest first, with those of records that were merged into it. Names the fields that changed, and no value that is personal.',
    answer: { status: 200, dto: [CandidateChangeDto] },
    errors: { 'candidates.not_found': 'not_found' },
  })
  async read(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Query() query: CandidateTimelineQueryDto,
  ): Promise<Page<CandidateChangeDto>> {
    await this.ownApplicants.assertCandidate(caller, id);
    const { limit, page, offset } = windowOf(query);
    const position = query.cursor === undefined ? null : cursors.decode(query.cursor);
    const { kind } = position?.filters ?? query;
    const after = (position?.keys[0] ?? null) as string | null;
    const { changes, hasMore, ...count } = await this.readTimeline.execute(caller.organizationId, id, {
      kinds: kind ?? null,
      limit,
      offset,
      after,
    });
    const last = hasMore ? changes.at(-1) : undefined;
    const nextCursor = last ? cursors.encode({ sort: SORT, keys: [last.id], filters: { ...(kind && { kind }) } }) : null;
    return { items: changes.map(toCandidateChangeDto), limit, page, ...count, nextCursor };
  }
}
