import { definePermissions } from '@shortlist/platform';

export const candidatePermissions = definePermissions('candidates', {
  'candidate:read': ['recruiter', 'hiring_manager', 'interviewer', 'viewer'],
  'candidate:write': ['recruiter'],
  'skill:read': ['recruiter', 'hiring_manager', 'interviewer', 'viewer'],
  'skill:write': [],
});
