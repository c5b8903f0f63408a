import { definePermissions } from '@shortlist/platform';

export const screeningPermissions = definePermissions('screening', {
  'criteria:read': ['recruiter', 'hiring_manager', 'interviewer', 'viewer'],
  'criteria:write': ['recruiter', 'hiring_manager'],
  'screening:read': ['recruiter', 'hiring_manager', 'viewer'],
  /** Screen again, replay, rank again. */
  'screening:run': ['recruiter', 'hiring_manager'],
  'screening:override': ['recruiter', 'hiring_manager'],
  'shortlist:read': ['recruiter', 'hiring_manager', 'viewer'],
});
