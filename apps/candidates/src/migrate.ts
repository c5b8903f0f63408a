import { candidatesMigrations } from '@shortlist/candidates';
import { runMigrate } from '@shortlist/platform';

await runMigrate(candidatesMigrations);
