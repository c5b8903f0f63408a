import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, accepted } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { ReadResume } from '../queries/read-resume.query.js';
import { MakePrimary } from '../use-cases/make-primary.use-case.js';
import { RequestParse } from '../use-cases/request-parse.use-case.js';
import { RequestReparse } from '../use-cases/request-reparse.use-case.js';
import {
  ParsedResumeDto,
  ReparseResumesDto,
  ResumeDownloadDto,
  ResumeDto,
  StartedTaskDto,
  toParsedResumeDto,
  toResumeDownloadDto,
  toResumeDto,
} from './resume.dto.js';

@InContext('candidates')
@Controller('resumes')
export class ResumesController {
  constructor(
    private readonly readResume: ReadResume,
    private readonly requestParse: RequestParse,
    private readonly requestReparse: RequestReparse,
    private readonly primary: MakePrimary,
  ) {}

  @Get(':id')
  @Requires('candidate:read')
  @Endpoint({
    summary: 'Read about a resume',
    answer: { status: 200, dto: ResumeDto },
    errors: { 'candidates.resume_not_found': 'not_found' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ResumeDto> {
    return toResumeDto(await this.readResume.execute(caller.organizationId, id));
  }

  @Get(':id/parsed')
  @Requires('candidate:read')
  @Endpoint({
    summary: 'Read what a resume says, with evidence',
    answer: { status: 200, dto: ParsedResumeDto },
    errors: { 'candidates.resume_not_found': 'not_found', 'candidates.resume_not_parsed': 'not_found' },
  })
  async parsed(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ParsedResumeDto> {
    return toParsedResumeDto(await this.readResume.parsed(caller.organizationId, id));
  }

  @Get(':id/file')
  @Requires('candidate:read')
  @Endpoint({
    summary: 'Get an address to download the original file',
    description: 'Never of a file that a virus scanner refused, nor, where one is set up, of one that it has not seen.',
    answer: { status: 200, dto: ResumeDownloadDto },
    errors: {
      'candidates.resume_not_found': 'not_found',
      'candidates.resume_infected': 'conflict',
      'candidates.resume_not_scanned': 'conflict',
      'storage.object_missing': 'not_found',
    },
  })
  async file(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ResumeDownloadDto> {
    return toResumeDownloadDto(await this.readResume.download(caller.organizationId, id));
  }

  @Post('parse')
  @Requires('candidate:write')
  @Endpoint({
    summary: 'Read all resumes again',
    description:
      'Those that another version of the parser has read, or none could. What people wrote stays. Can be followed and cancelled as a task.',
    answer: { status: 202, dto: StartedTaskDto },
    errors: {},
  })
  async parseAll(@StaffCaller() caller: StaffPrincipal, @Body() body: ReparseResumesDto): Promise<Answer<StartedTaskDto>> {
    const taskId = await this.requestReparse.execute(caller, body.everything ?? false);
    return accepted(`/tasks/${taskId}`, { taskId });
  }

  @Put(':id/primary')
  @Requires('candidate:write')
  @Endpoint({
    summary: 'Let a resume stand for its person',
    description: 'It is read again, so that the record says what it says, but where a person wrote something else.',
    answer: { status: 200, dto: ResumeDto },
    errors: { 'candidates.resume_not_found': 'not_found' },
  })
  async makePrimary(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ResumeDto> {
    await this.primary.execute(caller, id);
    return this.read(caller, id);
  }

  @Post(':id/parse')
  @Requires('candidate:write')
  @Endpoint({
    summary: 'Read a resume again',
    description: 'Edits by hand survive. While it is being read, nothing is added.',
    answer: { status: 202, dto: ResumeDto },
    errors: { 'candidates.resume_not_found': 'not_found' },
  })
  async parse(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<ResumeDto>> {
    await this.requestParse.execute(caller, id);
    return accepted(`/resumes/${id}`, await this.read(caller, id));
  }
}
