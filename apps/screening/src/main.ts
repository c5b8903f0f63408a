import { ScreeningHttpModule } from '@shortlist/screening';
import { runHttp } from '@shortlist/platform';

await runHttp({ context: 'screening', modules: [ScreeningHttpModule], port: 3005 });
