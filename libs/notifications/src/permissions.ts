import { definePermissions } from '@shortlist/platform';

/** Who may do what here; admins may do everything. */
export const notificationsPermissions = definePermissions('notifications', {
  'notification:read': ['recruiter', 'hiring_manager', 'viewer'],
  /** Alerts name groups: for those who may read the reports. */
  'fairness_alert:read': [],
  'message:read': ['recruiter'],
  'event:read': [],
  'template:read': ['recruiter'],
  'template:write': [],
  'webhook:manage': [],
});
