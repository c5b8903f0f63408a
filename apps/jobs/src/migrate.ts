import { jobsMigrations } from '@shortlist/jobs';
import { runMigrate } from '@shortlist/platform';

await runMigrate(jobsMigrations);
