import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Environment, PostgresServer } from '@shortlist/platform';
import { Installation } from '@shortlist/standalone';

// The whole system as `npm start` runs it, durable, without sample data. It deletes its data when it ends, also when the benchmark is gone.

const folder = process.env.DATA_DIR;
const installation = await Installation.open({ environment: new Environment(process.env) });
const server = await PostgresServer.prepare({ folder: join(folder, 'postgres') });
let ending = null;
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(signal, () => (ending ??= end()));
process.send({ url: installation.url, postgres: server.pid() });

async function end() {
  await installation.close();
  server.remove();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}
