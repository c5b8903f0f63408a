export { applicationsMigrations } from './applications.context.js';
export { ApplicationsHttpModule } from './applications-http.module.js';
export { ApplicationsWorkerModule } from './applications-worker.module.js';
