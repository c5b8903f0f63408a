import { FEEDBACK_KINDS, Nullable, Whole } from '@shortlist/contracts';
import type { FeedbackKind } from '@shortlist/contracts';
import { IsIn } from 'class-validator';

/** How many members of staff say what of somebody for a job, each counted once by their last word. No score or rank moves by it. */
export class FeedbackSummaryDto {
  @Whole(0, 1_000_000) positive: number;
  @Whole(0, 1_000_000) negative: number;
  @Whole(0, 1_000_000) hired: number;
  /** What the caller said; null when nothing. */
  @Nullable() @IsIn(FEEDBACK_KINDS) own: FeedbackKind | null;
}
