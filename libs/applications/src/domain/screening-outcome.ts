import type { ApplicationStatus } from '@shortlist/contracts';

export interface ScreeningFacts {
  readonly needsPerson: boolean;
  readonly autoAdvance: boolean;
}

/**
 * The statuses an application passes, in order, when its screening arrives. Only an application that nobody has moved yet is
 * moved, and one that needs a person never advances by itself.
 */
export function movesOnScreening(status: ApplicationStatus, facts: ScreeningFacts): ApplicationStatus[] {
  const moves: ApplicationStatus[] = status === 'received' || status === 'screening' ? ['screened'] : [];
  const screened = status === 'screened' || moves.length > 0;
  return screened && facts.autoAdvance && !facts.needsPerson ? [...moves, 'shortlisted'] : moves;
}
