import { onlyJobsOf } from '@shortlist/platform';
import type { Principal } from '@shortlist/platform';
import { notYourJob } from './job.errors.js';

/** Whether the job is within the caller's reach. What is not must look absent. */
export function mayReach(principal: Principal, job: { readonly hiringManagerId: string | null }): boolean {
  const only = onlyJobsOf(principal);
  return only === null || job.hiringManagerId === only;
}

/** Hiring managers post jobs of their own only. */
export function assertOwn(principal: Principal, content: { readonly hiringManagerId?: string | null }): void {
  const only = onlyJobsOf(principal);
  if (only !== null && content.hiringManagerId !== undefined && content.hiringManagerId !== only) throw notYourJob();
}
