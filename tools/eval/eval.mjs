import { ensureBuilt } from '../scripts/build.mjs';
import { runNodeInForeground } from '../workspace/node.mjs';

// What is evaluated is the build, on the Node that came with it: a parsing process started from sources would load the compiler too.

await ensureBuilt({ announce: (line) => console.error(line) });
process.exitCode = await runNodeInForeground(['tools/eval/main.mjs', ...process.argv.slice(2)]);
