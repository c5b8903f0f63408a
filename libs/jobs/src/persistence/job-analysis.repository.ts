import { Injectable } from '@nestjs/common';
import type { ModelRun, Tx } from '@shortlist/platform';
import type { JobAnalysis } from '../domain/posting/job-analysis.js';

/** What a job came to at one version, by one reader. */
export interface AnalyzedJob {
  readonly jobId: string;
  /** The version of the job that was read. */
  readonly jobVersion: number;
  /** What all offsets count in. */
  readonly text: string;
  readonly analysis: JobAnalysis;
  /** Who read it beside the rules, and what it cost. */
  readonly run: ModelRun;
  readonly analyzedAt: Date;
}

/** Analyses of jobs: one per version of the job and reader. */
@Injectable()
export class JobAnalysisRepository {
  /** Takes the place of what the same reader said of the same version. */
  async save(tx: Tx, organizationId: string, { jobId, jobVersion, text, analysis, run, analyzedAt }: AnalyzedJob): Promise<void> {
    await tx.execute(
      `INSERT INTO jobs.job_analyses (organization_id, job_id, job_version, reader, text, analysis, run, analyzed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (organization_id, job_id, job_version, reader)
       DO UPDATE SET text = excluded.text, analysis = excluded.analysis, run = excluded.run, analyzed_at = excluded.analyzed_at`,
      [organizationId, jobId, jobVersion, `${run.provider}/${run.model}`, text, JSON.stringify(analysis), JSON.stringify(run), analyzedAt],
    );
  }

  /** Null when nobody has asked yet. */
  async newest(tx: Tx, jobId: string): Promise<AnalyzedJob | null> {
    const [row] = await tx.query<AnalyzedJob>(
      `SELECT job_id AS "jobId", job_version AS "jobVersion", text, analysis, run, analyzed_at AS "analyzedAt"
       FROM jobs.job_analyses WHERE job_id = $1 ORDER BY analyzed_at DESC LIMIT 1`,
      [jobId],
    );
    return row ?? null;
  }
}
