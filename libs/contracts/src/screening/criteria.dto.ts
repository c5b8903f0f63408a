import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsEmail, IsIn } from 'class-validator';
import { EDUCATION_LEVELS, LANGUAGE_LEVELS, PROFICIENCIES } from '../candidates/profile.dto.js';
import type { EducationLevel, LanguageLevel, Proficiency } from '../candidates/profile.dto.js';
import { Decimal, Nested, NestedList, Nullable, Score, Text, TextList, Whole } from '../fields.js';

export class SkillCriterionDto {
  @Text(200, 1) name: string;
  /** Years asked for; 0 or absent: any. */
  @Nullable() @Decimal(0, 50) years?: number | null;
  @Nullable() @IsIn(PROFICIENCIES) proficiency?: Proficiency | null;
  /** How much it counts beside its siblings; 1 when absent. */
  @Nullable() @Decimal(0, 100) weight?: number | null;
}

export class LanguageCriterionDto {
  @Text(100, 1) name: string;
  @Nullable() @IsIn(LANGUAGE_LEVELS) level?: LanguageLevel | null;
}

export const DISQUALIFYING_KINDS = ['missingSkill', 'missingLanguage', 'belowEducation', 'belowExperience', 'custom'] as const;

export class DisqualifyingFactorDto {
  @IsIn(DISQUALIFYING_KINDS) kind: (typeof DISQUALIFYING_KINDS)[number];
  @Text(500, 1) value: string;
}

export const MODEL_PROVIDERS = ['rules', 'openai', 'anthropic', 'ollama'] as const;

export class CriteriaModelDto {
  @IsIn(MODEL_PROVIDERS) provider: (typeof MODEL_PROVIDERS)[number];
  @Nullable() @Text(200) name?: string | null;
  @Nullable() @Decimal(0, 2) temperature?: number | null;
  @Nullable() @Whole(1, 100_000) maxTokens?: number | null;
  @Nullable() @IsIn(['fixed', 'hybrid']) routing?: 'fixed' | 'hybrid' | null;
}

export class CriteriaFilteringDto {
  /** How many applications the shortlist holds. */
  @Nullable() @Whole(1, 1_000) topN?: number | null;
  /** Below it an application is never on the shortlist. */
  @Nullable() @Score() minScore?: number | null;
  /** From it an application advances to `shortlisted` by itself; absent: nothing advances by itself. */
  @Nullable() @Score() autoAdvanceScore?: number | null;
}

export class CriteriaNotificationsDto {
  @Nullable() @IsBoolean() onComplete?: boolean | null;
  @Nullable() @IsBoolean() webhook?: boolean | null;
  @Nullable() @IsArray() @ArrayMaxSize(50) @IsEmail({}, { each: true }) emailRecipients?: string[] | null;
}

/** What screening looks for in one job and how it weighs it. Versioned; a version never changes. */
export class CriteriaDto {
  @Nullable() @ArrayMaxSize(100) @NestedList(() => SkillCriterionDto) mustHaveSkills?: SkillCriterionDto[] | null;
  @Nullable() @ArrayMaxSize(100) @NestedList(() => SkillCriterionDto) niceToHaveSkills?: SkillCriterionDto[] | null;
  @Nullable() @Decimal(0, 60) minExperienceYears?: number | null;
  @Nullable() @IsIn(EDUCATION_LEVELS) requiredEducation?: EducationLevel | null;
  @Nullable() @ArrayMaxSize(50) @ArrayUnique() @TextList(200) locationPreference?: string[] | null;
  @Nullable() @ArrayMaxSize(50) @NestedList(() => LanguageCriterionDto) languages?: LanguageCriterionDto[] | null;
  @Nullable() @ArrayMaxSize(50) @NestedList(() => DisqualifyingFactorDto) disqualifyingFactors?: DisqualifyingFactorDto[] | null;
  @Nullable() @Nested(() => CriteriaModelDto) model?: CriteriaModelDto | null;
  @Nullable() @Nested(() => CriteriaFilteringDto) filtering?: CriteriaFilteringDto | null;
  @Nullable() @Nested(() => CriteriaNotificationsDto) notifications?: CriteriaNotificationsDto | null;
}
