import { Injectable } from '@nestjs/common';
import { newId } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { MatchStatus } from '../domain/matching/match-status.js';

/** A stored match: one of the best of its job, or one that somebody has dealt with. */
export interface MatchRow {
  readonly id: string;
  readonly jobId: string;
  readonly candidateId: string;
  /** Null while it is no match any more: they applied, or are matched with nothing. */
  readonly score: number | null;
  readonly hiddenGem: boolean;
  readonly status: MatchStatus;
  readonly version: number;
  readonly statusBy: string | null;
  readonly statusAt: Date | null;
  readonly analyzedAt: Date | null;
  readonly createdAt: Date;
}

export interface MatchFilters {
  readonly jobId?: string | null;
  readonly candidateId?: string | null;
  readonly status?: MatchStatus | null;
  readonly minScore?: number | null;
  readonly hiddenGem?: boolean | null;
  /** Matches of this hiring manager's jobs only; null: of all jobs. */
  readonly hiringManagerId: string | null;
}

/** The last row of the page before. */
export interface MatchPosition {
  readonly score: number;
  readonly id: string;
}

export interface StoredAnalysis {
  readonly resumeId: string;
  readonly criteriaVersion: number;
  readonly settingsVersion: number;
  readonly scorerVersion: number;
  /** Sealed. */
  readonly analysis: string;
  readonly createdAt: Date;
}

const COLUMNS = `m.id, m.job_id AS "jobId", m.candidate_id AS "candidateId", m.score, m.hidden_gem AS "hiddenGem", m.status, m.version,
  m.status_by AS "statusBy", m.status_at AS "statusAt", m.analyzed_at AS "analyzedAt", m.created_at AS "createdAt"`;
const LISTED = `FROM screening.matches m JOIN screening.job_copies j ON j.job_id = m.job_id
  WHERE m.deleted_at IS NULL AND m.score IS NOT NULL AND NOT j.deleted
    AND ($1::uuid IS NULL OR m.job_id = $1) AND ($2::uuid IS NULL OR m.candidate_id = $2) AND ($3::text IS NULL OR m.status = $3)
    AND ($4::numeric IS NULL OR m.score >= $4) AND ($5::boolean IS NULL OR m.hidden_gem = $5) AND ($6::uuid IS NULL OR j.hiring_manager_id = $6)`;

/** Stored matches as people list them and deal with them. */
@Injectable()
export class MatchRowRepository {
  /** Best first. */
  async list(tx: Tx, filters: MatchFilters, window: { limit: number; offset: number; after: MatchPosition | null }): Promise<MatchRow[]> {
    const { limit, offset, after } = window;
    const rows = await tx.query<RawMatchRow>(
      `SELECT ${COLUMNS} ${LISTED} AND ($7::numeric IS NULL OR (m.score, m.id) < ($7, $8::uuid))
        ORDER BY m.score DESC, m.id DESC LIMIT $9 OFFSET $10`,
      [...listedBy(filters), after?.score ?? null, after?.id ?? null, limit, offset],
    );
    return rows.map(withNumber);
  }

  /** The same without a window, to be counted. */
  counted(filters: MatchFilters): [sql: string, parameters: unknown[]] {
    return [`SELECT 1 ${LISTED}`, listedBy(filters)];
  }

  async find(tx: Tx, id: string): Promise<MatchRow | null> {
    const [row] = await tx.query<RawMatchRow>(`SELECT ${COLUMNS} FROM screening.matches m WHERE id = $1 AND deleted_at IS NULL`, [id]);
    return row ? withNumber(row) : null;
  }

  async findPair(tx: Tx, jobId: string, candidateId: string): Promise<MatchRow | null> {
    const [row] = await tx.query<RawMatchRow>(
      `SELECT ${COLUMNS} FROM screening.matches m WHERE job_id = $1 AND candidate_id = $2 AND deleted_at IS NULL`,
      [jobId, candidateId],
    );
    return row ? withNumber(row) : null;
  }

