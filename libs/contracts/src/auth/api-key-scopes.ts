/**
 * What an API key may be allowed to do: permissions (`resource:verb`) of all contexts, since a key works everywhere. Left out on purpose is
 * what only people do: administer users and keys, and say something else than a screening said.
 */
export const API_KEY_SCOPES = [
  'application:move',
  'application:read',
  'application:submit',
  'candidate:read',
  'candidate:write',
  'criteria:read',
  'criteria:write',
  'event:read',
  'job:read',
  'job:write',
  'message:read',
  'notification:read',
  'screening:read',
  'screening:run',
  'shortlist:read',
  'task:cancel',
  'task:read',
  'template:read',
  'template:write',
  'webhook:manage',
] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];
