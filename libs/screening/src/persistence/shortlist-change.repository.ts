import { Injectable } from '@nestjs/common';
import { newId } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import type { EnteredReason, LeftReason, ShortlistChange } from '../domain/shortlist-change.js';
import type { ShortlistHead } from './shortlist.repository.js';

/** One application that entered or left the list of a job. */
export interface ChangeRow {
  readonly id: string;
  readonly applicationId: string;
  readonly version: number;
  readonly criteriaVersion: number;
  readonly change: 'entered' | 'left';
  readonly reason: EnteredReason | LeftReason;
  /** The one it got, or had. */
  readonly rank: number;
  /** At the time of the change; null when it has none any more. */
  readonly score: number | null;
  readonly changedAt: Date;
}

export interface ChangeFilters {
  readonly jobId: string;
  readonly applicationId: string | null;
}

/** A job keeps so many changes: years of a list of ten, and five complete exchanges of the longest list. */
const MOST_KEPT = 10_000;

/** What entered and left, and why. */
@Injectable()
export class ShortlistChangeRepository {
  /** `scores` of those who left, as they are now. */
  async insert(
    tx: Tx,
    { organizationId, jobId, version, criteriaVersion, updatedAt }: ShortlistHead,
    change: ShortlistChange,
    scores: ReadonlyMap<string, number | null>,
  ): Promise<void> {
    const rows = [
      ...change.entered.map(({ rank, score, ...one }) => ({ ...one, change: 'entered', rank, score })),
      ...change.left.map(({ formerRank, ...one }) => ({
        ...one,
        change: 'left',
        rank: formerRank,
        score: scores.get(one.applicationId) ?? null,
      })),
    ];
    if (rows.length === 0) return;
    await tx.execute(
      `INSERT INTO screening.shortlist_changes
         (id, organization_id, job_id, version, criteria_version, changed_at, application_id, change, reason, rank, score)
       SELECT id, $2, $3, $4, $5, $6, application_id, change, reason, rank, score
         FROM unnest($1::uuid[], $7::uuid[], $8::text[], $9::text[], $10::int[], $11::numeric[])
           AS row(id, application_id, change, reason, rank, score)`,
      [
        ...[rows.map(() => newId()), organizationId, jobId, version, criteriaVersion, updatedAt],
        ...[rows.map((row) => row.applicationId), rows.map((row) => row.change), rows.map((row) => row.reason)],
        ...[rows.map((row) => row.rank), rows.map((row) => row.score)],
      ],
    );
    await this.prune(tx, jobId);
  }

  /** Why each of these left last. */
  async whyLeft(tx: Tx, jobId: string, applicationIds: readonly string[]): Promise<Map<string, LeftReason>> {
    if (applicationIds.length === 0) return new Map();
    const rows = await tx.query<{ applicationId: string; reason: LeftReason }>(
      `SELECT DISTINCT ON (application_id) application_id AS "applicationId", reason FROM screening.shortlist_changes
        WHERE job_id = $1 AND application_id = ANY($2::uuid[]) AND change = 'left' ORDER BY application_id, id DESC`,
      [jobId, applicationIds],
    );
    return new Map(rows.map(({ applicationId, reason }) => [applicationId, reason]));
  }

  /** The newest first. */
  async list(
    tx: Tx,
    filters: ChangeFilters,
    { limit, offset, after }: { limit: number; offset: number; after: string | null },
  ): Promise<ChangeRow[]> {
    const [wanted, parameters] = this.counted(filters);
    const rows = await tx.query<Omit<ChangeRow, 'score'> & { score: string | null }>(
      `SELECT id, application_id AS "applicationId", version, criteria_version AS "criteriaVersion", change, reason, rank, score,
              changed_at AS "changedAt"
         FROM (${wanted}) AS wanted WHERE $3::uuid IS NULL OR id < $3 ORDER BY id DESC LIMIT $4 OFFSET $5`,
      [...parameters, after, limit, offset],
    );
    return rows.map((row) => ({ ...row, score: row.score === null ? null : Number(row.score) }));
  }

  /** All that the filters let pass, to count. */
  counted({ jobId, applicationId }: ChangeFilters): [string, unknown[]] {
    const sql = 'SELECT * FROM screening.shortlist_changes WHERE job_id = $1 AND ($2::uuid IS NULL OR application_id = $2)';
    return [sql, [jobId, applicationId]];
  }

  private async prune(tx: Tx, jobId: string): Promise<void> {
    await tx.execute(
      `DELETE FROM screening.shortlist_changes WHERE job_id = $1 AND id <= (
         SELECT id FROM screening.shortlist_changes WHERE job_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 1)`,
      [jobId, MOST_KEPT],
    );
  }
}
