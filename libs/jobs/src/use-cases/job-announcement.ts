import type { JobsChangedV1 } from '@shortlist/contracts';
import { actorOf } from '@shortlist/platform';
import type { EventMeta, StaffPrincipal } from '@shortlist/platform';
import type { Job } from '../domain/job.js';

/** The newest state of a job, as other contexts keep it. */
export function snapshotOf(job: Job): JobsChangedV1 {
  const { id: jobId, title, description, status, department, location, openings, duplicatePolicy, hiringManagerId } = job;
  const requirements = job.requirements.map(({ type, value, mandatory }) => ({ type, value, mandatory }));
  const deletedAt = job.deletedAt?.toISOString() ?? null;
  return { jobId, title, description, status, department, location, openings, duplicatePolicy, requirements, deletedAt, hiringManagerId };
}

/** Who changed the job, and the version by which readers tell the newest snapshot. */
export function metaOf(job: Job, actor: StaffPrincipal): EventMeta {
  return { organizationId: job.organizationId, actor: actorOf(actor), aggregateVersion: job.version };
}
