import '@fastify/multipart';
import { Body, Controller, Post, Req } from '@nestjs/common';
import { Endpoint, InContext, Once, RateLimited, Requires, SealedAnswer, StaffCaller } from '@shortlist/platform';
import type { OncePerKey, StaffPrincipal } from '@shortlist/platform';
import type { FastifyRequest } from 'fastify';
import { MOST_CVS } from '../domain/cv-limits.js';
import { AnalyzeCv } from '../use-cases/analyze-cv.use-case.js';
import type { AskedRequirements, CvFile } from '../use-cases/analyze-cv.use-case.js';
import {
  AnalyzeCvDto,
  AnalyzeCvFormDto,
  AnalyzeCvsDto,
  CvAnalysisDto,
  CvResultDto,
  toCvAnalysisDto,
  toCvResultDto,
} from './cv-analysis.dto.js';
import type { AskedRequirementsDto, CvTextDto } from './cv-analysis.dto.js';
import { fingerprintOfCvs, readCvForm } from './cv-form.js';

const ERRORS = {
  'screening.job_not_found': 'not_found',
  'screening.job_not_here_yet': 'unavailable',
  'screening.cv_missing': 'malformed',
  'screening.unknown_file': 'malformed',
  'screening.cv_requirements': 'rule',
  'screening.criteria_refused': 'rule',
  'screening.cv_reader_busy': 'unavailable',
  'screening.cv_not_scanned': 'unavailable',
} as const;

/** CVs of nobody in particular: no candidate comes of them. Answers hold personal data, so what a retry finds again is sealed. */
@InContext('screening')
@Controller('cv-analysis')
@SealedAnswer({ changesNothing: true })
export class CvAnalysisController {
  constructor(private readonly analyzeCv: AnalyzeCv) {}

  @Post()
  @Requires('cv:analyze')
  @RateLimited({ name: 'cv_analysis', points: 60, seconds: 60, by: 'caller' })
  @Endpoint({
    summary: 'Analyse a CV against requirements, and store nothing',
    description:
      'A file up to 5 MiB as a form, or text as JSON, against criteria or a job. The same file and requirements are answered from the cache for an hour.',
    answer: { status: 200, dto: CvAnalysisDto },
    accepts: { mediaType: 'multipart/form-data', dto: AnalyzeCvFormDto },
    errors: { ...ERRORS, 'screening.cv_unreadable': 'rule' },
  })
  async analyze(
    @StaffCaller() caller: StaffPrincipal,
    @Body() body: AnalyzeCvDto,
    @Req() request: FastifyRequest,
    @Once() once: OncePerKey,
  ): Promise<CvAnalysisDto> {
    const { files, asked } = request.isMultipart() ? await readCvForm(request, 1) : { files: [fileOf(body)], asked: askedOf(body) };
    return once(fingerprintOfCvs(files, asked), async () => {
      const { fileName, analysis, cached } = await this.analyzeCv.one(caller, files, asked);
      return toCvAnalysisDto(fileName, analysis, cached);
    });
  }

  @Post('batch')
  @Requires('cv:analyze')
  @RateLimited({ name: 'cv_analysis_batch', points: 10, seconds: 60, by: 'caller' })
  @Endpoint({
    summary: 'Analyse up to ten CVs against the same requirements, and store nothing',
    description: 'Every file has a result of its own, in the order in which they came: an analysis, or why there is none.',
    answer: { status: 200, dto: [CvResultDto] },
    accepts: { mediaType: 'multipart/form-data', dto: AnalyzeCvFormDto },
    errors: ERRORS,
  })
  async batch(
    @StaffCaller() caller: StaffPrincipal,
    @Body() body: AnalyzeCvsDto,
    @Req() request: FastifyRequest,
    @Once() once: OncePerKey,
  ): Promise<CvResultDto[]> {
    const { files, asked } = request.isMultipart()
      ? await readCvForm(request, MOST_CVS)
      : { files: body.cvs.map(fileOf), asked: askedOf(body) };
    return once(fingerprintOfCvs(files, asked), async () => (await this.analyzeCv.execute(caller, files, asked)).map(toCvResultDto));
  }
}

function fileOf({ fileName, text }: CvTextDto): CvFile {
  return { fileName: fileName ?? 'resume.txt', bytes: Buffer.from(text) };
}

function askedOf({ criteria, jobId }: AskedRequirementsDto): AskedRequirements {
  return { criteria: criteria ?? null, jobId: jobId ?? null };
}
