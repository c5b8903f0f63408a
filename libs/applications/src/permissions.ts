import { definePermissions } from '@shortlist/platform';

export const applicationPermissions = definePermissions('applications', {
  'application:read': ['recruiter', 'hiring_manager', 'viewer'],
  'application:move': ['recruiter', 'hiring_manager'],
  'application:delete': ['recruiter'],
  /** Hand in resumes on behalf of candidates. */
  'application:submit': ['recruiter'],
  'feedback:read': ['recruiter', 'hiring_manager', 'viewer'],
  'feedback:write': ['recruiter', 'hiring_manager'],
});
