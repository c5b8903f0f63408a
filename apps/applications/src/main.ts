import { ApplicationsHttpModule } from '@shortlist/applications';
import { runHttp } from '@shortlist/platform';

await runHttp({ context: 'applications', modules: [ApplicationsHttpModule], port: 3003 });
