import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';

/** A person of whom an alert has told. */
export interface ToldMatch {
  readonly candidateId: string;
  readonly foundAt: Date;
  readonly toldAt: Date;
}

/** Where a page of what was told goes on. */
export interface ToldPosition {
  readonly toldAt: string;
  readonly candidateId: string;
}

/** Whom the watch of a saved search knows; its row is locked. */
@Injectable()
export class SearchMatchRepository {
  /** Whoever is found anyway. Those who changed a moment ago may be found since then only, and are left for the comparison. */
  async insertKnown(tx: Tx, organizationId: string, searchId: string, candidateIds: readonly string[]): Promise<void> {
    await tx.execute(
      `INSERT INTO candidates.search_matches (organization_id, search_id, candidate_id)
       SELECT $1, $2, id FROM unnest($3::uuid[]) AS id
        WHERE NOT EXISTS (SELECT FROM candidates.changed_candidates c WHERE c.organization_id = $1 AND c.candidate_id = id)
       ON CONFLICT DO NOTHING`,
      [organizationId, searchId, candidateIds],
    );
  }

  /** Whoever is found now; those who are known already stay as they are. */
  async insertFound(tx: Tx, organizationId: string, searchId: string, candidateIds: readonly string[], foundAt: Date): Promise<void> {
    await tx.execute(
      `INSERT INTO candidates.search_matches (organization_id, search_id, candidate_id, found_at)
       SELECT $1, $2, id, $4 FROM unnest($3::uuid[]) AS id ON CONFLICT DO NOTHING`,
      [organizationId, searchId, candidateIds, foundAt],
    );
  }

  /** Forgets all but those of whom somebody was told. */
  async deleteUntold(tx: Tx, searchId: string): Promise<void> {
    await tx.execute('DELETE FROM candidates.search_matches WHERE search_id = $1 AND told_at IS NULL', [searchId]);
  }

  /** Of whom somebody is to be told, in order of id. */
  async findDue(tx: Tx, searchId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT candidate_id AS id FROM candidates.search_matches
        WHERE search_id = $1 AND found_at IS NOT NULL AND told_at IS NULL ORDER BY candidate_id`,
      [searchId],
    );
    return rows.map(({ id }) => id);
  }

  /** Counts these as told; answers those who were still to be told of, the newest records first. */
  async updateTold(tx: Tx, searchId: string, candidateIds: readonly string[], toldAt: Date): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE candidates.search_matches SET told_at = $3
        WHERE search_id = $1 AND candidate_id = ANY($2::uuid[]) AND found_at IS NOT NULL AND told_at IS NULL RETURNING candidate_id AS id`,
      [searchId, candidateIds, toldAt],
    );
    return rows.map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1));
  }

  /** Forgets people who are gone; should they come back they count as new. */
  async deleteDue(tx: Tx, searchId: string, candidateIds: readonly string[]): Promise<void> {
    await tx.execute('DELETE FROM candidates.search_matches WHERE search_id = $1 AND candidate_id = ANY($2::uuid[]) AND told_at IS NULL', [
      searchId,
      candidateIds,
    ]);
  }

  /** Of whom somebody was told, the newest first, after a position. */
  async findTold(
    tx: Tx,
    searchId: string,
    after: ToldPosition | null,
    { limit, offset }: { readonly limit: number; readonly offset: number },
  ): Promise<(ToldMatch & ToldPositionText)[]> {
    return tx.query(
      `SELECT candidate_id AS "candidateId", found_at AS "foundAt", told_at AS "toldAt",
              to_char(told_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position
         FROM candidates.search_matches
        WHERE search_id = $1 AND told_at IS NOT NULL AND ($2::timestamptz IS NULL OR (told_at, candidate_id) < ($2::timestamptz, $3::uuid))
        ORDER BY told_at DESC, candidate_id DESC LIMIT $4 OFFSET $5`,
      [searchId, after?.toldAt ?? null, after?.candidateId ?? null, limit, offset],
    );
  }

  async countTold(tx: Tx, searchId: string, most: number): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT FROM candidates.search_matches WHERE search_id = $1 AND told_at IS NOT NULL LIMIT $2) told`,
      [searchId, most],
    );
    return row?.count ?? 0;
  }
}

/** `toldAt` with microseconds, so that it finds its row again. */
interface ToldPositionText {
  readonly position: string;
}
