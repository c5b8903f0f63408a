import {
  CriteriaDto,
  CriteriaModelDto,
  EvidenceDto,
  Id,
  Instant,
  LANGUAGE_LEVELS,
  Nested,
  NestedList,
  Nullable,
  Text,
  TextList,
  Whole,
} from '@shortlist/contracts';
import type { LanguageLevel } from '@shortlist/contracts';
import type { ModelRun } from '@shortlist/platform';
import { IsBoolean, IsIn } from 'class-validator';
import { REQUIREMENT_TYPES } from '../domain/posting/drafted-requirement.js';
import type { DraftedRequirement } from '../domain/posting/drafted-requirement.js';
import type { PostingFinding } from '../domain/posting/doubtful-wordings.js';
import type { IdealProfile } from '../domain/posting/job-analysis.js';
import type { RequirementDraft } from '../domain/posting/requirement-draft.js';
import { SENIORITY_LEVELS } from '../domain/posting/seniority.js';
import type { Seniority, SeniorityLevel } from '../domain/posting/seniority.js';
import type { KeptAnalysis } from '../queries/read-job-analysis.query.js';
import type { DraftedPosting } from '../use-cases/draft-requirements.use-case.js';

const LONGEST_POSTING = 20_201;

export class AnalyzeJobDto {
  /** Who reads the posting beside the rules; nobody where absent. It may cost money of the organization's budget. */
  @Nullable() @Nested(() => CriteriaModelDto) model?: CriteriaModelDto | null;
}

export class GenerateRequirementsDto extends AnalyzeJobDto {
  @Text(200, 1) title: string;
  /** The description, or a few words of it. */
  @Nullable() @Text(20_000) text?: string | null;
}

export class DraftedRequirementDto {
  @IsIn(REQUIREMENT_TYPES) type: DraftedRequirement['type'];
  /** The name of the skill or language, the level of education, the years as digits. */
  @Text(500, 1) value: string;
  /** False: a wish. */
  @IsBoolean() mandatory: boolean;
  /** Years of the skill, or of work; null where the words name none. */
  @Nullable() @Whole(0, 50) years: number | null;
  /** Of a language. */
  @Nullable() @IsIn(LANGUAGE_LEVELS) level: LanguageLevel | null;
  /** `stated`: the words say it. `suggested`: usual for such words, and for a person to decide. */
  @IsIn(['stated', 'suggested']) basis: DraftedRequirement['basis'];
  @IsIn(['rules', 'model']) foundBy: DraftedRequirement['foundBy'];
  @Nested(() => EvidenceDto) evidence: EvidenceDto;
}

/** A place of a posting that must not, or should not, become a criterion, or something that it leaves out. */
export class PostingFindingDto {
  /** Such as `jobs.protected_attribute`, `jobs.proxy`, `jobs.no_must_have`. */
  @Text(100) code: string;
  @Text(1_000) detail: string;
  /** Null where the text leaves something out. */
  @Nullable() @Nested(() => EvidenceDto) evidence: EvidenceDto | null;
}

export class SeniorityDto {
  /** By the duties and the years that it asks for, else by the title; null when nothing tells. */
  @Nullable() @IsIn(SENIORITY_LEVELS) level: SeniorityLevel | null;
  /** By the title alone. */
  @Nullable() @IsIn(SENIORITY_LEVELS) titleLevel: SeniorityLevel | null;
  /** Title and text lie two levels or more apart. */
  @IsBoolean() isContradictory: boolean;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
}

/** Who read the posting beside the rules; `rules` where nobody did. */
export class PostingReaderDto {
  @Text(50) provider: string;
  @Text(200) model: string;
  @Whole(0, 2_000_000_000) inputTokens: number;
  @Whole(0, 2_000_000_000) outputTokens: number;
  /** Millionths of a US dollar. */
  @Whole(0, Number.MAX_SAFE_INTEGER) costMicros: number;
  @Whole(0, 2_000_000_000) milliseconds: number;
  /** No model that was asked for could answer: the rules alone read it. */
  @IsBoolean() degraded: boolean;
  /** Providers whose turn it was and that the organization does not allow (`/settings/models`), in that order. */
  @TextList(50) notAllowed: string[];
}

