import type { FeedbackKind } from '@shortlist/contracts';

/** What one member of staff says last of a person for a job. */
export interface StandingFeedback {
  readonly userId: string;
  readonly kind: FeedbackKind;
}

/** How many members of staff say what, each counted once. */
export interface FeedbackSummary {
  readonly positive: number;
  readonly negative: number;
  readonly hired: number;
  /** What the reader said; null when nothing. */
  readonly own: FeedbackKind | null;
}

export function summaryOf(standing: readonly StandingFeedback[], readerId: string): FeedbackSummary {
  const count = (kind: FeedbackKind): number => standing.filter((one) => one.kind === kind).length;
  const own = standing.find(({ userId }) => userId === readerId)?.kind ?? null;
  return { positive: count('positive'), negative: count('negative'), hired: count('hired'), own };
}
