import { definePermissions } from '../../http/access/permissions.js';

export const taskPermissions = definePermissions('platform', {
  'task:read': ['recruiter', 'hiring_manager', 'viewer'],
  /** Not hiring managers: a task does not tell whose job it is for. */
  'task:cancel': ['recruiter'],
});
