import { ensureBuilt } from '../scripts/build.mjs';
import { runNodeInForeground } from '../workspace/node.mjs';

// What is measured is the build, on the Node that came with it.

await ensureBuilt({ announce: (line) => console.error(line) });
process.exitCode = await runNodeInForeground(['tools/bench/main.mjs', ...process.argv.slice(2)]);
