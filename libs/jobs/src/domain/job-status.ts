import type { JobStatus } from '@shortlist/contracts';
import { CodedError } from '@shortlist/platform';
import type { Job } from './job.js';

/** Where a job may go from where it is. Nothing leads out of `closed`: whoever hires again posts again. */
export const JOB_TRANSITIONS: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  draft: ['open'],
  open: ['on_hold', 'closed'],
  on_hold: ['open', 'closed'],
  closed: [],
};

/** The job in another status; it is published when it opens for the first time. */
export function moveJob(job: Job, status: JobStatus, now: Date): Job {
  const reachable = JOB_TRANSITIONS[job.status];
  if (!reachable.includes(status)) {
    const ways = reachable.length > 0 ? `From ${job.status} it can go to ${reachable.join(' or ')}.` : 'A closed job stays closed.';
    throw new CodedError('jobs.status_not_reachable', 'conflict', `The job cannot go from ${job.status} to ${status}. ${ways}`);
  }
  const publishedAt = status === 'open' ? (job.publishedAt ?? now) : job.publishedAt;
  return { ...job, status, publishedAt, version: job.version + 1 };
}
