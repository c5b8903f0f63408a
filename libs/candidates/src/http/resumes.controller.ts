import { Controller, Get, Post } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, accepted } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { ReadResume } from '../queries/read-resume.query.js';
import { RequestParse } from '../use-cases/request-parse.use-case.js';
import { ParsedResumeDto, ResumeDownloadDto, ResumeDto, toParsedResumeDto, toResumeDownloadDto, toResumeDto } from './resume.dto.js';

@InContext('candidates')
@Controller('resumes')
export class ResumesController {
  constructor(
    private readonly readResume: ReadResume,
    private readonly requestParse: RequestParse,
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
    answer: { status: 200, dto: ResumeDownloadDto },
    errors: { 'candidates.resume_not_found': 'not_found', 'storage.object_missing': 'not_found' },
  })
  async file(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ResumeDownloadDto> {
    return toResumeDownloadDto(await this.readResume.download(caller.organizationId, id));
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
    await this.requestParse.execute(caller.organizationId, id);
    return accepted(`/resumes/${id}`, await this.read(caller, id));
  }
}
