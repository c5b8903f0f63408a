import type { MigrationSet } from '@shortlist/platform';

export { AuthHttpModule } from './auth-http.module.js';
export { AuthWorkerModule } from './auth-worker.module.js';
export const authMigrations: MigrationSet = { schema: 'auth', folder: new URL('./persistence/migrations/', import.meta.url) };
