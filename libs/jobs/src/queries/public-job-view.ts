import type { Requirement } from '../domain/job.js';
import type { PublicJob } from '../domain/job-posting.js';

/** A job as public lists show it. */
export type PublicJobSummary = Omit<PublicJob, 'description'>;

/** A public job with all that it says. */
export interface PublicJobView extends PublicJob {
  readonly requirements: readonly Requirement[];
  readonly updatedAt: Date;
}

/** Selects a `PublicJobSummary` from `FROM_PUBLIC_JOBS`. */
export const PUBLIC_SUMMARY_COLUMNS = `
  p.id, json_build_object('name', o.name, 'slug', o.slug) AS organization, p.title, p.department, p.location,
  p.employment_type AS "employmentType", p.openings, p.published_at AS "publishedAt"`;

/** A job is shown as soon as the name of its organization is known. */
export const FROM_PUBLIC_JOBS = `FROM jobs.public_jobs p JOIN jobs.organization_copies o USING (organization_id)`;
