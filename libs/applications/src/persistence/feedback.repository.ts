import { Injectable } from '@nestjs/common';
import type { FeedbackKind } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';

/** What one person said of one application or candidate. */
export interface Feedback {
  readonly id: string;
  readonly jobId: string;
  /** Null when it is of a candidate. */
  readonly applicationId: string | null;
  /** Whom it is about: the candidate that was named, or the one of the application once it is known. */
  readonly candidateId: string | null;
  readonly userId: string;
  readonly number: number;
  readonly kind: FeedbackKind;
  /** Sealed. */
  readonly notes: string | null;
  readonly givenAt: Date;
  /** When a later word of the same person took its place; null while it stands. */
  readonly replacedAt: Date | null;
}

export interface FeedbackFilters {
  readonly jobId: string;
  readonly kind: FeedbackKind | null;
  readonly applicationId: string | null;
  readonly candidateId: string | null;
  readonly userId: string | null;
  /** Also what was replaced since. */
  readonly history: boolean;
}

/** What belongs together: one person's words about one application or candidate. */
type Series = Pick<Feedback, 'jobId' | 'applicationId' | 'candidateId' | 'userId'>;

const SAME_SERIES =
  'job_id = $1 AND application_id IS NOT DISTINCT FROM $2::uuid AND candidate_id IS NOT DISTINCT FROM $3::uuid AND user_id = $4';
/** Of applications that staff deleted nothing is shown. Those whose month was archived are not there to say so. */
const LISTED = `FROM applications.feedback f LEFT JOIN applications.applications a ON a.id = f.application_id
  WHERE f.job_id = $1 AND a.deleted_at IS NULL AND ($2::text IS NULL OR f.kind = $2) AND ($3::uuid IS NULL OR f.application_id = $3)
    AND ($4::uuid IS NULL OR coalesce(f.candidate_id, a.candidate_id) = $4) AND ($5::uuid IS NULL OR f.user_id = $5)
    AND ($6 OR f.replaced_at IS NULL)`;

@Injectable()
export class FeedbackRepository {
  /** Lets one person's words about one thing come one after the other, until the transaction ends. */
  async lock(tx: Tx, series: Series): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`applications.feedback:${seriesOf(series).join(':')}`]);
  }

  /** Notes that what stood does not stand any more; answers how much there was. */
  async updateReplaced(tx: Tx, series: Series, at: Date): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `WITH replaced AS (UPDATE applications.feedback SET replaced_at = $5 WHERE ${SAME_SERIES} AND replaced_at IS NULL RETURNING number)
       SELECT coalesce(max(number), 0) AS count FROM replaced`,
      [...seriesOf(series), at],
    );
    return row?.count ?? 0;
  }

  async insert(tx: Tx, organizationId: string, feedback: Omit<Feedback, 'replacedAt'>): Promise<void> {
    const { id, number, kind, notes, givenAt } = feedback;
    await tx.execute(
      `INSERT INTO applications.feedback (job_id, application_id, candidate_id, user_id, id, organization_id, number, kind, notes, given_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [...seriesOf(feedback), id, organizationId, number, kind, notes, givenAt],
    );
  }

  /** The newest first. */
  list(tx: Tx, filters: FeedbackFilters, window: { limit: number; offset: number; after: string | null }): Promise<Feedback[]> {
    return tx.query<Feedback>(
      `SELECT f.id, f.job_id AS "jobId", f.application_id AS "applicationId", coalesce(f.candidate_id, a.candidate_id) AS "candidateId",
              f.user_id AS "userId", f.number, f.kind, f.notes, f.given_at AS "givenAt", f.replaced_at AS "replacedAt"
         ${LISTED} AND ($7::uuid IS NULL OR f.id < $7) ORDER BY f.id DESC LIMIT $8 OFFSET $9`,
      [...listedBy(filters), window.after, window.limit, window.offset],
    );
  }

  /** The same without a window, to be counted. */
  counted(filters: FeedbackFilters): [sql: string, parameters: unknown[]] {
    return [`SELECT 1 ${LISTED}`, listedBy(filters)];
  }
}

function seriesOf({ jobId, applicationId, candidateId, userId }: Series): (string | null)[] {
  return [jobId, applicationId, candidateId, userId];
}

function listedBy({ jobId, kind, applicationId, candidateId, userId, history }: FeedbackFilters): unknown[] {
  return [jobId, kind, applicationId, candidateId, userId, history];
}
