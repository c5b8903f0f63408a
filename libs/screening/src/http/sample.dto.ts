import { Decimal, Id, Instant, Nested, NestedList, Nullable, Text, Whole } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { IsIn, IsOptional } from 'class-validator';
import { SAMPLED_STATES, SAMPLE_VERDICTS } from '../domain/sample.js';
import type { SampleVerdict, SampledState } from '../domain/sample.js';
import { CONFIDENCE } from '../domain/wrongly-left-out.js';
import type { Sample, StoredVerdict } from '../persistence/sample.repository.js';
import type { ReadSampleResult } from '../queries/read-sample.query.js';

export class DrawSampleDto {
  /** How many to draw; fewer when fewer were left out. */
  @Whole(1, 200) size: number = 20;
  /** What the draw follows from. Absent: a random one. */
  @IsOptional() @Text(100, 1) seed?: string;
}

export class SamplesQueryDto extends ListQueryDto {}

/** What a cursor carries. */
export class SampleFiltersDto {
  @Id() jobId: string;
}

export class JudgeSampledDto {
  @Id() applicationId: string;
  /** Whether the application was rightly left out of the shortlist. */
  @IsIn(SAMPLE_VERDICTS) verdict: SampleVerdict;
  @Text(2_000, 1) reason: string;
}

export class SampleVerdictDto {
  @Id() id: string;
  @IsIn(SAMPLE_VERDICTS) verdict: SampleVerdict;
  /** Null when the person it is about was erased. */
  @Nullable() @Text(2_000) reason: string | null;
  @Id() userId: string;
  @Instant() createdAt: string;
}

/** A random sample of those whom the shortlist left out, and all that is needed to draw it again. */
export class SampleSummaryDto {
  @Id() id: string;
  @Id() jobId: string;
  /** The list below whose line it was drawn. */
  @Whole(0, 2_000_000_000) shortlistVersion: number;
  @Whole(0, 1_000_000) criteriaVersion: number;
  /** `sha256_of_seed_and_id_v1`: the first `size` of the frame, in order of the SHA-256 of `<seed>:<application id>`. */
  @Text(100) method: string;
  @Text(100) seed: string;
  /** Scored applications that were not on the list, neither moved on nor rejected or withdrawn. */
  @Whole(0, 2_000_000_000) frameSize: number;
  /** SHA-256 of the ids of the frame in ascending order, one a line. */
  @Text(64) frameHash: string;
  /** How many were drawn. */
  @Whole(0, 200) size: number;
  @Id() drawnBy: string;
  @Instant() drawnAt: string;
}

export class SampledApplicationDto {
  /** In the order of the draw, which says nothing about the score. */
  @Whole(1, 200) position: number;
  @Id() applicationId: string;
  @Nullable() @Id() candidateId: string | null;
  /** The record by which it was left out. */
  @Nullable() @Id() screeningId: string | null;
  @Nullable() @Text(300) name: string | null;
  /** `withdrawn` and `erased`: nobody has judged it, and nobody can any more. */
  @IsIn(SAMPLED_STATES) state: SampledState;
  /** The newest. */
  @Nullable() @Nested(() => SampleVerdictDto) verdict: SampleVerdictDto | null;
}

/** How many of the frame should not have been left out. */
export class WronglyLeftOutDto {
  /** Of those judged. */
  @Decimal(0, 1) share: number;
  /** That share of the frame, not rounded. */
  @Decimal(0, 2_000_000_000) count: number;
  /** The exact interval for a sample without replacement, if those without a verdict are like those with one. */
  @Whole(0, 2_000_000_000) countLow: number;
  @Whole(0, 2_000_000_000) countHigh: number;
  /** The same whatever those without a verdict are. */
  @Whole(0, 2_000_000_000) widestLow: number;
  @Whole(0, 2_000_000_000) widestHigh: number;
  /** The true number lies within in at least this share of all samples. */
  @Decimal(0, 1) confidence: number;
}

export class SampleDto extends SampleSummaryDto {
  /** Those with a verdict that tells. */
  @Whole(0, 200) judged: number;
  @Whole(0, 200) wrong: number;
  /** Null while nobody is judged. */
  @Nullable() @Nested(() => WronglyLeftOutDto) estimate: WronglyLeftOutDto | null;
  /** Without scores, so that whoever judges is not led by them. */
  @NestedList(() => SampledApplicationDto) applications: SampledApplicationDto[];
}

export function toSampleSummaryDto({ drawnAt, ...sample }: Sample): SampleSummaryDto {
  return { ...sample, drawnAt: drawnAt.toISOString() };
}

export function toSampleVerdictDto({
  createdAt,
  ...verdict
}: Omit<StoredVerdict, 'reason'> & { readonly reason: string | null }): SampleVerdictDto {
  return { ...verdict, createdAt: createdAt.toISOString() };
}

export function toSampleDto({ judged, wrong, estimate, applications, ...sample }: ReadSampleResult): SampleDto {
  return {
    ...toSampleSummaryDto(sample),
    ...{ judged, wrong },
    estimate: estimate && {
      ...{ share: estimate.share, count: estimate.count, countLow: estimate.interval.low, countHigh: estimate.interval.high },
      ...{ widestLow: estimate.widest.low, widestHigh: estimate.widest.high, confidence: CONFIDENCE },
    },
    applications: applications.map(({ verdict, ...one }) => ({ ...one, verdict: verdict && toSampleVerdictDto(verdict) })),
  };
}
