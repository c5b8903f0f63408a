import { NotificationsWorkerModule } from '@shortlist/notifications';
import { runWorker } from '@shortlist/platform';

await runWorker({ context: 'notifications', modules: [NotificationsWorkerModule], port: 3007 });
