import { screeningMigrations } from '@shortlist/screening';
import { runMigrate } from '@shortlist/platform';

await runMigrate(screeningMigrations);
