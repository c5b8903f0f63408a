import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { withDefaults } from '../domain/criteria.js';
import type { CriteriaDocument } from '../domain/criteria.js';
import { OUT_OF_RANKING } from '../domain/ranked-statuses.js';
import type { ShadowReport } from '../domain/shadow-report.js';

/** Criteria on trial. */
export interface ShadowRun {
  readonly id: string;
  readonly organizationId: string;
  readonly jobId: string;
  readonly criteriaVersion: number;
  readonly criteria: CriteriaDocument;
  /** Null while it runs. */
  readonly report: ShadowReport | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** An application with all that scoring it again needs. */
export interface ShadowSubject {
  readonly applicationId: string;
  readonly receivedAt: Date;
  readonly wantsPerson: boolean;
  readonly parserFlags: readonly string[];
  /** Null where no resume could be read. */
  readonly resumeId: string | null;
  readonly profileKey: string | null;
  /** The newest screening. */
  readonly screeningId: string;
  readonly score: number | null;
  readonly needsPerson: boolean;
  readonly autoAdvance: boolean;
  readonly modelAnswer: string | null;
}

/** Trials of one job that are kept. */
const MOST_RUNS = 20;

@Injectable()
export class ShadowRepository {
  /** Stores a new run and drops the oldest of the job. */
  async insert(tx: Tx, run: ShadowRun): Promise<void> {
    const { id, organizationId, jobId, criteriaVersion, criteria, createdBy, createdAt } = run;
    await tx.execute(
      `INSERT INTO screening.shadow_runs (id, organization_id, job_id, criteria_version, document, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7)`,
      [id, organizationId, jobId, criteriaVersion, JSON.stringify(criteria), createdBy, createdAt],
    );
    await tx.execute(
      `DELETE FROM screening.shadow_runs WHERE id IN (
         SELECT id FROM screening.shadow_runs WHERE job_id = $1 ORDER BY id DESC OFFSET ${MOST_RUNS})`,
      [jobId],
    );
  }

  async find(tx: Tx, id: string): Promise<ShadowRun | null> {
    const [run] = await tx.query<ShadowRun>(
      `SELECT id, organization_id AS "organizationId", job_id AS "jobId", criteria_version AS "criteriaVersion", document AS criteria, report,
              created_by AS "createdBy", created_at AS "createdAt", finished_at AS "finishedAt"
         FROM screening.shadow_runs WHERE id = $1`,
      [id],
    );
    return run ? { ...run, criteria: withDefaults(run.criteria) } : null;
  }

  async updateReport(tx: Tx, id: string, report: ShadowReport, finishedAt: Date): Promise<void> {
    await tx.execute('UPDATE screening.shadow_runs SET report = $2::jsonb, finished_at = $3 WHERE id = $1 AND report IS NULL', [
      id,
      JSON.stringify(report),
      finishedAt,
    ]);
  }

  /** How many applications of the job take part in the ranking and were screened. */
  async countSubjects(tx: Tx, jobId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM screening.screening_subjects
        WHERE job_id = $1 AND screening_id IS NOT NULL AND status <> ALL($2)`,
      [jobId, OUT_OF_RANKING],
    );
    return row?.count ?? 0;
  }

  /** One page of them, in order of id. */
  async subjects(tx: Tx, jobId: string, after: string, limit: number): Promise<ShadowSubject[]> {
    const rows = await tx.query<Omit<ShadowSubject, 'score'> & { readonly score: string | null }>(
      `SELECT s.application_id AS "applicationId", s.received_at AS "receivedAt", s.wants_person AS "wantsPerson",
              s.parser_flags AS "parserFlags", s.resume_id AS "resumeId", s.profile_key AS "profileKey", s.screening_id AS "screeningId",
              s.score, s.needs_person AS "needsPerson", r.auto_advance AS "autoAdvance", r.model_answer AS "modelAnswer"
         FROM screening.screening_subjects s JOIN screening.screenings r ON r.id = s.screening_id
        WHERE s.job_id = $1 AND s.status <> ALL($2) AND s.application_id > $3 ORDER BY s.application_id LIMIT $4`,
      [jobId, OUT_OF_RANKING, after, limit],
    );
    return rows.map((row) => ({ ...row, score: row.score === null ? null : Number(row.score) }));
  }
}
