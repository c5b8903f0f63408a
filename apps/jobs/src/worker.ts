import { JobsWorkerModule } from '@shortlist/jobs';
import { runWorker } from '@shortlist/platform';

await runWorker({ context: 'jobs', modules: [JobsWorkerModule], port: 3002 });
