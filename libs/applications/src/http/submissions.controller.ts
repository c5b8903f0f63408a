import '@fastify/multipart';
import { Body, Controller, Post, Req } from '@nestjs/common';
import {
  Caller,
  CurrentRequest,
  Endpoint,
  IdempotencyKey,
  InContext,
  Once,
  PublicOrSignedIn,
  RateLimited,
  RequiresIdempotencyKey,
  accepted,
} from '@shortlist/platform';
import type { Answer, OncePerKey, Principal, RequestContext } from '@shortlist/platform';
import type { FastifyRequest } from 'fastify';
import { RequestUpload } from '../use-cases/request-upload.use-case.js';
import { submissionFingerprint } from '../domain/submission.js';
import { SubmitApplication } from '../use-cases/submit-application.use-case.js';
import type { SubmissionInput } from '../use-cases/submit-application.use-case.js';
import { readForm } from './application-form.js';
import { ReceiptDto, RequestUploadDto, SubmitApplicationDto, SubmitApplicationFormDto, UploadDto } from './submit-application.dto.js';

@InContext('applications')
@Controller()
export class SubmissionsController {
  constructor(
    private readonly submitApplication: SubmitApplication,
    private readonly requestUpload: RequestUpload,
  ) {}

  @Post('uploads')
  @PublicOrSignedIn()
  @RateLimited({ name: 'uploads', points: 600, seconds: 60, by: 'ip' })
  @Endpoint({
    summary: 'Ask for a form to upload a resume with',
    answer: { status: 200, dto: UploadDto },
    errors: { 'applications.job_not_found': 'not_found', 'applications.job_not_open': 'conflict' },
  })
  upload(@Body() dto: RequestUploadDto): Promise<UploadDto> {
    return this.requestUpload.execute(dto);
  }

  @Post('applications')
  @PublicOrSignedIn()
  @RequiresIdempotencyKey({ storeRemembers: true })
  @RateLimited({ name: 'apply', points: 600, seconds: 60, by: 'ip' })
  @Endpoint({
    summary: 'Apply to a job',
    description: 'Answers as soon as the application is safe in the event log. A retry with the same Idempotency-Key counts once.',
    answer: { status: 202, dto: ReceiptDto },
    accepts: { mediaType: 'multipart/form-data', dto: SubmitApplicationFormDto },
    errors: {
      'applications.job_not_found': 'not_found',
      'applications.job_not_open': 'conflict',
      'applications.contact_required': 'malformed',
      'applications.several_resumes': 'rule',
      'storage.content_mismatch': 'unsupported_type',
      'applications.upload_of_another_job': 'rule',
      'applications.replacement_not_proven': 'rule',
      'applications.replacement_without_resume': 'rule',
      'applications.append_unconfirmed': 'unavailable',
    },
  })
  async submit(
    @Body() body: SubmitApplicationDto,
    @Req() request: FastifyRequest,
    @IdempotencyKey() idempotencyKey: string,
    @Once() once: OncePerKey,
    @Caller() caller: Principal | undefined,
    @CurrentRequest() { traceparent }: RequestContext,
  ): Promise<Answer<ReceiptDto>> {
    const { fields, file } = request.isMultipart() ? await readForm(request) : { fields: body, file: null };
    const input: SubmissionInput = { fields, file, idempotencyKey, caller, traceparent };
    const receipt = await once(submissionFingerprint(fields, file), () => this.submitApplication.execute(input));
    return accepted(`/applications/${receipt.id}/track`, receipt);
  }
}
