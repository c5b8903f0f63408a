export { candidatesMigrations } from './candidates.context.js';
export { CandidatesHttpModule } from './candidates-http.module.js';
export { CandidatesWorkerModule } from './candidates-worker.module.js';
export { startParserPool } from './parser-pool.js';
export type { ParseOutcome, ParserPool } from './parsing/index.js';
