import { definePermissions } from '../../http/access/permissions.js';

export const taskPermissions = definePermissions('platform', {
  'task:read': ['recruiter', 'hiring_manager', 'viewer'],
  'task:cancel': ['recruiter', 'hiring_manager'],
});
