import { Id, Instant, Nested, NestedList, Nullable, Text, TextList, Whole } from '@shortlist/contracts';
import { ArrayMaxSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { TAKEN_FIELDS } from '../domain/people/compose-person.js';
import type { TakenField } from '../domain/people/compose-person.js';
import { DUPLICATE_REASONS } from '../domain/people/duplicate-reason.js';
import type { DuplicateReason } from '../domain/people/duplicate-reason.js';
import type { MergeEntity } from '../persistence/merge.entity.js';
import type { PossibleDuplicate } from '../queries/find-duplicates.query.js';
import type { MergePreview } from '../queries/preview-merge.query.js';
import { CandidateDto, CandidateSkillDto, toCandidateDto } from './candidate.dto.js';

export class PreviewMergeDto {
  /** Stands for both afterwards. */
  @Id() survivorId: string;
  @Id() mergedId: string;
  /** In what the merged record outranks the survivor; elsewhere it fills what the survivor does not say. */
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsIn(TAKEN_FIELDS, { each: true }) take?: TakenField[];
}

export class MergeCandidatesDto extends PreviewMergeDto {
  /** Versions of both records that the caller saw; others are refused as stale. */
  @Whole(1, 2_000_000_000) survivorVersion: number;
  @Whole(1, 2_000_000_000) mergedVersion: number;
}

/** What the survivor would say. */
export class MergedPersonDto {
  @Nullable() @Text(300) name: string | null;
  @Nullable() @Text(320) email: string | null;
  @Nullable() @Text(50) phone: string | null;
  @Nullable() @Text(15) nationalId: string | null;
  @Nullable() @Text(300) location: string | null;
  @Nullable() @Text(300) title: string | null;
  @NestedList(() => CandidateSkillDto) skills: CandidateSkillDto[];
  @TextList(100) tags: string[];
  @Nullable() @Id() primaryResumeId: string | null;
}

export class MergePreviewDto {
  @Nested(() => CandidateDto) survivor: CandidateDto;
  @Nested(() => CandidateDto) merged: CandidateDto;
  @Nested(() => MergedPersonDto) result: MergedPersonDto;
  /** What the two records have in common, the strongest first; empty when nothing is known. */
  @IsIn(DUPLICATE_REASONS, { each: true }) reasons: DuplicateReason[];
  /** Applications of the merged record, which would count for the survivor. */
  @Whole(0, 1_000_000) movedApplications: number;
}

export function toMergePreviewDto({ survivor, merged, result, reasons, movedApplications }: MergePreview): MergePreviewDto {
  const { details, nationalId, skills, tags, primaryResumeId } = result;
  return {
    survivor: toCandidateDto(survivor),
    merged: toCandidateDto(merged),
    result: { ...details, nationalId, skills: [...skills], tags: [...tags], primaryResumeId },
    reasons: [...reasons],
    movedApplications,
  };
}

export class MergeDto {
  @Id() id: string;
  @Id() survivorId: string;
  @Id() mergedId: string;
  @Id() mergedBy: string;
  @Instant() mergedAt: string;
  /** Null while it holds. */
  @Nullable() @Id() undoneBy: string | null;
  @Nullable() @Instant() undoneAt: string | null;
}

export function toMergeDto({ id, survivorId, mergedId, mergedBy, mergedAt, undoneBy, undoneAt }: MergeEntity): MergeDto {
  return { id, survivorId, mergedId, mergedBy, mergedAt: mergedAt.toISOString(), undoneBy, undoneAt: undoneAt?.toISOString() ?? null };
}

/** Another record that may be of the same person. */
export class PossibleDuplicateDto {
  @Nested(() => CandidateDto) candidate: CandidateDto;
  /** The strongest first. `name_and_employer`: names that sound alike at one employer. */
  @IsIn(DUPLICATE_REASONS, { each: true }) reasons: DuplicateReason[];
}

/** Those with the strongest reasons first; at most 50. */
export class PossibleDuplicatesDto {
  @NestedList(() => PossibleDuplicateDto) duplicates: PossibleDuplicateDto[];
}

export function toPossibleDuplicatesDto(found: readonly PossibleDuplicate[]): PossibleDuplicatesDto {
  return { duplicates: found.map(({ described, reasons }) => ({ candidate: toCandidateDto(described), reasons: [...reasons] })) };
}
