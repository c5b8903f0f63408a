import { CandidatesWorkerModule } from '@shortlist/candidates';
import { runWorker } from '@shortlist/platform';

await runWorker({ context: 'candidates', modules: [CandidatesWorkerModule], port: 3004 });
