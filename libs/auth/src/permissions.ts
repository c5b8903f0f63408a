import { definePermissions } from '@shortlist/platform';

/** Permissions of this context and the roles that hold them beside `admin`. */
export const authPermissions = definePermissions('auth', {
  'user:create': [],
  'user:read': [],
  'api_key:manage': [],
});
