import { NotificationsHttpModule } from '@shortlist/notifications';
import { runHttp } from '@shortlist/platform';

await runHttp({ context: 'notifications', modules: [NotificationsHttpModule], port: 3007 });