/** What of a posting could become criteria. */
export class RequirementDraftDto {
  /** Title, line break, description: what the offsets of all evidence count in, as UTF-16 units. */
  @Text(LONGEST_POSTING) text: string;
  @NestedList(() => DraftedRequirementDto) requirements: DraftedRequirementDto[];
  /** The same as criteria, as `PUT /jobs/:id/screening-criteria` takes them. */
  @Nested(() => CriteriaDto) criteria: CriteriaDto;
  @Nested(() => SeniorityDto) seniority: SeniorityDto;
  /** Asks about a protected attribute: in no criterion. */
  @NestedList(() => PostingFindingDto) refused: PostingFindingDto[];
  /** Often stands in for one. */
  @NestedList(() => PostingFindingDto) warnings: PostingFindingDto[];
  /** What criteria usually ask for and the posting does not say. */
  @NestedList(() => PostingFindingDto) missing: PostingFindingDto[];
  @Nested(() => PostingReaderDto) reader: PostingReaderDto;
}

/** Who would do the job well by its own words. */
export class IdealProfileDto {
  @TextList(200) mustHaveSkills: string[];
  @TextList(200) niceToHaveSkills: string[];
  @Nullable() @Whole(0, 50) minExperienceYears: number | null;
  @Nullable() @Text(50) education: string | null;
  @TextList(200) languages: string[];
  @Text(5_000) summary: string;
}

/** What a job comes to. */
export class JobAnalysisDto extends RequirementDraftDto {
  @Id() jobId: string;
  /** The version of the job that was read. */
  @Whole(1, 1_000_000_000) jobVersion: number;
  /** False: the job was changed since. */
  @IsBoolean() isCurrent: boolean;
  @Instant() analyzedAt: string;
  /** In the words of the posting. */
  @NestedList(() => EvidenceDto) keyResponsibilities: EvidenceDto[];
  @Nested(() => IdealProfileDto) idealProfile: IdealProfileDto;
}

export function toRequirementDraftDto({ posting, draft, run }: DraftedPosting): RequirementDraftDto {
  return draftDto(posting.text, draft, run);
}

export function toJobAnalysisDto({ jobId, jobVersion, isCurrent, analyzedAt, text, analysis, run }: KeptAnalysis): JobAnalysisDto {
  return {
    ...{ jobId, jobVersion, isCurrent, analyzedAt: analyzedAt.toISOString() },
    ...draftDto(text, analysis, run),
    keyResponsibilities: analysis.keyResponsibilities.map((quote) => ({ ...quote })),
    idealProfile: profileDto(analysis.idealProfile),
  };
}

function draftDto(
  text: string,
  { requirements, criteria, seniority, refused, warnings, missing }: RequirementDraft,
  run: ModelRun,
): RequirementDraftDto {
  return {
    text,
    requirements: requirements.map((requirement) => ({ ...requirement })),
    criteria,
    seniority: seniorityDto(seniority),
    ...{ refused: refused.map(findingDto), warnings: warnings.map(findingDto), missing: missing.map(findingDto) },
    reader: readerDto(run),
  };
}

function seniorityDto({ evidence, ...seniority }: Seniority): SeniorityDto {
  return { ...seniority, evidence: evidence.map((quote) => ({ ...quote })) };
}

function findingDto({ code, detail, evidence }: PostingFinding): PostingFindingDto {
  return { code, detail, evidence: evidence && { ...evidence } };
}

function profileDto({ mustHaveSkills, niceToHaveSkills, languages, ...profile }: IdealProfile): IdealProfileDto {
  return { ...profile, mustHaveSkills: [...mustHaveSkills], niceToHaveSkills: [...niceToHaveSkills], languages: [...languages] };
}

function readerDto({
  provider,
  model,
  inputTokens,
  outputTokens,
  costMicros,
  milliseconds,
  degraded,
  notAllowed = [],
}: ModelRun): PostingReaderDto {
  return { provider, model, inputTokens, outputTokens, costMicros, milliseconds, degraded, notAllowed: [...notAllowed] };
}
