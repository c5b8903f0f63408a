import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, accepted } from '@shortlist/platform';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { ReadMatches } from '../queries/read-matches.query.js';
import { ReadPair } from '../queries/read-pair.query.js';
import { AnalyzeMatch } from '../use-cases/analyze-match.use-case.js';
import { AnalyzeTop } from '../use-cases/analyze-top.use-case.js';
import { RequestMatching } from '../use-cases/request-matching.use-case.js';
import { matchPage } from './match-page.js';
import {
  AnalysisStatusDto,
  AnalyzeTopDto,
  JobMatchesQueryDto,
  MatchAnalysisDto,
  CandidateMatchDto,
  JobMatchStatisticsDto,
  MatchTaskDto,
  PairDto,
  toMatchAnalysisDto,
  toJobMatchStatisticsDto,
  toPairDto,
} from './match.dto.js';

const JOB_ERRORS = { 'screening.job_not_found': 'not_found', 'screening.job_not_here_yet': 'unavailable' } as const;
const PAIR_ERRORS = {
  ...JOB_ERRORS,
  'screening.candidate_not_found': 'not_found',
  'screening.candidate_not_matched': 'conflict',
} as const;

/** People who did not apply, by the same scoring as those who did. */
@InContext('screening')
@Controller('jobs/:id')
export class JobMatchesController {
  constructor(
    private readonly readMatches: ReadMatches,
    private readonly readPair: ReadPair,
    private readonly analyzeMatch: AnalyzeMatch,
    private readonly analyzeTop: AnalyzeTop,
    private readonly requestMatching: RequestMatching,
  ) {}

  @Post('match')
  @Requires('match:run')
  @Endpoint({
    summary: 'Match a job with every candidate anew, as a task',
    description: 'Matches follow every change by themselves; this only does not wait for one.',
    answer: { status: 202, dto: MatchTaskDto },
    errors: { ...JOB_ERRORS, 'screening.job_not_open': 'conflict' },
  })
  async match(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<MatchTaskDto>> {
    const taskId = await this.requestMatching.now(caller, id);
    return accepted(`/tasks/${taskId}`, { taskId });
  }

  @Get('matches')
  @Requires('match:read')
  @Endpoint({
    summary: 'List the best matches of a job, best first',
    description: 'The best 500 are stored; any other pair is computed when it is read.',
    answer: { status: 200, dto: [CandidateMatchDto] },
    errors: JOB_ERRORS,
  })
  list(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @Query() query: JobMatchesQueryDto): Promise<Page<CandidateMatchDto>> {
    return matchPage({ ...query, jobId: id }, (filters, window) => this.readMatches.list(caller, filters, window));
  }

  @Get('matches/statistics')
  @Requires('match:read')
  @Endpoint({
    summary: 'Read how the scores of all candidates for a job are spread',
    answer: { status: 200, dto: JobMatchStatisticsDto },
    errors: JOB_ERRORS,
  })
  async statistics(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<JobMatchStatisticsDto> {
    return toJobMatchStatisticsDto(await this.readMatches.statistics(caller, id));
  }

  @Get('candidates/:candidateId/match')
  @Requires('match:read')
  @Endpoint({
    summary: 'Read what a job and a candidate are to each other',
    description: 'Computed now, with every criterion explained, whether the match is stored or not.',
    answer: { status: 200, dto: PairDto },
    errors: PAIR_ERRORS,
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IdParam('candidateId') candidateId: string): Promise<PairDto> {
    return toPairDto(await this.readPair.execute(caller, id, candidateId));
  }

  @Post('candidates/:candidateId/match/analyze')
  @Requires('match:run')
  @Endpoint({
    summary: 'Analyse a match in depth',
    description: 'Dimensions, strengths, gaps, what would close them, and how far the score could rise. The outcome is kept.',
    answer: { status: 200, dto: MatchAnalysisDto },
    errors: PAIR_ERRORS,
  })
  async analyze(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IdParam('candidateId') candidateId: string,
  ): Promise<MatchAnalysisDto> {
    return toMatchAnalysisDto(await this.analyzeMatch.execute(caller, id, candidateId));
  }

  @Post('analyze-top')
  @Requires('match:run')
  @Endpoint({
    summary: 'Analyse the best matches of a job in depth, as a task',
    answer: { status: 202, dto: MatchTaskDto },
    errors: JOB_ERRORS,
  })
  async analyzeBest(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Body() body: AnalyzeTopDto,
  ): Promise<Answer<MatchTaskDto>> {
    const taskId = await this.analyzeTop.request(caller, id, body.limit);
    return accepted(`/tasks/${taskId}`, { taskId });
  }

  @Get('analysis-status')
  @Requires('match:read')
  @Endpoint({
    summary: 'Read how many matches of a job are analysed in depth',
    answer: { status: 200, dto: AnalysisStatusDto },
    errors: JOB_ERRORS,
  })
  async status(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<AnalysisStatusDto> {
    return { ...(await this.readMatches.analysisStatus(caller, id)) };
  }
}
