import type { DuplicatePolicy, JobStatus } from '@shortlist/contracts';
import { CodedError } from '@shortlist/platform';

export const EMPLOYMENT_TYPES = ['full_time', 'part_time', 'contract', 'temporary', 'internship'] as const;
export type EmploymentType = (typeof EMPLOYMENT_TYPES)[number];

/** One line of what a job asks for. */
export interface Requirement {
  readonly type: string;
  readonly value: string;
  readonly mandatory: boolean;
}

/** What people write into a posting. */
export interface JobContent {
  readonly title: string;
  readonly description: string | null;
  readonly department: string | null;
  readonly location: string | null;
  readonly employmentType: EmploymentType | null;
  readonly openings: number;
  readonly duplicatePolicy: DuplicatePolicy;
  /** The user whose job it is. */
  readonly hiringManagerId: string | null;
  readonly requirements: readonly Requirement[];
}

/** A posting of one organization. */
export interface Job extends JobContent {
  readonly id: string;
  readonly organizationId: string;
  readonly status: JobStatus;
  /** When it opened for the first time. */
  readonly publishedAt: Date | null;
  /** Grows with every change. */
  readonly version: number;
  readonly deletedAt: Date | null;
}

export const MOST_REQUIREMENTS = 100;

/** A new posting, not yet public. */
export function draftJob(id: string, organizationId: string, content: JobContent): Job {
  return { ...content, id, organizationId, status: 'draft', publishedAt: null, version: 1, deletedAt: null };
}

/** The posting with some of its content replaced. */
export function changeJob(job: Job, changes: Partial<JobContent>): Job {
  return { ...job, ...changes, version: job.version + 1 };
}

/** The posting with one more requirement. */
export function addRequirement(job: Job, requirement: Requirement): Job {
  if (job.requirements.length >= MOST_REQUIREMENTS) {
    throw new CodedError('jobs.too_many_requirements', 'rule', `A job has at most ${MOST_REQUIREMENTS} requirements.`);
  }
  return changeJob(job, { requirements: [...job.requirements, requirement] });
}

/** The posting, gone from every list. */
export function deleteJob(job: Job, now: Date): Job {
  return { ...job, deletedAt: now, version: job.version + 1 };
}

/** Whether everybody may read it. */
export function isPublic(job: Job): boolean {
  return job.status === 'open' && job.deletedAt === null;
}
