import { notificationsMigrations } from '@shortlist/notifications';
import { runMigrate } from '@shortlist/platform';

await runMigrate(notificationsMigrations);