  /** Moves the row on from a version; false when somebody was faster. */
  async updateStatus(tx: Tx, row: Pick<MatchRow, 'id' | 'version'>, status: MatchStatus, by: string, at: Date): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE screening.matches SET status = $3, status_by = $4, status_at = $5, version = version + 1
        WHERE id = $1 AND version = $2::bigint AND deleted_at IS NULL`,
      [row.id, row.version, status, by, at],
    );
    return changed > 0;
  }

  /** Takes the row off the lists; false when somebody was faster. */
  async updateDeleted(tx: Tx, row: Pick<MatchRow, 'id' | 'version'>, by: string, at: Date): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE screening.matches SET deleted_at = $4, status_by = $3, status_at = $4, version = version + 1
        WHERE id = $1 AND version = $2::bigint AND deleted_at IS NULL`,
      [row.id, row.version, by, at],
    );
    return changed > 0;
  }

  /** The best of a job without an analysis. */
  async unanalyzed(tx: Tx, jobId: string, limit: number): Promise<string[]> {
    const rows = await tx.query<{ candidateId: string }>(
      `SELECT candidate_id AS "candidateId" FROM (
         SELECT candidate_id, analyzed_at FROM screening.matches
          WHERE job_id = $1 AND deleted_at IS NULL AND score IS NOT NULL ORDER BY score DESC, candidate_id LIMIT $2) best
        WHERE analyzed_at IS NULL`,
      [jobId, limit],
    );
    return rows.map((row) => row.candidateId);
  }

  async countStored(tx: Tx, jobId: string): Promise<{ stored: number; analyzed: number; hiddenGems: number }> {
    const [row] = await tx.query<{ stored: number; analyzed: number; hiddenGems: number }>(
      `SELECT count(*)::int AS stored, count(analyzed_at)::int AS analyzed, count(*) FILTER (WHERE hidden_gem)::int AS "hiddenGems"
         FROM screening.matches WHERE job_id = $1 AND deleted_at IS NULL AND score IS NOT NULL`,
      [jobId],
    );
    return row ?? { stored: 0, analyzed: 0, hiddenGems: 0 };
  }

  /** Stores an analysis, and the match itself where it is not among the best. */
  async upsertAnalysis(
    tx: Tx,
    organizationId: string,
    match: Pick<MatchRow, 'jobId' | 'candidateId' | 'score' | 'hiddenGem'>,
    sealed: (matchId: string) => Promise<string>,
    made: Omit<StoredAnalysis, 'analysis'>,
  ): Promise<void> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO screening.matches (id, organization_id, job_id, candidate_id, score, hidden_gem, analyzed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (organization_id, job_id, candidate_id) DO UPDATE SET analyzed_at = excluded.analyzed_at RETURNING id`,
      [newId(), organizationId, match.jobId, match.candidateId, match.score, match.hiddenGem, made.createdAt],
    );
    if (!row) throw new Error('an upsert answers its row');
    await tx.execute(
      `INSERT INTO screening.match_explanations
         (organization_id, match_id, resume_id, criteria_version, settings_version, scorer_version, analysis, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (organization_id, match_id) DO UPDATE SET resume_id = excluded.resume_id, criteria_version = excluded.criteria_version,
         settings_version = excluded.settings_version, scorer_version = excluded.scorer_version, analysis = excluded.analysis,
         created_at = excluded.created_at`,
      [
        organizationId,
        row.id,
        made.resumeId,
        made.criteriaVersion,
        made.settingsVersion,
        made.scorerVersion,
        await sealed(row.id),
        made.createdAt,
      ],
    );
  }

  /** Forgets every match of all records of a person, with what was found out about it. */
  async deleteOf(tx: Tx, candidateId: string): Promise<void> {
    const own = 'SELECT id FROM screening.matches WHERE candidate_id IN (SELECT screening.records_of($1))';
    await tx.execute(`DELETE FROM screening.match_explanations WHERE match_id IN (${own})`, [candidateId]);
    await tx.execute(`DELETE FROM screening.matches WHERE id IN (${own})`, [candidateId]);
  }

  async findAnalysis(tx: Tx, matchId: string): Promise<StoredAnalysis | null> {
    const [found] = await tx.query<StoredAnalysis>(
      `SELECT resume_id AS "resumeId", criteria_version AS "criteriaVersion", settings_version AS "settingsVersion",
              scorer_version AS "scorerVersion", analysis, created_at AS "createdAt"
         FROM screening.match_explanations WHERE match_id = $1`,
      [matchId],
    );
    return found ?? null;
  }
}

type RawMatchRow = Omit<MatchRow, 'score'> & { readonly score: string | null };

const withNumber = (row: RawMatchRow): MatchRow => ({ ...row, score: row.score === null ? null : Number(row.score) });

function listedBy({ jobId, candidateId, status, minScore, hiddenGem, hiringManagerId }: MatchFilters): unknown[] {
  return [jobId ?? null, candidateId ?? null, status ?? null, minScore ?? null, hiddenGem ?? null, hiringManagerId];
}
