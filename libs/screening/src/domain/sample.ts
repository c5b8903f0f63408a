import type { ApplicationStatus } from '@shortlist/contracts';

/** Statuses of those who are left out when they are not on the list: neither moved on nor out of the running. */
export const LEFT_OUT_STATUSES: readonly ApplicationStatus[] = ['received', 'screening', 'screened'];

/** In order of the SHA-256 of `<seed>:<application id>`, the first so many: the same seed and frame always give the same sample, with any tool. */
export const SAMPLING_METHOD = 'sha256_of_seed_and_id_v1';

/** A job has so many samples at most: enough to look again, too few to draw until one pleases. */
export const MOST_SAMPLES = 100;

export const SAMPLE_VERDICTS = ['rightly_left_out', 'wrongly_left_out', 'cannot_tell'] as const;
export type SampleVerdict = (typeof SAMPLE_VERDICTS)[number];

/** Where a sampled application stands. Nobody takes the place of those who withdrew or were erased: that would bend the sample. */
export const SAMPLED_STATES = ['open', 'judged', 'cannot_tell', 'withdrawn', 'erased'] as const;
export type SampledState = (typeof SAMPLED_STATES)[number];

export interface SampledStanding {
  /** The newest. */
  readonly verdict: SampleVerdict | null;
  /** Null when nothing is known of the application any more. */
  readonly status: ApplicationStatus | null;
  readonly isErased: boolean;
}

/** A verdict stands whatever happens to the application afterwards: it is about how it stood when it was left out. */
export function sampledState({ verdict, status, isErased }: SampledStanding): SampledState {
  if (verdict !== null) return verdict === 'cannot_tell' ? 'cannot_tell' : 'judged';
  if (isErased || status === null) return 'erased';
  return status === 'withdrawn' ? 'withdrawn' : 'open';
}
