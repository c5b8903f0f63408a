import { IsBoolean, IsEmail, IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, IdList, Instant, NestedList, Nullable, Score, Text, TextList, Whole } from '../fields.js';
import { Personal } from '../personal.js';

export class ShortlistEntryV1 {
  @Id() applicationId: string;
  @Nullable() @Id() candidateId: string | null;
  @Whole(1, 100_000) rank: number;
  @Score() score: number;
  @IsBoolean() tied: boolean;
}

const REASONS = ['place_free', 'overtook', 'criteria_changed', 'no_longer_ranked', 'below_min_score', 'score_fell', 'outranked'] as const;

export class ShortlistReasonV1 {
  @Id() applicationId: string;
  @IsIn(['entered', 'left']) change: 'entered' | 'left';
  /** `criteria_changed`: the list is ranked under other criteria; `no_longer_ranked`: rejected, withdrawn or without a score. */
  @IsIn(REASONS) reason: (typeof REASONS)[number];
}

export class ShortlistNameV1 {
  @Id() applicationId: string;
  @Text(300) name: string;
}

/** The newest state of the shortlist of a job, with what changed since the state that was announced before. */
export class ShortlistsUpdatedV1 {
  @Id() jobId: string;
  /** Rises with every change of the list. Changes that follow each other closely are announced together, so some versions are skipped. */
  @Whole(1, 2_000_000_000) version: number;
  /** The version that was announced before, which `entered` and `left` start from; 0 for the first. Absent: `version` - 1. */
  @Nullable() @Whole(0, 2_000_000_000) previousVersion?: number | null;
  @Whole(0, 1_000_000) criteriaVersion: number;
  @Whole(1, 1_000) topN: number;
  /** The score of the last entry; null while the list is empty. */
  @Nullable() @Score() cutLine: number | null;
  /** Applications with a score, on the list or not. */
  @Whole(0, 2_000_000_000) screenedCount: number;
  @NestedList(() => ShortlistEntryV1) entries: ShortlistEntryV1[];
  @IdList() entered: string[];
  @IdList() left: string[];
  /** Why each of these entered or left, where it is known. */
  @Nullable() @NestedList(() => ShortlistReasonV1) reasons?: ShortlistReasonV1[] | null;
  /** What the criteria say about telling people. */
  @IsBoolean() sendsWebhook: boolean;
  @IsBoolean() sendsMail: boolean;
  @Instant() updatedAt: string;
  @Personal() @NestedList(() => ShortlistNameV1) names: ShortlistNameV1[];
  @Personal() @IsEmail({}, { each: true }) @TextList(320) emailRecipients: string[];
}

export const shortlistsUpdatedV1 = defineEvent({
  type: 'shortlists.updated.v1',
  topic: 'screening.events',
  kind: 'snapshot',
  from: 'screening',
  to: ['applications', 'notifications'],
  payload: ShortlistsUpdatedV1,
  key: (data) => data.jobId,
  meaning: 'The shortlist of a job changed.',
});
