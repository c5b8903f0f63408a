import { Injectable } from '@nestjs/common';
import { newId } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { SELECTED_STATUSES } from '../domain/fairness/dimensions.js';
import type { DemographicAnswers } from '../domain/fairness/dimensions.js';

export interface ApplicationAnswers extends DemographicAnswers {
  readonly applicationId: string;
}

/** One application of a snapshot; nothing says whose. */
export interface SnapshotRow extends DemographicAnswers {
  readonly score: number | null;
  readonly selected: boolean;
}

/** What people say about themselves. The first method is for those who write and cannot read, the others for the role that only reads. */
@Injectable()
export class DemographicsRepository {
  async insert(tx: Tx, organizationId: string, answers: readonly ApplicationAnswers[], answeredAt: Date): Promise<void> {
    await tx.execute(
      `INSERT INTO demographics.answers (id, organization_id, application_id, sex, race_ethnicity, age_band, disability, answered_at)
       SELECT id, $1, application_id, sex, race_ethnicity, age_band, disability, $2
         FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[])
              AS a(id, application_id, sex, race_ethnicity, age_band, disability)`,
      [
        ...[organizationId, answeredAt, answers.map(() => newId()), answers.map((one) => one.applicationId)],
        ...[answers.map((one) => one.sex), answers.map((one) => one.raceEthnicity)],
        ...[answers.map((one) => one.ageBand), answers.map((one) => one.disability)],
      ],
    );
  }

  /** Freezes how the applications of a job stand and what was said, in an order that tells nothing. Once per snapshot. */
  async freeze(tx: Tx, organizationId: string, snapshotId: string, jobId: string): Promise<void> {
    await tx.execute(
      `INSERT INTO demographics.snapshot_rows (organization_id, snapshot_id, number, score, selected, sex, race_ethnicity, age_band, disability)
       SELECT $1, $2, row_number() OVER (ORDER BY md5(s.application_id::text || $2::text)), s.score, s.status = ANY($4), a.sex, a.race_ethnicity,
              a.age_band, a.disability
         FROM screening.screening_subjects s
         LEFT JOIN LATERAL (SELECT * FROM demographics.answers WHERE application_id = s.application_id ORDER BY id DESC LIMIT 1) a ON true
        WHERE s.job_id = $3 AND s.received_at IS NOT NULL AND s.status <> 'withdrawn'
          AND NOT EXISTS (SELECT FROM demographics.snapshot_rows WHERE snapshot_id = $2)`,
      [organizationId, snapshotId, jobId, SELECTED_STATUSES],
    );
  }

  async snapshot(tx: Tx, snapshotId: string): Promise<SnapshotRow[]> {
    const rows = await tx.query<Omit<SnapshotRow, 'score'> & { readonly score: string | null }>(
      `SELECT score, selected, sex, race_ethnicity AS "raceEthnicity", age_band AS "ageBand", disability
         FROM demographics.snapshot_rows WHERE snapshot_id = $1 ORDER BY number`,
      [snapshotId],
    );
    return rows.map((row) => ({ ...row, score: row.score === null ? null : Number(row.score) }));
  }
}
