import type { ApplicationStatus } from '@shortlist/contracts';

/** Applications that nobody considers any more; they leave the shortlist and are not screened again until they come back. */
export const OUT_OF_RANKING: readonly ApplicationStatus[] = ['rejected', 'withdrawn'];

/** Whether an application of this status takes part in the shortlist. */
export function isRanked(status: ApplicationStatus): boolean {
  return !OUT_OF_RANKING.includes(status);
}
