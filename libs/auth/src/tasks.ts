import { defineTask } from '@shortlist/platform';

/** Tasks that need to know nothing. */
export class NoInput {}

export const rotateSigningKeysTask = defineTask({
  name: 'auth.rotate_signing_keys',
  payload: NoInput,
  attempts: 5,
  retryDelaySeconds: 60,
  timeoutSeconds: 120,
  concurrency: 1,
  schedule: { cron: '17 * * * *' },
});

export const deleteExpiredSessionsTask = defineTask({
  name: 'auth.delete_expired_sessions',
  payload: NoInput,
  attempts: 3,
  retryDelaySeconds: 60,
  timeoutSeconds: 300,
  concurrency: 1,
  schedule: { cron: '41 3 * * *' },
});
