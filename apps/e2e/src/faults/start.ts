import { Environment } from '@shortlist/platform';
import { Installation } from '@shortlist/standalone';

// The process that the fault proof starts and kills: the whole system, without sample data. Its variables are its argument.
const variables = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>;
const installation = await Installation.open({ environment: new Environment(variables) });
process.once('SIGTERM', () => void installation.close());
