import { JobsHttpModule } from '@shortlist/jobs';
import { runHttp } from '@shortlist/platform';

await runHttp({ context: 'jobs', modules: [JobsHttpModule], port: 3002 });
