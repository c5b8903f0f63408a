import type { DuplicatePolicy, JobStatus } from '@shortlist/contracts';
import type { EmploymentType, Requirement } from '../domain/job.js';

/** Counts of matching candidates. */
export interface MatchStatistics {
  readonly totalCandidates: number;
  readonly strongMatches: number;
  readonly goodMatches: number;
  readonly aiAnalyzedCount: number;
}

/** A job as lists show it. */
export interface JobSummary {
  readonly id: string;
  readonly title: string;
  readonly status: JobStatus;
  readonly department: string | null;
  readonly location: string | null;
  readonly employmentType: EmploymentType | null;
  readonly openings: number;
  readonly duplicatePolicy: DuplicatePolicy;
  readonly hiringManagerId: string | null;
  /** Null when matching has never heard of the job. */
  readonly matchStatistics: MatchStatistics | null;
  readonly publishedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A job with all that it says. */
export interface JobView extends JobSummary {
  readonly description: string | null;
  readonly requirements: readonly Requirement[];
  readonly version: number;
}

/** Selects a `JobSummary` from `FROM_JOBS`. */
export const SUMMARY_COLUMNS = `
  j.id, j.title, j.status, j.department, j.location, j.employment_type AS "employmentType", j.openings,
  j.duplicate_policy AS "duplicatePolicy", j.hiring_manager_id AS "hiringManagerId",
  CASE WHEN s.job_id IS NOT NULL THEN json_build_object('totalCandidates', s.total_candidates, 'strongMatches', s.strong_matches,
    'goodMatches', s.good_matches, 'aiAnalyzedCount', s.ai_analyzed_count) END AS "matchStatistics",
  j.published_at AS "publishedAt", j.created_at AS "createdAt", j.updated_at AS "updatedAt"`;

export const FROM_JOBS = `
  FROM jobs.jobs j LEFT JOIN jobs.match_statistics s ON s.organization_id = j.organization_id AND s.job_id = j.id`;
