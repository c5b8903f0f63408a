import { Injectable } from '@nestjs/common';
import type { MatchStatisticsChangedV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';

@Injectable()
export class MatchStatisticsRepository {
  /** Keeps the newest counts of a job that is here; an older snapshot, and one of a job that is not, change nothing. */
  async store(tx: Tx, counts: MatchStatisticsChangedV1, version: number): Promise<void> {
    const { jobId, totalCandidates, strongMatches, goodMatches, aiAnalyzedCount } = counts;
    await tx.execute(
      `UPDATE jobs.match_statistics SET total_candidates = $2, strong_matches = $3, good_matches = $4, ai_analyzed_count = $5, version = $6
        WHERE job_id = $1 AND version < $6`,
      [jobId, totalCandidates, strongMatches, goodMatches, aiAnalyzedCount, version],
    );
  }
}
