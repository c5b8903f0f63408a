import '@fastify/multipart';
import { Body, Controller, Get, Post, Put, Query, Req } from '@nestjs/common';
import {
  Endpoint,
  IdParam,
  IfMatch,
  InContext,
  Once,
  Requires,
  StaffCaller,
  accepted,
  created,
  defineCursor,
  versioned,
  windowOf,
} from '@shortlist/platform';
import type { Answer, OncePerKey, Page, StaffPrincipal } from '@shortlist/platform';
import type { FastifyRequest } from 'fastify';
import { ListResumes } from '../queries/list-resumes.query.js';
import { OwnApplicants } from '../queries/own-applicants.query.js';
import { ReadResume } from '../queries/read-resume.query.js';
import { AddResume } from '../use-cases/add-resume.use-case.js';
import { MakePrimary } from '../use-cases/make-primary.use-case.js';
import { RequestParse } from '../use-cases/request-parse.use-case.js';
import { RequestReparse } from '../use-cases/request-reparse.use-case.js';
import { addedResume, fingerprintOfResume, readResumeForm } from './resume-form.js';
import {
  AddResumeDto,
  AddResumeFormDto,
  ListResumesDto,
  ParsedResumeDto,
  ReparseResumesDto,
  ResumeDownloadDto,
  ResumeDto,
  ResumeFiltersDto,
  StartedTaskDto,
  toParsedResumeDto,
  toResumeDownloadDto,
  toResumeDto,
} from './resume.dto.js';

const SORT = '-receivedAt';
const cursors = defineCursor('resumes', { sorts: { [SORT]: ['id'] }, filters: ResumeFiltersDto });

@InContext('candidates')
@Controller('resumes')
export class ResumesController {
  constructor(
    private readonly listResumes: ListResumes,
    private readonly readResume: ReadResume,
    private readonly addResume: AddResume,
    private readonly requestParse: RequestParse,
    private readonly requestReparse: RequestReparse,
    private readonly primary: MakePrimary,
    private readonly ownApplicants: OwnApplicants,
  ) {}

  @Get()
  @Requires('candidate:search')
  @Endpoint({
    summary: 'List resumes, the newest first',
    description: 'Every version of every resume.',
    answer: { status: 200, dto: [ResumeDto] },
  })
  async list(@StaffCaller() { organizationId }: StaffPrincipal, @Query() query: ListResumesDto): Promise<Page<ResumeDto>> {
    const { limit, page, offset } = windowOf(query);
    const position = query.cursor === undefined ? null : cursors.decode(query.cursor);
    const { candidateId, status } = position?.filters ?? query;
    const filters = { ...(candidateId && { candidateId }), ...(status && { status }) };
    const after = (position?.keys[0] ?? null) as string | null;
    const { items, hasMore, ...count } = await this.listResumes.execute(organizationId, { filters, limit, offset, after });
    const last = hasMore ? items.at(-1) : undefined;
    const nextCursor = last ? cursors.encode({ sort: SORT, keys: [last.resume.id], filters }) : null;
    return { items: items.map(toResumeDto), limit, page, ...count, nextCursor };
  }

  @Post('upload')
  @Requires('candidate:write')
  @Endpoint({
    summary: 'Add a resume to a candidate',
    description:
      'It is read in the background. It stands for the person where no other does; all versions are kept. Needs no upload before.',
    answer: { status: 201, dto: ResumeDto },
    accepts: { mediaType: 'multipart/form-data', dto: AddResumeFormDto },
    errors: {
      'candidates.not_found': 'not_found',
      'candidates.merged': 'conflict',
      'candidates.one_resume': 'rule',
      'keys.destroyed': 'not_found',
      'candidates.unknown_file': 'malformed',
    },
  })
  async upload(
    @StaffCaller() caller: StaffPrincipal,
    @Body() body: AddResumeDto,
    @Req() request: FastifyRequest,
    @Once() once: OncePerKey,
  ): Promise<Answer<ResumeDto>> {
    const resume = request.isMultipart() ? await readResumeForm(request) : addedResume(body);
    const added = await once(fingerprintOfResume(resume), async () =>
      this.current(caller, await this.addResume.execute(caller, resume.candidateId, resume.file)),
    );
    return created(`/resumes/${added.dto.id}`, added.dto, added.version);
  }

  @Get(':id')
  @Requires('candidate:read')
  @Endpoint({
    summary: 'Read about a resume',
    description: 'It shares the version of its person.',
    answer: { status: 200, dto: ResumeDto },
    errors: { 'candidates.resume_not_found': 'not_found' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<ResumeDto>> {
    await this.ownApplicants.assertResume(caller, id);
    const { dto, version } = await this.current(caller, id);
    return versioned(version, dto);
  }

  @Get(':id/parsed')
  @Requires('candidate:read')
  @Endpoint({
    summary: 'Read what a resume says, with evidence',
    answer: { status: 200, dto: ParsedResumeDto },
    errors: { 'candidates.resume_not_found': 'not_found', 'candidates.resume_not_parsed': 'not_found' },
  })
  async parsed(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<ParsedResumeDto> {
    await this.ownApplicants.assertResume(caller, id);
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
    await this.ownApplicants.assertResume(caller, id);
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
    description:
      'It is read again, so that the record says what it says, but where a person wrote something else. Send the ETag of the resume or of its person.',
    answer: { status: 200, dto: ResumeDto },
    errors: { 'candidates.resume_not_found': 'not_found', 'candidates.candidate_changed': 'stale' },
  })
  async makePrimary(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IfMatch() version: number): Promise<Answer<ResumeDto>> {
    await this.primary.execute(caller, id, version);
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
    return accepted(`/resumes/${id}`, (await this.current(caller, id)).dto);
  }

  private async current(caller: StaffPrincipal, id: string): Promise<{ readonly dto: ResumeDto; readonly version: number }> {
    const resume = await this.readResume.execute(caller.organizationId, id);
    return { dto: toResumeDto(resume), version: resume.version };
  }
}
