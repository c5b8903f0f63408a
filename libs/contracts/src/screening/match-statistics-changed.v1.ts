import { defineEvent } from '../event.js';
import { Id, Instant, Whole } from '../fields.js';

/** How a job stands in matching. */
export class MatchStatisticsChangedV1 {
  @Id() jobId: string;
  /** Candidates that have a score for the job. */
  @Whole(0, 2_000_000_000) totalCandidates: number;
  /** With at least 80 points. */
  @Whole(0, 2_000_000_000) strongMatches: number;
  /** With at least 60 points, and fewer. */
  @Whole(0, 2_000_000_000) goodMatches: number;
  /** Of the stored matches, those analysed in depth. */
  @Whole(0, 1_000_000) aiAnalyzedCount: number;
  @Instant() changedAt: string;
}

export const matchStatisticsChangedV1 = defineEvent({
  type: 'match_statistics.changed.v1',
  topic: 'screening.events',
  kind: 'snapshot',
  from: 'screening',
  to: ['jobs'],
  payload: MatchStatisticsChangedV1,
  key: (data) => data.jobId,
  meaning: 'The counts of the matches of a job changed; announced once per few seconds.',
});
