import { Injectable } from '@nestjs/common';
import type { Tx } from '@shortlist/platform';
import { LEFT_OUT_STATUSES } from '../domain/sample.js';
import type { SampleVerdict } from '../domain/sample.js';

/** A random sample of those whom a list left out. The frame itself stays in the database: it may be long. */
export interface Sample {
  readonly id: string;
  readonly jobId: string;
  readonly shortlistVersion: number;
  readonly criteriaVersion: number;
  readonly method: string;
  readonly seed: string;
  readonly frameSize: number;
  /** SHA-256 of the ids of the frame in order, one a line. */
  readonly frameHash: string;
  /** As many as were asked for, or the whole frame. */
  readonly size: number;
  readonly drawnBy: string;
  readonly drawnAt: Date;
}

export interface DrawnSample extends Omit<Sample, 'frameSize' | 'frameHash'> {
  readonly organizationId: string;
}

/** One of those that a sample hit, with the newest verdict. */
export interface SampledApplication {
  readonly position: number;
  readonly applicationId: string;
  /** The record by which it was left out. */
  readonly screeningId: string | null;
  readonly verdict: StoredVerdict | null;
}

export interface StoredVerdict {
  readonly id: string;
  readonly verdict: SampleVerdict;
  /** Sealed under the person's key. */
  readonly reason: string;
  readonly userId: string;
  readonly createdAt: Date;
}

const SAMPLES = `SELECT id, job_id AS "jobId", shortlist_version AS "shortlistVersion", criteria_version AS "criteriaVersion", method, seed,
    cardinality(frame) AS "frameSize", frame_hash AS "frameHash", drawn_by AS "drawnBy", drawn_at AS "drawnAt",
    (SELECT count(*)::int FROM screening.sampled_applications a WHERE a.sample_id = s.id) AS size
  FROM screening.shortlist_samples s WHERE job_id = $1`;

/** Samples and what people said of them; written once. */
@Injectable()
export class SampleRepository {
  /** Takes everybody who has a score, is not on the stored list and was not moved on as the frame, and draws from it: in the database, whatever its length. */
  async draw(tx: Tx, sample: DrawnSample): Promise<void> {
    const { id, organizationId, jobId, shortlistVersion, criteriaVersion, method, seed, size, drawnBy, drawnAt } = sample;
    await tx.execute(
      `INSERT INTO screening.shortlist_samples
         (id, organization_id, job_id, shortlist_version, criteria_version, method, seed, drawn_by, drawn_at, frame, frame_hash)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce(array_agg(application_id ORDER BY application_id), '{}'),
              encode(sha256(convert_to(coalesce(string_agg(application_id::text, E'\\n' ORDER BY application_id), ''), 'UTF8')), 'hex')
         FROM screening.screening_subjects s
        WHERE job_id = $3 AND score IS NOT NULL AND status = ANY($10) AND NOT EXISTS (
          SELECT FROM screening.shortlist_entries e WHERE e.job_id = s.job_id AND e.application_id = s.application_id)`,
      [id, organizationId, jobId, shortlistVersion, criteriaVersion, method, seed, drawnBy, drawnAt, LEFT_OUT_STATUSES],
    );
    await tx.execute(
      `INSERT INTO screening.sampled_applications (organization_id, sample_id, position, application_id, screening_id)
       SELECT $2, $1, row_number() OVER (ORDER BY hash, application_id), application_id, screening_id
         FROM (SELECT application_id, sha256(convert_to(seed || ':' || application_id::text, 'UTF8')) AS hash
                 FROM screening.shortlist_samples, unnest(frame) AS application_id
                WHERE id = $1 ORDER BY hash, application_id LIMIT $3) AS drawn
         JOIN screening.screening_subjects USING (application_id)`,
      [id, organizationId, size],
    );
  }

  async count(tx: Tx, jobId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM screening.shortlist_samples WHERE job_id = $1', [
      jobId,
    ]);
    return row?.count ?? 0;
  }

  async find(tx: Tx, jobId: string, id: string): Promise<Sample | null> {
    const [sample] = await tx.query<Sample>(`${SAMPLES} AND id = $2`, [jobId, id]);
    return sample ?? null;
  }

  /** The newest first. */
  list(tx: Tx, jobId: string, { limit, offset, after }: { limit: number; offset: number; after: string | null }): Promise<Sample[]> {
    const sql = `${SAMPLES} AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3 OFFSET $4`;
    return tx.query<Sample>(sql, [jobId, after, limit, offset]);
  }

  /** In the order in which they were drawn. */
  async applications(tx: Tx, sampleId: string): Promise<SampledApplication[]> {
    const rows = await tx.query<Omit<SampledApplication, 'verdict'> & Partial<StoredVerdict>>(
      `SELECT a.position, a.application_id AS "applicationId", a.screening_id AS "screeningId", v.*
         FROM screening.sampled_applications a LEFT JOIN LATERAL (
           SELECT id, verdict, reason, user_id AS "userId", created_at AS "createdAt" FROM screening.sample_verdicts
            WHERE sample_id = a.sample_id AND application_id = a.application_id ORDER BY id DESC LIMIT 1) AS v ON true
        WHERE a.sample_id = $1 ORDER BY a.position`,
      [sampleId],
    );
    return rows.map(({ position, applicationId, screeningId, id, verdict, reason, userId, createdAt }) => ({
      ...{ position, applicationId, screeningId },
      verdict: id && verdict && reason && userId && createdAt ? { id, verdict, reason, userId, createdAt } : null,
    }));
  }

  async holds(tx: Tx, sampleId: string, applicationId: string): Promise<boolean> {
    const sql = 'SELECT FROM screening.sampled_applications WHERE sample_id = $1 AND application_id = $2';
    return (await tx.query(sql, [sampleId, applicationId])).length > 0;
  }

  async insertVerdict(
    tx: Tx,
    { organizationId, sampleId, applicationId }: { organizationId: string; sampleId: string; applicationId: string },
    { id, verdict, reason, userId, createdAt }: StoredVerdict,
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.sample_verdicts (id, organization_id, sample_id, application_id, verdict, reason, user_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, organizationId, sampleId, applicationId, verdict, reason, userId, createdAt],
    );
  }
}
