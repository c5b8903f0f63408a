import { definePermissions } from '@shortlist/platform';

export const screeningPermissions = definePermissions('screening', {
  'criteria:read': ['recruiter', 'hiring_manager', 'viewer'],
  'criteria:write': ['recruiter', 'hiring_manager'],
  'screening:read': ['recruiter', 'hiring_manager', 'viewer'],
  /** Screen again, replay, rank again. */
  'screening:run': ['recruiter', 'hiring_manager'],
  'screening:override': ['recruiter', 'hiring_manager'],
  /** Files of nobody in particular, which may ask a model. */
  'cv:analyze': ['recruiter', 'hiring_manager'],
  /** What groups score and how they fare is for few eyes. */
  'fairness:read': [],
  'fairness:run': [],
  'demographics:write': [],
  /** What models cost is for those who pay. */
  'model_usage:read': [],
  /** Who sees candidates' data is for those who answer for it. */
  'model_settings:read': [],
  'model_settings:write': [],
  'match:read': ['recruiter', 'hiring_manager', 'viewer'],
  /** Match again, analyse in depth. */
  'match:run': ['recruiter', 'hiring_manager'],
  'match:write': ['recruiter', 'hiring_manager'],
  'shortlist:read': ['recruiter', 'hiring_manager', 'viewer'],
});
