import { definePermissions } from '@shortlist/platform';

/** Permissions of this context and the roles that hold them beside `admin`. Hiring managers reach their own jobs only. */
export const jobPermissions = definePermissions('jobs', {
  'job:read': ['recruiter', 'hiring_manager', 'viewer'],
  'job:write': ['recruiter', 'hiring_manager'],
  /** Draft requirements and analyse postings, which may ask a model. */
  'job:analyze': ['recruiter', 'hiring_manager'],
  'job:delete': ['recruiter'],
});
