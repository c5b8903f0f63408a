import { AnswerV1, Id, Instant, Nested, NestedList, Nullable, Text, Whole } from '@shortlist/contracts';
import { ArrayMaxSize, IsBoolean, IsEmail, IsIn, IsUrl } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MOST_RESUME_BYTES, RESUME_TYPES } from '../domain/resume-upload.js';
import type { ResumeType } from '../domain/resume-upload.js';

export class ConsentDto {
  /** Which consent, such as `privacy_notice` or `talent_pool`. */
  @Text(100, 1) kind: string;
  @Instant() givenAt: string;
}

/** An earlier receipt for the same job, and the token of its status page. */
export class ReplacesDto {
  @Id() id: string;
  @Text(200, 1) token: string;
}

/** One application. The resume comes as an upload handle, as text, or as the file `resume` of a multipart form; or not at all. */
export class SubmitApplicationDto {
  @Id() jobId: string;
  /** Required on the public page; staff may leave it to the resume. */
  @Nullable() @Text(300, 1) name?: string | null;
  /** Required on the public page; staff may leave it to the resume. */
  @Nullable() @IsEmail() @Text(320) email?: string | null;
  @Nullable() @Text(50) phone?: string | null;
  /** From `POST /uploads`, after the file was sent. */
  @Nullable() @Text(2_000) uploadHandle?: string | null;
  @Nullable() @Text(200_000, 1) resumeText?: string | null;
  @Nullable() @ArrayMaxSize(50) @NestedList(() => AnswerV1) answers?: AnswerV1[] | null;
  @Nullable() @ArrayMaxSize(20) @NestedList(() => ConsentDto) consents?: ConsentDto[] | null;
  /** Where the candidate came from, such as `careers_page` or `linkedin`. */
  @Nullable() @Text(100, 1) source?: string | null;
  /** Asks for a person instead of a model. */
  @Nullable() @IsBoolean() wantsPerson?: boolean | null;
  /**
   * Takes the place of an earlier application of the same person, where the policy of the job is `replace` and it was not screened yet. It
   * needs a resume, and the same e-mail address; everything that was sent before is replaced.
   */
  @Nullable() @Nested(() => ReplacesDto) replaces?: ReplacesDto | null;
}

/** The same as a `multipart/form-data` form, with the resume itself. `answers`, `consents`, `wantsPerson` and `replaces` are JSON in it. */
export class SubmitApplicationFormDto extends SubmitApplicationDto {
  @Nullable() @JSONSchema({ type: 'string', format: 'binary', description: 'A PDF, DOCX or TXT file.' }) resume?: Blob | null;
}

/** What the candidate gets at once: the application is safe from here on. */
export class ReceiptDto {
  @Id() id: string;
  @IsIn(['received']) status: 'received';
  /** Public page that tells where the application stands. */
  @IsUrl({ require_tld: false }) statusUrl: string;
}

export class RequestUploadDto {
  @Id() jobId: string;
  @IsIn(RESUME_TYPES) contentType: ResumeType;
  /** Size of the file. */
  @Whole(1, MOST_RESUME_BYTES) bytes: number;
}

export class UploadFieldDto {
  @Text(200) name: string;
  @Text(8_000) value: string;
}

/** A form for the file: post `fields` in order, then the file as `file`, as `multipart/form-data` to `url`. */
export class UploadDto {
  /** Names the file in `POST /applications`. */
  @Text(2_000) uploadHandle: string;
  @IsUrl({ require_tld: false }) url: string;
  @NestedList(() => UploadFieldDto) fields: UploadFieldDto[];
  @Instant() expiresAt: string;
}
