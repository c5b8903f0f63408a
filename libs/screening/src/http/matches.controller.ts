import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import { Endpoint, IdParam, IfMatch, InContext, Requires, StaffCaller, versioned } from '@shortlist/platform';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { ReadMatches } from '../queries/read-matches.query.js';
import { ReadPair } from '../queries/read-pair.query.js';
import { ChangeMatchStatus } from '../use-cases/change-match-status.use-case.js';
import { matchPage } from './match-page.js';
import {
  ChangeMatchStatusDto,
  CompareMatchesDto,
  MatchComparisonDto,
  CandidateMatchDto,
  MatchesQueryDto,
  toMatchComparisonDto,
  toCandidateMatchDto,
} from './match.dto.js';

const NOT_FOUND = { 'screening.match_not_found': 'not_found' } as const;
const JOB_ERRORS = { 'screening.job_not_found': 'not_found', 'screening.job_not_here_yet': 'unavailable' } as const;

/** Stored matches of all jobs. */
@InContext('screening')
@Controller('matches')
export class MatchesController {
  constructor(
    private readonly readMatches: ReadMatches,
    private readonly readPair: ReadPair,
    private readonly changeStatus: ChangeMatchStatus,
  ) {}

  @Get()
  @Requires('match:read')
  @Endpoint({ summary: 'List stored matches, best first', answer: { status: 200, dto: [CandidateMatchDto] }, errors: JOB_ERRORS })
  list(@StaffCaller() caller: StaffPrincipal, @Query() query: MatchesQueryDto): Promise<Page<CandidateMatchDto>> {
    return matchPage(query, (filters, window) => this.readMatches.list(caller, filters, window));
  }

  @Post('compare')
  @Requires('match:read')
  @Endpoint({
    summary: 'Compare candidates for a job side by side',
    description: 'One row per criterion, one cell per candidate; computed now.',
    answer: { status: 200, dto: MatchComparisonDto },
    errors: { ...JOB_ERRORS, 'screening.candidate_not_found': 'not_found', 'screening.candidate_not_matched': 'conflict' },
  })
  async compare(@StaffCaller() caller: StaffPrincipal, @Body() { jobId, candidateIds }: CompareMatchesDto): Promise<MatchComparisonDto> {
    const pairs = await Promise.all(candidateIds.map((candidateId) => this.readPair.execute(caller, jobId, candidateId)));
    return toMatchComparisonDto(jobId, pairs);
  }

  @Get(':id')
  @Requires('match:read')
  @Endpoint({ summary: 'Read a stored match', answer: { status: 200, dto: CandidateMatchDto }, errors: NOT_FOUND })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<CandidateMatchDto>> {
    const row = await this.readMatches.one(caller, id);
    return versioned(row.version, toCandidateMatchDto(row));
  }

  @Put(':id/status')
  @Requires('match:write')
  @Endpoint({
    summary: 'Note what was done about a match',
    description: 'Neither the score nor the candidate moves by it.',
    answer: { status: 200, dto: CandidateMatchDto },
    errors: { ...NOT_FOUND, 'screening.match_changed': 'stale' },
  })
  async change(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { status }: ChangeMatchStatusDto,
  ): Promise<Answer<CandidateMatchDto>> {
    const row = await this.changeStatus.execute(caller, id, version, status);
    return versioned(row.version, toCandidateMatchDto(row));
  }

  @Delete(':id')
  @Requires('match:write')
  @Endpoint({
    summary: 'Take a match off for good',
    description: 'A better score does not bring it back.',
    answer: { status: 204 },
    errors: { ...NOT_FOUND, 'screening.match_changed': 'stale' },
  })
  remove(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.changeStatus.remove(caller, id, version);
  }
}
