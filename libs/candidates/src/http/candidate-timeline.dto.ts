import { Id, Instant, NestedList, Nullable, Text, TextList, Whole } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { IntersectionType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { CHANGED_FIELDS, CHANGE_KINDS } from '../domain/people/candidate-change.js';
import type { ChangeKind, ChangedField } from '../domain/people/candidate-change.js';
import type { CandidateChangeEntity } from '../persistence/candidate-change.entity.js';

export class CandidateTimelineFiltersDto {
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(CHANGE_KINDS.length) @IsIn(CHANGE_KINDS, { each: true }) kind?: ChangeKind[];
}

/** Sorted by time, the newest first. */
export class CandidateTimelineQueryDto extends IntersectionType(ListQueryDto, CandidateTimelineFiltersDto) {}

/** A field that changed. */
export class FieldChangeDto {
  @IsIn(CHANGED_FIELDS) field: ChangedField;
  /** Values before. Null where they are personal: told are those of `tags`, `type` and `status`. */
  @Nullable() @TextList(100) from: string[] | null;
  /** Values after; null as before. */
  @Nullable() @TextList(100) to: string[] | null;
}

/** One change of a person. */
export class CandidateChangeDto {
  @Id() id: string;
  /** To which record it happened: another one than was asked for where that was merged into it. */
  @Id() candidateId: string;
  @IsIn(CHANGE_KINDS) kind: ChangeKind;
  /** `candidate`, `system`, `user:<id>`, `api_key:<id>`, or `unknown` where it was not noted at that time. */
  @Text(100) actor: string;
  /** `request` where the actor asked for it; else what it followed from: `application:<id>`, `resume:<id>`, `task:<id>`, or `unknown`. */
  @Text(100) cause: string;
  /** Fields of the record that have other values since; empty where a change is about something else. */
  @NestedList(() => FieldChangeDto) fields: FieldChangeDto[];
  @Nullable() @Id() resumeId: string | null;
  /** Which reading of the resume it is. */
  @Nullable() @Whole(1, 1_000_000) resumeRun: number | null;
  /** Why a resume could not be read, such as `needs_ocr`. */
  @Nullable() @Text(50) failureCode: string | null;
  @Nullable() @Whole(1, 2_000_000_000) noteVersion: number | null;
  @Nullable() @Id() mergeId: string | null;
  /** The record that was merged into `candidateId`, or taken out again. */
  @Nullable() @Id() mergedId: string | null;
  @Instant() at: string;
}

export function toCandidateChangeDto({ organizationId: _, fields, changedAt, ...change }: CandidateChangeEntity): CandidateChangeDto {
  return {
    ...change,
    fields: fields.map(({ field, from, to }) => ({ field, from: from && [...from], to: to && [...to] })),
    at: changedAt.toISOString(),
  };
}
