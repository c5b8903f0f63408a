import { ArrayMaxSize, IsBoolean, IsIn } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, Instant, Nullable, Score, Text, TextList, Whole } from '../fields.js';

/** `scored`: there is a score. `unreadable`: there was nothing to read, so there is none. */
export const SCREENING_OUTCOMES = ['scored', 'unreadable'] as const;

/** More skills than a resume of a person names; the others are left out of the event. */
export const MOST_SKILLS = 300;

export class ApplicationsAiScreenedV1 {
  @Id() applicationId: string;
  @Id() jobId: string;
  @Nullable() @Id() candidateId: string | null;
  @Id() screeningId: string;
  /** Which submission of the application was screened; absent is the first. */
  @Nullable() @Whole(1, 1_000_000) submission?: number | null;
  /** Counts the screenings of the application; a reader keeps the newest. */
  @Whole(1, 1_000_000) run: number;
  @IsIn(SCREENING_OUTCOMES) outcome: (typeof SCREENING_OUTCOMES)[number];
  @Nullable() @Score() score: number | null;
  @Whole(0, 1_000_000) criteriaVersion: number;
  /** Stops every automatic move until a person has looked. */
  @IsBoolean() needsPerson: boolean;
  @Nullable() @Text(100) needsPersonReason: string | null;
  @TextList(100) flags: string[];
  /** Names of the skills that were found in the resume; absent: the reader keeps those it has. */
  @Nullable() @ArrayMaxSize(MOST_SKILLS) @TextList(200) skills?: string[] | null;
  /** The rules say it may move to `shortlisted` by itself. */
  @IsBoolean() autoAdvance: boolean;
  @Instant() screenedAt: string;
  /** What the criteria say about telling receivers of webhooks; absent: they are told. */
  @Nullable() @IsBoolean() sendsWebhook?: boolean | null;
}

export const applicationsAiScreenedV1 = defineEvent({
  type: 'applications.ai_screened.v1',
  topic: 'screening.events',
  kind: 'fact',
  from: 'screening',
  to: ['applications', 'notifications'],
  payload: ApplicationsAiScreenedV1,
  key: (data) => data.applicationId,
  meaning: 'An application was screened; the record is immutable.',
});
