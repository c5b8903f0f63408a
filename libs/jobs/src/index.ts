import type { MigrationSet } from '@shortlist/platform';

export { JobsHttpModule } from './jobs-http.module.js';
export { JobsWorkerModule } from './jobs-worker.module.js';
export const jobsMigrations: MigrationSet = { schema: 'jobs', folder: new URL('./persistence/migrations/', import.meta.url) };
