import { Decimal, Id, Instant, Nested, NestedList, Nullable, PROFICIENCIES, ProfileDto, Text, TextList, Whole } from '@shortlist/contracts';
import type { Proficiency } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsEmail, IsIn, IsISO8601, IsOptional, IsUUID } from 'class-validator';
import { CANDIDATE_STATUSES, CANDIDATE_TYPES, EMPLOYMENT_STATUSES } from '../domain/people/candidate.js';
import type { CandidateStatus, CandidateType, EmploymentStatus } from '../domain/people/candidate.js';
import type { DescribedCandidate } from '../queries/describe-candidates.query.js';
import type { OpenedNote, OpenedNotes, WholeCandidate } from '../queries/read-candidate.query.js';
import { ResumeDto, toResumeDto } from './resume.dto.js';

export class CandidateSkillDto {
  @Text(200, 1) name: string;
  @Nullable() @Decimal(0, 80) years: number | null;
  @Nullable() @IsIn(PROFICIENCIES) proficiency: Proficiency | null;
  /** Who says so. */
  @IsIn(['resume', 'person']) source: 'resume' | 'person';
}

/** A person as the organization knows them. */
export class CandidateDto {
  @Id() id: string;
  @Whole(1, 2_000_000_000) version: number;
  @IsIn(CANDIDATE_TYPES) type: CandidateType;
  @IsIn(CANDIDATE_STATUSES) status: CandidateStatus;
  @Nullable() @IsIn(EMPLOYMENT_STATUSES) employmentStatus: EmploymentStatus | null;
  @Nullable() @Text(300) name: string | null;
  @Nullable() @Text(320) email: string | null;
  @Nullable() @Text(50) phone: string | null;
  /** CNIC, masked: only the last digit is shown. */
  @Nullable() @Text(15) nationalId: string | null;
  @Nullable() @Text(300) location: string | null;
  @Nullable() @Text(300) title: string | null;
  @NestedList(() => CandidateSkillDto) skills: CandidateSkillDto[];
  @TextList(100) tags: string[];
  /** Fields that a person wrote: resumes leave them alone. */
  @TextList(100) editedFields: string[];
  @Nullable() @Id() primaryResumeId: string | null;
  /** Another record that has the same address, phone or national id. */
  @Nullable() @Id() possibleDuplicateOf: string | null;
  /** The record that stands for this person since a merge. Such a record is in no list and is not changed any more. */
  @Nullable() @Id() mergedInto: string | null;
  /** Records that were merged into this one. */
  @IsArray() @IsUUID(undefined, { each: true }) mergedIds: string[];
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
}

export function toCandidateDto(described: DescribedCandidate): CandidateDto {
  const { candidate, details, nationalId, skills, tags, recordIds } = described;
  return {
    id: candidate.id,
    version: candidate.version,
    type: candidate.type,
    status: candidate.status,
    employmentStatus: candidate.employmentStatus,
    ...details,
    nationalId,
    skills: [...skills],
    tags: [...tags],
    editedFields: candidate.editedFields,
    primaryResumeId: described.primaryResumeId,
    possibleDuplicateOf: described.possibleDuplicateOf,
    mergedInto: candidate.mergedInto === null ? null : candidate.personId,
    mergedIds: recordIds.filter((id) => id !== candidate.id),
    createdAt: candidate.createdAt.toISOString(),
    updatedAt: candidate.updatedAt.toISOString(),
  };
}

/** A person with their resumes and what the primary one says. */
export class WholeCandidateDto extends CandidateDto {
  /** Newest first. */
  @NestedList(() => ResumeDto) resumes: ResumeDto[];
  @Nullable() @Nested(() => ProfileDto) profile: ProfileDto | null;
}

export function toWholeCandidateDto(whole: WholeCandidate): WholeCandidateDto {
  return { ...toCandidateDto(whole), resumes: whole.resumes.map(toResumeDto), profile: whole.profile };
}

