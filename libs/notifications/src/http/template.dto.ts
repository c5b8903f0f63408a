import { ArrayMaxSize, IsBoolean, IsIn, IsOptional } from 'class-validator';
import { Id, Instant, NestedList, Nullable, Text, TextList, Whole } from '@shortlist/contracts';
import { PLACEHOLDERS } from '../domain/custom-template.js';
import type { CustomTemplate } from '../domain/custom-template.js';
import { CANDIDATE_TEMPLATES } from '../domain/message.js';
import type { CandidateTemplate } from '../domain/message.js';
import type { TemplatesView } from '../queries/templates.query.js';

const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 10_000;

export class TemplateDto {
  @IsIn(CANDIDATE_TEMPLATES) id: CandidateTemplate;
  @Text(LONGEST_SUBJECT) subject: string;
  @Text(LONGEST_TEXT) text: string;
  /** The organization's own words, not the built-in ones. */
  @IsBoolean() customized: boolean;
  /** What may stand in double braces, as in `{{jobTitle}}`. */
  @TextList(50) placeholders: string[];
}

/** What candidates are written. */
export class TemplatesDto {
  /** 0 while all are built in. */
  @Whole(0, 2_000_000_000) version: number;
  @NestedList(() => TemplateDto) templates: TemplateDto[];
  @Nullable() @Id() changedBy: string | null;
  @Nullable() @Instant() changedAt: string | null;
}

export class TemplateWordsDto {
  @IsIn(CANDIDATE_TEMPLATES) id: CandidateTemplate;
  /** One line. */
  @Text(LONGEST_SUBJECT, 1) subject: string;
  /** Plain text; an empty line starts a paragraph. The HTML part is made from it. */
  @Text(LONGEST_TEXT, 1) text: string;
}

export class TemplatesChangeDto {
  /** Templates that are not named are the built-in ones again. */
  @ArrayMaxSize(CANDIDATE_TEMPLATES.length) @NestedList(() => TemplateWordsDto) templates: TemplateWordsDto[];
}

/** Words to try out; what is absent is as it is in use. */
export class TemplateDraftDto {
  @IsOptional() @Text(LONGEST_SUBJECT, 1) subject?: string;
  @IsOptional() @Text(LONGEST_TEXT, 1) text?: string;
}

/** A mail to a made-up candidate. */
export class TemplatePreviewDto {
  @Text(1_000) subject: string;
  @Text(100_000) text: string;
  @Text(1_000_000) html: string;
}

export function toTemplatesDto({ version, templates, createdBy, createdAt }: TemplatesView): TemplatesDto {
  return {
    version,
    templates: templates.map((template) => ({ ...template, placeholders: [...PLACEHOLDERS] })),
    changedBy: createdBy,
    changedAt: createdAt?.toISOString() ?? null,
  };
}

/** Without the fields that are absent or null. */
export function draftOf({ subject, text }: TemplateDraftDto): Partial<CustomTemplate> {
  return { ...(subject !== undefined && { subject }), ...(text !== undefined && { text }) };
}
