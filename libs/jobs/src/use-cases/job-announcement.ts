import type { JobsChangedV1 } from '@shortlist/contracts';
import type { EventMeta, StaffPrincipal } from '@shortlist/platform';
import type { Job } from '../domain/job.js';

/** The newest state of a job, as other contexts keep it. */
export function snapshotOf(job: Job): JobsChangedV1 {
  const { id: jobId, title, description, status, department, location, openings, duplicatePolicy } = job;
  const requirements = job.requirements.map(({ type, value, mandatory }) => ({ type, value, mandatory }));
  const deletedAt = job.deletedAt?.toISOString() ?? null;
  return { jobId, title, description, status, department, location, openings, duplicatePolicy, requirements, deletedAt };
}

/** Who changed the job, and the version by which readers tell the newest snapshot. */
export function metaOf(job: Job, actor: StaffPrincipal): EventMeta {
  const kind = actor.role === 'service' ? 'api_key' : 'user';
  return { organizationId: job.organizationId, actor: { kind, id: actor.userId }, aggregateVersion: job.version };
}
