import { Id, Instant, Nested, Nullable, ProfileDto, Text, TextList, Whole } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsUrl } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { RESUME_STATUSES } from '../domain/people/candidate.js';
import type { ResumeStatus } from '../domain/people/candidate.js';
import { SCANS } from '../domain/people/scan.js';
import type { Scan } from '../domain/people/scan.js';
import type { OpenedResume } from '../queries/open-resumes.query.js';
import type { ReadParsedResume, ResumeDownload } from '../queries/read-resume.query.js';

/** One uploaded file. */
export class ResumeDto {
  @Id() id: string;
  @Id() candidateId: string;
  /** The application that it came with. */
  @Nullable() @Id() applicationId: string | null;
  @Nullable() @Text(255) fileName: string | null;
  @Text(100) contentType: string;
  /** `pending` while it is being read. */
  @IsIn(RESUME_STATUSES) status: ResumeStatus;
  /** Why it could not be read, such as `needs_ocr`. */
  @Nullable() @Text(50) failureCode: string | null;
  /** What a virus scanner said of the file; null where none was asked. */
  @Nullable() @IsIn(SCANS) scan: Scan | null;
  /** Counts how often it was read. */
  @Whole(1, 1_000_000) run: number;
  @Instant() receivedAt: string;
}

export class ListResumesDto extends ListQueryDto {
  /** Of this person, also those of records that were merged. */
  @IsOptional() @Id() candidateId?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(3) @IsIn(RESUME_STATUSES, { each: true }) status?: ResumeStatus[];
}

/** What a cursor carries. */
export class ResumeFiltersDto {
  @Nullable() @Id() candidateId?: string | null;
  @IsOptional() @IsArray() @IsIn(RESUME_STATUSES, { each: true }) status?: ResumeStatus[] | null;
}

/** Another resume of a person. */
export class AddResumeDto {
  @Id() candidateId: string;
  /** The resume as text, where it comes as no file. */
  @Nullable() @Text(200_000) text?: string | null;
}

/** The same as a form, with the resume itself. */
export class AddResumeFormDto extends AddResumeDto {
  @Nullable()
  @JSONSchema({ type: 'string', format: 'binary', description: 'A PDF, DOCX, DOC, RTF, ODT or TXT file of at most 10 MiB.' })
  resume?: Blob | null;
}

/** Which resumes to read again. */
export class ReparseResumesDto {
  /** Also those that this version of the parser has read. */
  @IsOptional() @IsBoolean() everything?: boolean;
}

/** A task that can be followed at `/tasks/:id`. */
export class StartedTaskDto {
  @Id() taskId: string;
}

export function toResumeDto({ resume, fileName }: OpenedResume): ResumeDto {
  return {
    id: resume.id,
    candidateId: resume.candidateId,
    applicationId: resume.applicationId,
    fileName,
    contentType: resume.contentType,
    status: resume.status,
    failureCode: resume.failureCode,
    scan: resume.scan,
    run: resume.run,
    receivedAt: resume.receivedAt.toISOString(),
  };
}

/** What a resume says, each fact with the words that say it. */
export class ParsedResumeDto {
  @Id() resumeId: string;
  /** The run that read it. */
  @Whole(1, 1_000_000) run: number;
  @Text(50) parserVersion: string;
  /** What a person should look at, such as `hidden_text`. */
  @TextList(100) flags: string[];
  @Nested(() => ProfileDto) profile: ProfileDto;
  @Instant() parsedAt: string;
}

export function toParsedResumeDto({ parsed, profile }: ReadParsedResume): ParsedResumeDto {
  const { resumeId, run, parserVersion, flags, parsedAt } = parsed;
  return { resumeId, run, parserVersion, flags, profile, parsedAt: parsedAt.toISOString() };
}

/** Where to download the original file. Whoever has the address can, until it expires. */
export class ResumeDownloadDto {
  @IsUrl({ require_tld: false }) url: string;
  @Instant() expiresAt: string;
}

export function toResumeDownloadDto({ url, expiresAt }: ResumeDownload): ResumeDownloadDto {
  return { url, expiresAt: expiresAt.toISOString() };
}
