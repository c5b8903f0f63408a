import { AuthHttpModule } from '@shortlist/auth';
import { runHttp } from '@shortlist/platform';

await runHttp({ context: 'auth', modules: [AuthHttpModule], port: 3001 });