/** Filters are joined by AND. Sort by `createdAt`; with `search` the most relevant come first. */
export class ListCandidatesDto extends ListQueryDto {
  /** Full text with AND, OR, NOT, phrases and parentheses. Goes with skills, tags and status; further pages by cursor. */
  @IsOptional() @Text(1_000, 1) search?: string;
  /** Has all of them. */
  @IsOptional() @ArrayMinSize(1) @ArrayMaxSize(20) @TextList(200) skills?: string[];
  /** Has all of them. */
  @IsOptional() @ArrayMinSize(1) @ArrayMaxSize(20) @TextList(200) tags?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(2) @IsIn(CANDIDATE_STATUSES, { each: true }) status?: CandidateStatus[];
  @IsOptional() @IsArray() @ArrayMaxSize(4) @IsIn(CANDIDATE_TYPES, { each: true }) type?: CandidateType[];
  @IsOptional() @IsArray() @ArrayMaxSize(6) @IsIn(EMPLOYMENT_STATUSES, { each: true }) employmentStatus?: EmploymentStatus[];
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsUUID(undefined, { each: true }) ids?: string[];
  @IsOptional() @IsISO8601({ strict: true }) 'createdAt[gte]'?: string;
  @IsOptional() @IsISO8601({ strict: true }) 'createdAt[gt]'?: string;
  @IsOptional() @IsISO8601({ strict: true }) 'createdAt[lte]'?: string;
  @IsOptional() @IsISO8601({ strict: true }) 'createdAt[lt]'?: string;
}

export class GivenSkillDto {
  @Text(200, 1) name: string;
  @Nullable() @Decimal(0, 80) years?: number | null;
  @Nullable() @IsIn(PROFICIENCIES) proficiency?: Proficiency | null;
}

/** What is absent stays. Null clears a detail. No resume changes afterwards what is written here. */
export class ChangeCandidateDto {
  @Nullable() @Text(300, 1) name?: string | null;
  @Nullable() @IsEmail() @Text(320) email?: string | null;
  @Nullable() @Text(50, 1) phone?: string | null;
  @Nullable() @Text(300, 1) location?: string | null;
  @Nullable() @Text(300, 1) title?: string | null;
  @Nullable() @IsIn(CANDIDATE_TYPES) type?: CandidateType | null;
  @Nullable() @IsIn(CANDIDATE_STATUSES) status?: CandidateStatus | null;
  /** Null forgets it. */
  @Nullable() @IsIn(EMPLOYMENT_STATUSES) employmentStatus?: EmploymentStatus | null;
  /** Replaces all tags. */
  @Nullable() @ArrayMaxSize(50) @TextList(100) tags?: string[] | null;
  /** Replaces all skills. */
  @Nullable() @ArrayMaxSize(200) @NestedList(() => GivenSkillDto) skills?: GivenSkillDto[] | null;
}

/** A person whom nobody applied as. Needs a name, an e-mail address or a phone number. */
export class CreateCandidateDto extends ChangeCandidateDto {}

/** Notes about a person; every version is kept. */
export class WrittenNoteDto {
  @Id() candidateId: string;
  /** 0 while there are none. */
  @Whole(0, 2_000_000_000) version: number;
  @Nullable() @Text(20_000) text: string | null;
  @Nullable() @Id() authorId: string | null;
  @Nullable() @Instant() writtenAt: string | null;
}

/** With the notes of records that were merged into this one. */
export class NoteDto extends WrittenNoteDto {
  @NestedList(() => WrittenNoteDto) merged: WrittenNoteDto[];
}

export function toNoteDto(candidateId: string, { own, merged }: OpenedNotes): NoteDto {
  const written = own ? toWrittenNoteDto(own) : { candidateId, version: 0, text: null, authorId: null, writtenAt: null };
  return { ...written, merged: merged.map(toWrittenNoteDto) };
}

function toWrittenNoteDto({ note, text }: OpenedNote): WrittenNoteDto {
  const { candidateId, version, authorId, writtenAt } = note;
  return { candidateId, version, text, authorId, writtenAt: writtenAt.toISOString() };
}

export class WriteNoteDto {
  @Text(20_000) text: string;
}
