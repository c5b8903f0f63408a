import { applicationsMigrations } from '@shortlist/applications';
import { runMigrate } from '@shortlist/platform';

await runMigrate(applicationsMigrations);
