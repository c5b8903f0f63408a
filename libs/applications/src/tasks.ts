import { defineTask } from '@shortlist/platform';

class NoInput {}

/** Hourly: a day is long enough for everybody, an hour more or less is nothing. */
export const removeOrphanedUploadsTask = defineTask({
  name: 'applications.remove_orphaned_uploads',
  payload: NoInput,
  attempts: 2,
  retryDelaySeconds: 60,
  timeoutSeconds: 1_800,
  concurrency: 1,
  schedule: { cron: '41 * * * *' },
});
