import { defineTask } from '@shortlist/platform';

class NoInput {}

/** Looks every minute whether the search index is there, and builds it from the records where it is not. */
export const rebuildSearchTask = defineTask({
  name: 'candidates.rebuild_search',
  payload: NoInput,
  attempts: 3,
  retryDelaySeconds: 10,
  timeoutSeconds: 3_600,
  concurrency: 1,
  schedule: { cron: '* * * * *' },
});

/** Hourly: what an outage of the index longer than the tries of a task has left behind. */
export const compareSearchTask = defineTask({
  name: 'candidates.compare_search',
  payload: NoInput,
  attempts: 2,
  retryDelaySeconds: 60,
  timeoutSeconds: 3_600,
  concurrency: 1,
  schedule: { cron: '23 * * * *' },
});
