import { onlyJobsOf } from '@shortlist/platform';
import type { Principal } from '@shortlist/platform';
import type { JobContent } from './job.js';
import { notYourJob } from './job.errors.js';

/** Whether the job is within the caller's reach. What is not must look absent. */
export function mayReach(principal: Principal, job: { readonly hiringManagerId: string | null }): boolean {
  const only = onlyJobsOf(principal);
  return only === null || job.hiringManagerId === only;
}

/** The content with its hiring manager: who is one and names nobody means themselves. */
export function withManager(principal: Principal, content: JobContent): JobContent {
  return { ...content, hiringManagerId: content.hiringManagerId ?? onlyJobsOf(principal) };
}

/** Hiring managers post jobs of their own only. */
export function assertOwn(principal: Principal, content: { readonly hiringManagerId?: string | null }): void {
  const only = onlyJobsOf(principal);
  if (only !== null && content.hiringManagerId !== undefined && content.hiringManagerId !== only) throw notYourJob();
}
