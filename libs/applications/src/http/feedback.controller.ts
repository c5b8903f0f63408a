import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, created, defineCursor, windowOf } from '@shortlist/platform';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { feedbackSubject } from '../domain/feedback.js';
import { ListFeedback } from '../queries/list-feedback.query.js';
import { GiveFeedback } from '../use-cases/give-feedback.use-case.js';
import { FeedbackDto, FeedbackFiltersDto, GiveFeedbackDto, ListFeedbackDto, toFeedbackDto } from './feedback.dto.js';

const SORT = '-givenAt';
const cursors = defineCursor('feedback', { sorts: { [SORT]: ['id'] }, filters: FeedbackFiltersDto });
const JOB_ERRORS = { 'applications.job_not_found': 'not_found', 'applications.job_not_here_yet': 'unavailable' } as const;

/** How applicants and candidates turned out, in the words of staff. */
@InContext('applications')
@Controller()
export class FeedbackController {
  constructor(
    private readonly giveFeedback: GiveFeedback,
    private readonly listFeedback: ListFeedback,
  ) {}

  @Post('feedback')
  @Requires('feedback:write')
  @Endpoint({
    summary: 'Say how an applicant or a candidate turned out',
    description:
      'Of an application, or of a candidate for a job. What the same person said of it before is kept and does not stand any more. No score, rank or status moves by it.',
    answer: { status: 201, dto: FeedbackDto },
    errors: {
      ...JOB_ERRORS,
      'applications.not_found': 'not_found',
      'applications.candidate_not_found': 'not_found',
      'applications.feedback_subject_unclear': 'rule',
    },
  })
  async give(@StaffCaller() caller: StaffPrincipal, @Body() body: GiveFeedbackDto): Promise<Answer<FeedbackDto>> {
    const { applicationId = null, jobId = null, candidateId = null, kind, notes = null } = body;
    const given = await this.giveFeedback.execute(caller, feedbackSubject({ applicationId, jobId, candidateId }), { kind, notes });
    return created(`/jobs/${given.jobId}/feedback`, toFeedbackDto(given));
  }

  @Get('jobs/:id/feedback')
  @Requires('feedback:read')
  @Endpoint({
    summary: 'List what staff said of the applicants and candidates of a job',
    description: 'The newest first; only what stands, unless the history is asked for.',
    answer: { status: 200, dto: [FeedbackDto] },
    errors: JOB_ERRORS,
  })
  async list(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @Query() query: ListFeedbackDto): Promise<Page<FeedbackDto>> {
    const { limit, page, offset } = windowOf(query);
    const position = query.cursor === undefined ? null : cursors.decode(query.cursor);
    const { kind, applicationId, candidateId, userId, history } = position?.filters ?? query;
    const after = (position?.keys[0] ?? null) as string | null;
    const { items, hasMore, ...count } = await this.listFeedback.execute(
      caller,
      {
        ...{ jobId: id, kind: kind ?? null, applicationId: applicationId ?? null, candidateId: candidateId ?? null },
        ...{ userId: userId ?? null, history: history ?? false },
      },
      { limit, offset, after },
    );
    const last = hasMore ? items.at(-1) : undefined;
    const filters = { kind, applicationId, candidateId, userId, history };
    const nextCursor = last ? cursors.encode({ sort: SORT, keys: [last.id], filters }) : null;
    return { items: items.map(toFeedbackDto), limit, page, ...count, nextCursor };
  }
}
