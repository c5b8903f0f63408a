import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import type { FairnessFigures } from '../domain/fairness/impact.js';

/** How groups fared at one moment. */
export interface FairnessReport {
  readonly id: string;
  readonly organizationId: string;
  readonly jobId: string;
  readonly criteriaVersion: number;
  readonly applications: number;
  readonly snapshotHash: string;
  readonly figures: FairnessFigures;
  readonly takenBy: string;
  readonly takenAt: Date;
}

/** Reports never change. */
@Injectable()
export class FairnessReportRepository {
  /** False when the report is there already. */
  async insert(tx: Tx, report: FairnessReport): Promise<boolean> {
    const { id, organizationId, jobId, criteriaVersion, applications, snapshotHash, figures, takenBy, takenAt } = report;
    const inserted = await tx.execute(
      `INSERT INTO screening.fairness_reports
         (id, organization_id, job_id, criteria_version, applications, snapshot_hash, figures, taken_by, taken_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9) ON CONFLICT DO NOTHING`,
      [id, organizationId, jobId, criteriaVersion, applications, snapshotHash, JSON.stringify(figures), takenBy, takenAt],
    );
    return inserted > 0;
  }

  async newest(tx: Tx, jobId: string): Promise<FairnessReport | null> {
    const [report] = await tx.query<FairnessReport>(
      `SELECT id, organization_id AS "organizationId", job_id AS "jobId", criteria_version AS "criteriaVersion", applications,
              snapshot_hash AS "snapshotHash", figures, taken_by AS "takenBy", taken_at AS "takenAt"
         FROM screening.fairness_reports WHERE job_id = $1 ORDER BY id DESC LIMIT 1`,
      [jobId],
    );
    return report ?? null;
  }
}
