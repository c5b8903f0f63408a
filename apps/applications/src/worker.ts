import { ApplicationsWorkerModule } from '@shortlist/applications';
import { runWorker } from '@shortlist/platform';

await runWorker({ context: 'applications', modules: [ApplicationsWorkerModule], port: 3003 });
