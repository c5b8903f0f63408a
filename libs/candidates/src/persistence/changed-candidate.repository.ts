import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';

/** A record that changed and was not compared with the watched searches since. */
export interface ChangedCandidate {
  readonly candidateId: string;
  /** The transaction of its newest change. */
  readonly changedIn: string;
  readonly changedAt: Date;
}

const NONE_LEARNS = 'NOT EXISTS (SELECT FROM candidates.saved_searches WHERE watch IS NOT NULL AND covers IS NULL)';

/** The trigger `note_change` writes the rows, in the transaction of every change. */
@Injectable()
export class ChangedCandidateRepository {
  /** In order of id, after the id `after`. */
  async find(tx: Tx, after: string | null, limit: number): Promise<ChangedCandidate[]> {
    return tx.query(
      `SELECT candidate_id AS "candidateId", changed_in::text AS "changedIn", changed_at AS "changedAt"
         FROM candidates.changed_candidates
        WHERE $1::uuid IS NULL OR candidate_id > $1 ORDER BY candidate_id LIMIT $2`,
      [after, limit],
    );
  }

  /**
   * Takes back what was compared. What changed again meanwhile stays, also where that is not committed yet, and so does everything while a watch
   * learns: it has not been compared with that.
   */
  async delete(tx: Tx, changed: readonly ChangedCandidate[]): Promise<void> {
    await tx.execute(
      `DELETE FROM candidates.changed_candidates c USING (
         SELECT c.organization_id, c.candidate_id FROM candidates.changed_candidates c
           JOIN unnest($1::uuid[], $2::text[]) AS compared (candidate_id, changed_in)
             ON c.candidate_id = compared.candidate_id AND c.changed_in = compared.changed_in::xid8
          WHERE ${NONE_LEARNS} FOR UPDATE OF c SKIP LOCKED) compared
        WHERE c.organization_id = compared.organization_id AND c.candidate_id = compared.candidate_id`,
      [changed.map(({ candidateId }) => candidateId), changed.map(({ changedIn }) => changedIn)],
    );
  }
}
