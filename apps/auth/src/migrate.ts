import { authMigrations } from '@shortlist/auth';
import { runMigrate } from '@shortlist/platform';

await runMigrate(authMigrations);
