import type { RankingComparison } from './ranking-comparison.js';

/** What would change if criteria were taken. */
export interface ShadowReport extends RankingComparison {
  /** Applications that take part in the ranking, and how many of them have no profile that can be opened. */
  readonly applications: number;
  readonly unreadable: number;
  /** How many could move to `shortlisted` by themselves, then and now. */
  readonly advancing: { readonly before: number; readonly after: number };
  /** How many need a person, then and now. */
  readonly needingPerson: { readonly before: number; readonly after: number };
}
