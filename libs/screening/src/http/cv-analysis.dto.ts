import {
  CriteriaDto,
  CriterionScoreDto,
  Id,
  Instant,
  Nested,
  NestedList,
  Nullable,
  ProfileDto,
  Score,
  Text,
  TextList,
  Whole,
} from '@shortlist/contracts';
import { ArrayMaxSize, ArrayMinSize, IsBoolean } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { CvAnalysis } from '../domain/cv-analysis.js';
import { MOST_CVS, MOST_CV_TEXT } from '../domain/cv-limits.js';
import { analyzeMatch } from '../domain/matching/analysis.js';
import { SCORER_VERSION } from '../domain/scoring/scorers.js';
import type { AnalyzedCv } from '../use-cases/analyze-cv.use-case.js';
import { DimensionDto, GapDto, PotentialDto, SkillGapDto } from './match.dto.js';

/** What to analyse against: one of the two. */
export class AskedRequirementsDto {
  @Nullable() @Nested(() => CriteriaDto) criteria?: CriteriaDto | null;
  /** The job whose current criteria, and whose text, count. */
  @Nullable() @Id() jobId?: string | null;
}

/** A CV as text. A file goes as `multipart/form-data`. */
export class CvTextDto {
  /** Comes back with the result. */
  @Nullable() @Text(255) fileName?: string | null;
  @Text(MOST_CV_TEXT, 1) text: string;
}

export class AnalyzeCvDto extends AskedRequirementsDto {
  @Nullable() @Text(255) fileName?: string | null;
  @Text(MOST_CV_TEXT, 1) text: string;
}

export class AnalyzeCvsDto extends AskedRequirementsDto {
  @ArrayMinSize(1) @ArrayMaxSize(MOST_CVS) @NestedList(() => CvTextDto) cvs: CvTextDto[];
}

/** The file `resume`, up to 5 MiB (the batch: up to 10 of that name), and `criteria` as JSON or `jobId`. */
export class AnalyzeCvFormDto extends AskedRequirementsDto {
  @JSONSchema({ type: 'string', format: 'binary', description: 'A PDF, DOCX, DOC, ODT, RTF, HTML, text or JSON Resume file.' })
  resume: Blob;
}

/** Who read the CV beside the parser, and what it cost; nothing more where it came from the cache. */
export class CvReadingDto {
  /** `rules` is the built-in engine. */
  @Text(50) provider: string;
  @Text(200) model: string;
  /** Millionths of a US dollar. */
  @Whole(0, Number.MAX_SAFE_INTEGER) costMicros: number;
  /** The rules stood in for a model that did not answer; such an analysis is not kept. */
  @IsBoolean() degraded: boolean;
  /** Providers whose turn it was and that the organization does not allow (`/settings/models`), in that order. */
  @TextList(50) notAllowed: string[];
}

/** A CV against requirements, by the scoring of applications. Nothing of it is stored but a sealed copy in the cache, for an hour. */
export class CvAnalysisDto {
  @Text(255) fileName: string;
  @Score() score: number;
  /** The highest score that disqualifying factors leave; null when none applies. */
  @Nullable() @Score() cap: number | null;
  /** One line per criterion with its evidence: UTF-16 offsets into the text that was read. */
  @NestedList(() => CriterionScoreDto) criteria: CriterionScoreDto[];
  @NestedList(() => DimensionDto) dimensions: DimensionDto[];
  /** What is met, the most valuable first. */
  @NestedList(() => CriterionScoreDto) strengths: CriterionScoreDto[];
  /** The most costly first. */
  @NestedList(() => GapDto) gaps: GapDto[];
  @NestedList(() => SkillGapDto) skillGaps: SkillGapDto[];
  @Nested(() => PotentialDto) potential: PotentialDto;
  /** What a person should look at, such as `hidden_text`. */
  @TextList(100) flags: string[];
  @IsBoolean() needsPerson: boolean;
  /** What was read; national ids are masked. */
  @Nested(() => ProfileDto) profile: ProfileDto;
  @Nested(() => CvReadingDto) model: CvReadingDto;
  @Text(50) parserVersion: string;
  @Whole(1, 1_000_000) scorerVersion: number;
  /** When it was analysed; roles that were current then end there. */
  @Instant() asOf: string;
  /** The same file was analysed against the same requirements within the last hour. */
  @IsBoolean() cached: boolean;
}

export class CvFailureDto {
  /** Such as `needs_ocr`, `encrypted`, `infected`. */
  @Text(50) code: string;
  @Text(1_000) detail: string;
}

/** One file of a batch: an analysis, or why there is none. */
export class CvResultDto {
  @Text(255) fileName: string;
  @Nullable() @Nested(() => CvAnalysisDto) analysis: CvAnalysisDto | null;
  @Nullable() @Nested(() => CvFailureDto) failure: CvFailureDto | null;
}

export function toCvResultDto({ fileName, analysis, failure, cached }: AnalyzedCv): CvResultDto {
  return { fileName, analysis: analysis && toCvAnalysisDto(fileName, analysis, cached), failure: failure && { ...failure } };
}

export function toCvAnalysisDto(
  fileName: string,
  { result, profile, flags, needsPerson, reading, parserVersion, asOf }: CvAnalysis,
  cached: boolean,
): CvAnalysisDto {
  const model = { ...reading, notAllowed: [...reading.notAllowed], costMicros: cached ? 0 : reading.costMicros };
  const { dimensions, strengths, gaps, skillGaps, potential } = analyzeMatch(result, false);
  return {
    ...{ fileName, score: result.score, cap: result.cap, criteria: result.criteria },
    ...{ dimensions: [...dimensions], strengths: [...strengths], gaps: [...gaps] },
    skillGaps: skillGaps.map((gap) => ({ ...gap, nearby: [...gap.nearby] })),
    ...{ potential, flags: [...flags], needsPerson, profile, model },
    ...{ parserVersion, scorerVersion: SCORER_VERSION, asOf, cached },
  };
}
