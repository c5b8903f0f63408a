import { IsBoolean, IsIn, Matches } from 'class-validator';
import { EvidenceDto } from '../evidence.dto.js';
import { Decimal, Instant, Nested, NestedList, Nullable, Text, TextList, Whole } from '../fields.js';

/** Degree ladder, lowest first. */
export const EDUCATION_LEVELS = ['secondary', 'diploma', 'associate', 'bachelor', 'master', 'doctorate'] as const;
export type EducationLevel = (typeof EDUCATION_LEVELS)[number];

/** Language ladder: the Common European Framework of Reference, then a native speaker. */
export const LANGUAGE_LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'] as const;
export type LanguageLevel = (typeof LANGUAGE_LEVELS)[number];

export const PROFICIENCIES = ['beginner', 'intermediate', 'advanced', 'expert'] as const;
export type Proficiency = (typeof PROFICIENCIES)[number];

/** A date as people write it in a resume: `2019`, `2019-03` or `2019-03-01`. */
export const PARTIAL_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** One value read from a resume. No evidence, no fact. */
export class FactDto {
  @Text(2_000) value: string;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
  /** 0 to 1: how sure the reader is that the words mean this. */
  @Decimal(0, 1) confidence: number;
}

export class SkillFactDto {
  /** Canonical name of the taxonomy where the skill is known, else as written. */
  @Text(200, 1) name: string;
  /** Years, from the roles in which the skill is named or as stated in words; null when the resume does not say. */
  @Nullable() @Decimal(0, 80) years: number | null;
  /** Years stated in words ("5 years of Python"). */
  @Nullable() @Decimal(0, 80) statedYears: number | null;
  @Nullable() @IsIn(PROFICIENCIES) proficiency: Proficiency | null;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
  @Decimal(0, 1) confidence: number;
}

export class RoleFactDto {
  @Nullable() @Text(300) title: string | null;
  @Nullable() @Text(300) organization: string | null;
  @Nullable() @Matches(PARTIAL_DATE) from: string | null;
  /** Null while `current`, or when the resume does not say. */
  @Nullable() @Matches(PARTIAL_DATE) to: string | null;
  @IsBoolean() current: boolean;
  @TextList(2_000) bullets: string[];
  /** The first span covers the whole block of the role, so that a skill's span tells in which role it was used. */
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
  @Decimal(0, 1) confidence: number;
}

export class EducationFactDto {
  @Nullable() @IsIn(EDUCATION_LEVELS) level: EducationLevel | null;
  @Nullable() @Text(300) field: string | null;
  @Nullable() @Text(300) institution: string | null;
  @Nullable() @Matches(PARTIAL_DATE) from: string | null;
  @Nullable() @Matches(PARTIAL_DATE) to: string | null;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
  @Decimal(0, 1) confidence: number;
}

export class LanguageFactDto {
  @Text(100, 1) name: string;
  @Nullable() @IsIn(LANGUAGE_LEVELS) level: LanguageLevel | null;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
  @Decimal(0, 1) confidence: number;
}

/** Years of work, overlapping periods counted once. */
export class TotalYearsFactDto {
  @Decimal(0, 80) value: number;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
  @Decimal(0, 1) confidence: number;
}

/** Three months or more without work between roles, or since the last one. The evidence is the roles before and after. */
export class GapFactDto {
  /** The first month without work, `2019-03`. */
  @Matches(PARTIAL_DATE) from: string;
  /** The last month without work; null when it lasts. */
  @Nullable() @Matches(PARTIAL_DATE) to: string | null;
  @Whole(3, 1_000) months: number;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
  @Decimal(0, 1) confidence: number;
}

/** What a reader found in one version of one resume. What the file does not say is null or empty. */
export class ProfileDto {
  @Nullable() @Nested(() => FactDto) name: FactDto | null;
  /** Lower-cased addresses. */
  @NestedList(() => FactDto) emails: FactDto[];
  /** E.164. */
  @NestedList(() => FactDto) phones: FactDto[];
  /** Pakistani CNIC, masked as `*****-*******-1` (last digit shown); the evidence is masked too. */
  @Nullable() @Nested(() => FactDto) nationalId: FactDto | null;
  @Nullable() @Nested(() => FactDto) location: FactDto | null;
  @NestedList(() => FactDto) links: FactDto[];
  @Nullable() @Nested(() => FactDto) summary: FactDto | null;
  @NestedList(() => SkillFactDto) skills: SkillFactDto[];
  @NestedList(() => RoleFactDto) roles: RoleFactDto[];
  @NestedList(() => EducationFactDto) education: EducationFactDto[];
  @NestedList(() => LanguageFactDto) languages: LanguageFactDto[];
  @NestedList(() => FactDto) certifications: FactDto[];
  /** Names of projects; the evidence covers what is said about each. Absent in profiles of parsers before version 6, like the two below. */
  @Nullable() @NestedList(() => FactDto) projects?: FactDto[];
  @Nullable() @NestedList(() => FactDto) publications?: FactDto[];
  @Nullable() @NestedList(() => GapFactDto) gaps?: GapFactDto[];
  @Nullable() @Nested(() => TotalYearsFactDto) totalYears: TotalYearsFactDto | null;
  /**
   * Everything else that the resume says, for comparing it with the text of a job: its lines without name and contacts, in pieces. Absent in profiles of
   * earlier parsers.
   */
  @Nullable() @NestedList(() => EvidenceDto) passages?: EvidenceDto[] | null;
  /** The instant up to which current roles were counted. */
  @Instant() asOf: string;
}
