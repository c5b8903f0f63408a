import { Injectable } from '@nestjs/common';
import type { JobsChangedV1 } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';

/** What a job says of itself, at one version. */
export interface JobText {
  readonly version: number;
  readonly title: string;
  readonly description: string | null;
}

/** Copies of the jobs of the organization. */
@Injectable()
export class JobRepository {
  async upsert(tx: Tx, organizationId: string, job: JobsChangedV1, version: number): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.job_copies (job_id, organization_id, status, deleted, version) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organization_id, job_id) DO UPDATE SET status = excluded.status, deleted = excluded.deleted, version = excluded.version
         WHERE job_copies.version < excluded.version`,
      [job.jobId, organizationId, job.status, job.deletedAt !== null, version],
    );
    await tx.execute(
      `INSERT INTO screening.job_texts (organization_id, job_id, version, title, description) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [organizationId, job.jobId, version, job.title, job.description],
    );
  }

  async exists(tx: Tx, jobId: string): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM screening.job_copies WHERE job_id = $1 AND NOT deleted', [jobId]);
    return rows.length > 0;
  }

  /** Locks the copy, so that two versions of criteria cannot be made at once. False when there is no such job. */
  async lock(tx: Tx, jobId: string): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM screening.job_copies WHERE job_id = $1 AND NOT deleted FOR UPDATE', [jobId]);
    return rows.length > 0;
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
