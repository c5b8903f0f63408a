import { Injectable } from '@nestjs/common';
import type { JobsChangedV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';

/** What a job says of itself, at one version. */
export interface JobText {
  readonly version: number;
  readonly title: string;
  readonly description: string | null;
}

const REACHABLE = 'FROM screening.job_copies WHERE job_id = $1 AND NOT deleted AND ($2::uuid IS NULL OR hiring_manager_id = $2)';

/** Copies of the jobs of the organization. */
@Injectable()
export class JobRepository {
  async upsert(tx: Tx, organizationId: string, job: JobsChangedV1, version: number): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.job_copies (job_id, organization_id, status, deleted, version, hiring_manager_id) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (organization_id, job_id) DO UPDATE SET status = excluded.status, deleted = excluded.deleted, version = excluded.version,
         hiring_manager_id = excluded.hiring_manager_id WHERE job_copies.version < excluded.version`,
      [job.jobId, organizationId, job.status, job.deletedAt !== null, version, job.hiringManagerId ?? null],
    );
    await tx.execute(
      `INSERT INTO screening.job_texts (organization_id, job_id, version, title, description) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [organizationId, job.jobId, version, job.title, job.description],
    );
  }

  /** Whether the job is there and, where a hiring manager is given, is theirs. */
  async exists(tx: Tx, jobId: string, hiringManagerId: string | null = null): Promise<boolean> {
    const rows = await tx.query(`SELECT 1 ${REACHABLE}`, [jobId, hiringManagerId]);
    return rows.length > 0;
  }

  /** The same, and locks the copy, so that two versions of criteria cannot be made at once. */
  async lock(tx: Tx, jobId: string, hiringManagerId: string | null): Promise<boolean> {
    const rows = await tx.query(`SELECT 1 ${REACHABLE} FOR UPDATE`, [jobId, hiringManagerId]);
    return rows.length > 0;
  }

  /** Whether the job, deleted or not, is this hiring manager's; null lets every job pass. */
  async isOf(tx: Tx, jobId: string | null, hiringManagerId: string | null): Promise<boolean> {
    if (hiringManagerId === null) return true;
    const own = await tx.query('SELECT 1 FROM screening.job_copies WHERE job_id = $1 AND hiring_manager_id = $2', [jobId, hiringManagerId]);
    return own.length > 0;
  }

  /** The newest texts of many jobs. */
  async texts(tx: Tx, jobIds: readonly string[]): Promise<Map<string, JobText>> {
    const rows = await tx.query<JobText & { readonly jobId: string }>(
      `SELECT DISTINCT ON (job_id) job_id AS "jobId", version, title, description FROM screening.job_texts WHERE job_id = ANY($1::uuid[])
        ORDER BY job_id, version DESC`,
      [jobIds],
    );
    return new Map(rows.map(({ jobId, ...text }) => [jobId, text]));
  }

  /** The newest text, or the one that a record names. */
  async text(tx: Tx, jobId: string, version: number | null = null): Promise<JobText | null> {
    const [text] = await tx.query<JobText>(
      `SELECT version, title, description FROM screening.job_texts WHERE job_id = $1 AND version = coalesce($2::int, version)
        ORDER BY version DESC LIMIT 1`,
      [jobId, version],
    );
    return text ?? null;
  }
}
