export { screeningMigrations } from './screening.context.js';
export { ScreeningHttpModule } from './screening-http.module.js';
export { ScreeningWorkerModule } from './screening-worker.module.js';
