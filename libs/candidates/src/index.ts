export { candidatesMigrations } from './candidates.context.js';
export { CandidatesHttpModule } from './candidates-http.module.js';
export { CandidatesWorkerModule } from './candidates-worker.module.js';
