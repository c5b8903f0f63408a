export { candidatesMigrations } from './candidates.context.js';
export { CandidatesHttpModule } from './candidates-http.module.js';
export { CandidatesSearchModule } from './candidates-search.module.js';
export { CandidatesWorkerModule } from './candidates-worker.module.js';
export { RebuildSearch } from './use-cases/rebuild-search.use-case.js';
export type { RebuiltSearch } from './use-cases/rebuild-search.use-case.js';
