import { Injectable } from '@nestjs/common';
import type { FeedbackGivenV1, FeedbackKind } from '@shortlist/contracts';
import type { Tx } from '@shortlist/platform';
import type { StandingFeedback } from '../domain/feedback.js';

/** Whom to look for: an applicant by application and, where it is known, candidate; somebody who did not apply by candidate alone. */
export interface FeedbackTarget {
  readonly jobId: string | null;
  readonly applicationId: string | null;
  readonly candidateId: string | null;
}

/** Somebody of whom anything was said, and the score that stands beside it. */
export interface JudgedApplication {
  readonly applicationId: string;
  readonly candidateId: string | null;
  /** Null without one, or under other criteria than those asked for. */
  readonly score: number | null;
}

/** Feedback as it was told last. Nothing that scores or ranks may read it. */
@Injectable()
export class FeedbackCopyRepository {
  /** An older word of the same person comes too late. */
  async upsert(tx: Tx, organizationId: string, data: FeedbackGivenV1): Promise<void> {
    await tx.execute(
      `INSERT INTO screening.feedback_copies (organization_id, job_id, application_id, candidate_id, user_id, number, kind, given_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (organization_id, job_id, application_id, candidate_id, user_id) DO UPDATE SET number = excluded.number, kind = excluded.kind,
         given_at = excluded.given_at WHERE feedback_copies.number < excluded.number`,
      [...[organizationId, data.jobId, data.applicationId, data.candidateId, data.userId], ...[data.number, data.kind, data.givenAt]],
    );
  }

  /**
   * What each member of staff says last of each of them for the job, in the order of the targets. What was said of a candidate, or of a record that was
   * merged into theirs, before they applied counts for the application too, and what was said of their applications counts where only the candidate is named.
   */
  async standing(tx: Tx, targets: readonly FeedbackTarget[]): Promise<StandingFeedback[][]> {
    const found: StandingFeedback[][] = targets.map(() => []);
    if (targets.length === 0) return found;
    const rows = await tx.query<StandingFeedback & { readonly place: number }>(
      `SELECT DISTINCT ON (w.place, f.user_id) w.place::int AS place, f.user_id AS "userId", f.kind
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS w(job_id, application_id, candidate_id, place)
        CROSS JOIN LATERAL (
          SELECT a.* FROM screening.feedback_copies a WHERE a.application_id = w.application_id
          UNION ALL
          SELECT c.* FROM screening.records_of(w.candidate_id) AS r(id)
            JOIN screening.feedback_copies c ON c.candidate_id = r.id AND c.job_id = w.job_id
          UNION ALL
          SELECT o.* FROM screening.screening_subjects s JOIN screening.feedback_copies o ON o.application_id = s.application_id
           WHERE w.application_id IS NULL AND s.candidate_id = w.candidate_id AND s.job_id = w.job_id) f
        ORDER BY w.place, f.user_id, f.given_at DESC, f.number DESC`,
      [targets.map((one) => one.jobId), targets.map((one) => one.applicationId), targets.map((one) => one.candidateId)],
    );
    for (const { place, userId, kind } of rows) found[place - 1]?.push({ userId, kind });
    return found;
  }

  /** Applications to the job of which something was said, or of whose candidate, with their scores under a version of the criteria. */
  async judgedApplications(tx: Tx, jobId: string, criteriaVersion: number): Promise<JudgedApplication[]> {
    const rows = await tx.query<Omit<JudgedApplication, 'score'> & { readonly score: string | null }>(
      `SELECT s.application_id AS "applicationId", s.candidate_id AS "candidateId", CASE WHEN s.criteria_version = $2 THEN s.score END AS score
         FROM screening.screening_subjects s
        WHERE s.job_id = $1 AND EXISTS (SELECT FROM screening.feedback_copies f
          WHERE f.job_id = $1 AND (f.application_id = s.application_id OR screening.person_of(f.candidate_id) = s.candidate_id))`,
      [jobId, criteriaVersion],
    );
    return rows.map((row) => ({ ...row, score: row.score === null ? null : Number(row.score) }));
  }

  /** Candidates of whom something was said for the job and who did not apply to it. */
  async judgedCandidates(tx: Tx, jobId: string): Promise<string[]> {
    const rows = await tx.query<{ candidateId: string }>(
      `SELECT DISTINCT p.id AS "candidateId" FROM screening.feedback_copies f CROSS JOIN LATERAL screening.person_of(f.candidate_id) AS p(id)
        WHERE f.job_id = $1 AND p.id IS NOT NULL
          AND NOT EXISTS (SELECT FROM screening.screening_subjects s WHERE s.job_id = $1 AND s.candidate_id = p.id)`,
      [jobId],
    );
    return rows.map((row) => row.candidateId);
  }
}

export const kindsOf = (standing: readonly StandingFeedback[]): FeedbackKind[] => standing.map(({ kind }) => kind);
