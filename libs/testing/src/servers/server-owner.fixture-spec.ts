import { ServerProcess } from './server-process.js';

// A process that starts a server in the folder of its argument, tells its id, and is killed.
const server = new ServerProcess({
  name: 'owned',
  command: 'sleep',
  args: ['60'],
  folder: process.argv[2] ?? '',
  isReady: () => true,
});
await server.start();
process.send?.(server.pid);
