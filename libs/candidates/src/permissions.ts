import { definePermissions } from '@shortlist/platform';

export const candidatePermissions = definePermissions('candidates', {
  /** One person and their resumes; hiring managers reach those who applied to their own jobs. */
  'candidate:read': ['recruiter', 'hiring_manager', 'viewer'],
  /** Everybody whom the organization knows: lists, searches, duplicates, merges. */
  'candidate:search': ['recruiter', 'viewer'],
  'candidate:write': ['recruiter'],
  'skill:read': ['recruiter', 'hiring_manager', 'viewer'],
  'skill:write': [],
});
