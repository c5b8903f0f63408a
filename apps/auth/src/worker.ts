import { AuthWorkerModule } from '@shortlist/auth';
import { runWorker } from '@shortlist/platform';

await runWorker({ context: 'auth', modules: [AuthWorkerModule], port: 3001 });
