import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';

/** The counts of a job that somebody waits to hear of, and those that were announced last. */
export interface DueStatistics {
  readonly jobId: string;
  readonly histogram: readonly number[];
  readonly analyzed: number;
  readonly announced: readonly number[];
  readonly version: number;
}

/** What of the counts of jobs has been announced, in their rows of `match_jobs`. Every write is inside the organization of `tx`. */
@Injectable()
export class MatchStatisticsRepository {
  /** Notes that the counts of these jobs may be others now; answers how many were not noted yet. Locks in order of id, as all who write jobs. */
  async markDue(tx: Tx, jobIds: readonly string[]): Promise<number> {
    return tx.execute(
      `UPDATE screening.match_jobs SET statistics_due_at = now() WHERE job_id IN (
         SELECT job_id FROM screening.match_jobs WHERE job_id = ANY($1::uuid[]) AND statistics_due_at IS NULL ORDER BY job_id FOR UPDATE)`,
      [jobIds],
    );
  }

  /** A page of what is due, locked until the transaction ends. */
  lockDue(tx: Tx, limit: number): Promise<DueStatistics[]> {
    return tx.query<DueStatistics>(
      `SELECT j.job_id AS "jobId", j.histogram, j.announced_statistics AS announced, j.statistics_version AS version,
              (SELECT count(m.analyzed_at)::int FROM screening.matches m
                WHERE m.organization_id = j.organization_id AND m.job_id = j.job_id AND m.deleted_at IS NULL AND m.score IS NOT NULL) AS analyzed
         FROM screening.match_jobs j WHERE j.statistics_due_at IS NOT NULL ORDER BY j.job_id LIMIT $1 FOR UPDATE OF j`,
      [limit],
    );
  }

  async updateAnnounced(tx: Tx, jobs: readonly Pick<DueStatistics, 'jobId' | 'announced' | 'version'>[]): Promise<void> {
    await tx.execute(
      `UPDATE screening.match_jobs j SET statistics_due_at = NULL, announced_statistics = a.announced::int[], statistics_version = a.version
         FROM unnest($1::uuid[], $2::text[], $3::int[]) AS a(job_id, announced, version) WHERE j.job_id = a.job_id`,
      [jobs.map(({ jobId }) => jobId), jobs.map(({ announced }) => `{${announced.join(',')}}`), jobs.map(({ version }) => version)],
    );
  }

  /** Touches what has been due for too long; answers how many. */
  reviveDue(tx: Tx, minutes: number, limit: number): Promise<number> {
    return tx.execute(
      `UPDATE screening.match_jobs SET statistics_due_at = now() WHERE job_id IN (
         SELECT job_id FROM screening.match_jobs WHERE statistics_due_at < now() - make_interval(mins => $1)
          ORDER BY job_id LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [minutes, limit],
    );
  }
}
