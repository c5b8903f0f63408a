import { ensureBuilt } from './build.mjs';

// `npm start`: one process, so that Ctrl-C and SIGTERM reach the system itself.

await ensureBuilt({ announce: (line) => console.error(line) });
await import('../../apps/standalone/dist/main.js');
