import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { SCORER_VERSION } from '../domain/scoring/scorers.js';

/** A job whose matches are kept. */
export interface MatchJob {
  readonly jobId: string;
  readonly generation: number;
}

/** Its state, as it is read and written under a lock. */
export interface MatchJobState extends MatchJob {
  readonly histogram: readonly number[];
  /** Score of the last stored match once there are as many as are stored. */
  readonly floor: number | null;
}

/** What its matches are computed with. */
export interface MatchBasis {
  readonly criteriaVersion: number;
  readonly settingsVersion: number;
  readonly jobTextVersion: number | null;
}

export interface ReadMatchJob extends MatchBasis {
  readonly isOpen: boolean;
  /** Whether nothing of the job changed since all candidates were matched with it. */
  readonly isMatched: boolean;
  readonly scorerVersion: number | null;
  readonly histogram: readonly number[];
  readonly matchedAt: Date | null;
  /** The newest task that analyses its best. */
  readonly analysisTaskId: string | null;
}

@Injectable()
export class MatchJobRepository {
  /** Follows whether a job is open. One that opens, or says something else now, has to be matched anew. True when it has. */
  async upsert(tx: Tx, organizationId: string, jobId: string, { isOpen, isNew }: { isOpen: boolean; isNew: boolean }): Promise<boolean> {
    if (!isOpen) {
      await tx.execute('UPDATE screening.match_jobs SET is_open = false WHERE job_id = $1', [jobId]);
      return false;
    }
    const changed = await tx.execute(
      `INSERT INTO screening.match_jobs (organization_id, job_id, is_open) VALUES ($1, $2, true)
       ON CONFLICT (organization_id, job_id) DO UPDATE SET is_open = true, generation = match_jobs.generation + 1, changed_at = now()
         WHERE NOT match_jobs.is_open OR $3`,
      [organizationId, jobId, isNew],
    );
    return changed > 0;
  }

  /** Has an open job matched anew. True when it is open. */
  async markDue(tx: Tx, jobId: string): Promise<boolean> {
    return (
      (await tx.execute('UPDATE screening.match_jobs SET generation = generation + 1, changed_at = now() WHERE job_id = $1 AND is_open', [
        jobId,
      ])) > 0
    );
  }

  /** Open jobs that changed since they were matched. */
  due(tx: Tx, limit: number): Promise<MatchJob[]> {
    return tx.query<MatchJob>(
      `SELECT job_id AS "jobId", generation FROM screening.match_jobs
        WHERE is_open AND matched_generation < generation ORDER BY job_id LIMIT $1`,
      [limit],
    );
  }

  /** Makes the open jobs due that other settings or another scorer matched; answers which. */
  async updateOutdated(tx: Tx, settingsVersion: number): Promise<string[]> {
    const rows = await tx.query<{ jobId: string }>(
      `UPDATE screening.match_jobs SET generation = generation + 1, changed_at = now()
        WHERE is_open AND matched_generation = generation AND (settings_version <> $1 OR scorer_version <> $2) RETURNING job_id AS "jobId"`,
      [settingsVersion, SCORER_VERSION],
    );
    return rows.map((row) => row.jobId);
  }

  /** One page of the open jobs, in order of id. */
  open(tx: Tx, after: string, limit: number): Promise<MatchJob[]> {
    return tx.query<MatchJob>(
      'SELECT job_id AS "jobId", generation FROM screening.match_jobs WHERE is_open AND job_id > $1 ORDER BY job_id LIMIT $2',
      [after, limit],
    );
  }

  /** The same of jobs that are not open any more: people still look at what was matched. */
  closed(tx: Tx, after: string, limit: number): Promise<MatchJob[]> {
    return tx.query<MatchJob>(
      'SELECT job_id AS "jobId", generation FROM screening.match_jobs WHERE NOT is_open AND job_id > $1 ORDER BY job_id LIMIT $2',
      [after, limit],
    );
  }

  /** Those of them that are as they were when they were read, locked until the transaction ends; always in order of id. */
  async lockUnchanged(tx: Tx, jobs: readonly MatchJob[]): Promise<MatchJobState[]> {
    const rows = await tx.query<Omit<MatchJobState, 'floor'> & { readonly floor: string | null }>(
      `SELECT job_id AS "jobId", generation, histogram, floor FROM screening.match_jobs
        WHERE job_id = ANY($1::uuid[]) ORDER BY job_id FOR UPDATE`,
      [jobs.map((one) => one.jobId)],
    );
    const generations = new Map(jobs.map(({ jobId, generation }) => [jobId, generation]));
    return rows
      .filter(({ jobId, generation }) => generations.get(jobId) === generation)
      .map((row) => ({ ...row, floor: row.floor === null ? null : Number(row.floor) }));
  }

  async updateHistograms(tx: Tx, changed: readonly Pick<MatchJobState, 'jobId' | 'histogram'>[]): Promise<void> {
    await tx.execute(
      `UPDATE screening.match_jobs j SET histogram = c.histogram::int[]
         FROM unnest($1::uuid[], $2::text[]) AS c(job_id, histogram) WHERE j.job_id = c.job_id`,
      [changed.map((one) => one.jobId), changed.map((one) => `{${one.histogram.join(',')}}`)],
    );
  }

  /** Notes what all candidates were matched with. The job may have changed meanwhile; then it stays due. */
  async updateMatched(tx: Tx, { jobId, generation }: MatchJob, basis: MatchBasis, matchedAt: Date): Promise<void> {
    await tx.execute(
      `UPDATE screening.match_jobs SET matched_generation = greatest(matched_generation, $2), criteria_version = $3, settings_version = $4,
         scorer_version = $5, job_text_version = $6, matched_at = $7 WHERE job_id = $1`,
      [jobId, generation, basis.criteriaVersion, basis.settingsVersion, SCORER_VERSION, basis.jobTextVersion, matchedAt],
    );
  }

  async find(tx: Tx, jobId: string): Promise<ReadMatchJob | null> {
    const [found] = await tx.query<ReadMatchJob>(
      `SELECT is_open AS "isOpen", matched_generation >= generation AS "isMatched", coalesce(criteria_version, 0) AS "criteriaVersion",
              coalesce(settings_version, 0) AS "settingsVersion", scorer_version AS "scorerVersion", job_text_version AS "jobTextVersion",
              histogram, matched_at AS "matchedAt", analysis_task_id AS "analysisTaskId"
         FROM screening.match_jobs WHERE job_id = $1`,
      [jobId],
    );
    return found ?? null;
  }

  async updateAnalysisTask(tx: Tx, jobId: string, taskId: string): Promise<void> {
    await tx.execute('UPDATE screening.match_jobs SET analysis_task_id = $2 WHERE job_id = $1', [jobId, taskId]);
  }
}
