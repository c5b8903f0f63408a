import { ScreeningWorkerModule } from '@shortlist/screening';
import { runWorker } from '@shortlist/platform';

await runWorker({ context: 'screening', modules: [ScreeningWorkerModule], port: 3005 });
