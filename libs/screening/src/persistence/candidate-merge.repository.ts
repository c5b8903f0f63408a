import { Injectable } from '@nestjs/common';
import type { CandidatesMergedV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';

/** Which records were merged into which. */
@Injectable()
export class CandidateMergeRepository {
  /** Lets a resume that was read wait for a merge that is being taken in, and not for other resumes, until the transaction ends. */
  async lockShared(tx: Tx, organizationId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [lockName(organizationId)]);
  }

  /** Lets a merge be taken in while no resume is, so that neither misses the other. */
  async lock(tx: Tx, organizationId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lockName(organizationId)]);
  }

  /** A merge that is known to be undone stays undone. */
  async upsertMerged(tx: Tx, organizationId: string, { mergeId, mergedCandidateId, candidateId }: CandidatesMergedV1): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.candidate_merges (organization_id, merge_id, merged_id, survivor_id, undone) VALUES ($1, $2, $3, $4, false)
       ON CONFLICT (organization_id, merge_id) DO UPDATE SET survivor_id = excluded.survivor_id`,
      [organizationId, mergeId, mergedCandidateId, candidateId],
    );
  }

  /** Answers the record that it had been merged into; null when the merge itself is still on its way. */
  async upsertUndone(tx: Tx, organizationId: string, { mergeId, mergedCandidateId }: CandidatesMergedV1): Promise<string | null> {
    const [row] = await tx.query<{ survivorId: string | null }>(
      `INSERT INTO screening.candidate_merges (organization_id, merge_id, merged_id, undone) VALUES ($1, $2, $3, true)
       ON CONFLICT (organization_id, merge_id) DO UPDATE SET undone = true RETURNING survivor_id AS "survivorId"`,
      [organizationId, mergeId, mergedCandidateId],
    );
    return row?.survivorId ?? null;
  }
}

const lockName = (organizationId: string): string => `screening.people:${organizationId}`;
