import type { OverrideDecision } from '@shortlist/contracts';

/** What a person said instead of the newest screening. */
export interface ScreeningOverride {
  readonly score: number | null;
  readonly decision: OverrideDecision | null;
  readonly userId: string;
  readonly at: string;
}
