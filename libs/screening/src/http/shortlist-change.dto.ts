import { Id, Instant, Nullable, Score, Whole } from '@shortlist/contracts';
import { ListQueryDto } from '@shortlist/platform';
import { IsIn, IsOptional } from 'class-validator';
import { ENTERED_REASONS, LEFT_REASONS } from '../domain/shortlist-change.js';
import type { EnteredReason, LeftReason } from '../domain/shortlist-change.js';
import type { ChangeRow } from '../persistence/shortlist-change.repository.js';

export class ShortlistChangesQueryDto extends ListQueryDto {
  /** Of one application only. */
  @IsOptional() @Id() applicationId?: string;
}

export class ShortlistChangeFiltersDto {
  @Nullable() @Id() applicationId?: string | null;
}

/** An application that entered or left the list of a job. */
export class ShortlistChangeDto {
  @Id() id: string;
  @Id() applicationId: string;
  /** The version of the list that it came with; versions that were announced together stand here one by one. */
  @Whole(1, 2_000_000_000) version: number;
  /** The criteria under which that version was ranked. */
  @Whole(0, 1_000_000) criteriaVersion: number;
  @IsIn(['entered', 'left']) change: 'entered' | 'left';
  /**
   * Entered: `place_free`, `overtook` (somebody was pushed out), `criteria_changed`. Left: `no_longer_ranked` (rejected, withdrawn, or without
   * a score), `below_min_score`, `score_fell`, `outranked`, `criteria_changed`.
   */
  @IsIn([...new Set([...ENTERED_REASONS, ...LEFT_REASONS])]) reason: EnteredReason | LeftReason;
  /** The rank that it got, or had. */
  @Whole(1, 100_000) rank: number;
  /** At the time of the change; null when it has none any more. */
  @Nullable() @Score() score: number | null;
  @Instant() changedAt: string;
}

export function toShortlistChangeDto({ changedAt, ...row }: ChangeRow): ShortlistChangeDto {
  return { ...row, changedAt: changedAt.toISOString() };
}
