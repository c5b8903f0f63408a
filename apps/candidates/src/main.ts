import { CandidatesHttpModule } from '@shortlist/candidates';
import { runHttp } from '@shortlist/platform';

await runHttp({ context: 'candidates', modules: [CandidatesHttpModule], port: 3004 });
