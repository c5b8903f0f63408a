/**
 * What an API key may be allowed to do: permissions (`resource:verb`) of all contexts, since a key works everywhere. Left out on purpose is
 * what only people do: administer users and keys, and say something else than a screening said.
 */
export const API_KEY_SCOPES = [
  'application:delete',
  'application:move',
  'application:read',
  'application:submit',
  'candidate:read',
  'candidate:write',
  'criteria:read',
  'criteria:write',
  'cv:analyze',
  'demographics:write',
  'event:read',
  'fairness:read',
  'fairness:run',
  'job:analyze',
  'job:read',
  'job:write',
  'match:read',
  'match:run',
  'match:write',
  'message:read',
  'model_usage:read',
  'notification:read',
  'screening:read',
  'screening:run',
  'shortlist:read',
  'skill:read',
  'skill:write',
  'task:cancel',
  'task:read',
  'template:read',
  'template:write',
  'webhook:manage',
] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];
