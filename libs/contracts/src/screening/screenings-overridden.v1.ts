import { IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Instant, Nullable, Score, Whole } from '../fields.js';

/** What a person decides beside a screening. It moves nothing: applications owns every move. */
export const OVERRIDE_DECISIONS = ['advance', 'hold', 'decline'] as const;
export type OverrideDecision = (typeof OVERRIDE_DECISIONS)[number];

/** What a person says instead of a screening. The reason may speak of the person, so it stays where it is sealed. */
export class ScreeningsOverriddenV1 {
  @Id() overrideId: string;
  @Id() screeningId: string;
  @Id() applicationId: string;
  @Id() jobId: string;
  @Nullable() @Id() candidateId: string | null;
  /** The run of the screening: what was said of an older one does not hold for a newer. */
  @Whole(1, 1_000_000) run: number;
  @Nullable() @Score() score: number | null;
  @Nullable() @IsIn(OVERRIDE_DECISIONS) decision: OverrideDecision | null;
  @Id() userId: string;
  @Instant() overriddenAt: string;
}

export const screeningsOverriddenV1 = defineEvent({
  type: 'screenings.overridden.v1',
  topic: 'screening.events',
  kind: 'fact',
  from: 'screening',
  to: ['applications'],
  payload: ScreeningsOverriddenV1,
  key: (data) => data.applicationId,
  meaning: 'A person gave a score or a decision beside a screening, which stays as it was.',
});
