import { defineTask } from '@shortlist/platform';

class NoInput {}

/** Every minute: what changed within one is compared, and told of, together. */
export const alertSearchesTask = defineTask({
  name: 'candidates.alert_searches',
  payload: NoInput,
  attempts: 2,
  retryDelaySeconds: 20,
  timeoutSeconds: 3_600,
  concurrency: 1,
  schedule: { cron: '* * * * *' },
});
