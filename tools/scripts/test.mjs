import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProjects } from '../workspace/projects.mjs';
import { runNodeInForeground } from '../workspace/node.mjs';
import { workspaceRoot } from '../workspace/root.mjs';
import { closingLine, sumUp } from './test-results.mjs';

// One Jest over all projects: its workers take the next file of any project, which keeps two cores busier than one Jest per
// project does. Arguments go to Jest: `npm test -- libs/jobs`.

const projects = [...readProjects().map(({ folder }) => folder), 'tools'].filter((folder) =>
  existsSync(join(workspaceRoot, folder, 'jest.config.mjs')),
);
// Specs on real servers take turns: each runs servers of its own, and they are installed when the first one asks for them.
const [distributed, ...rest] = process.argv[2] === '--distributed' ? process.argv.slice(2) : ['', ...process.argv.slice(2)];
const workers = distributed ? 1 : Math.min(Math.max(availableParallelism(), 2), 8);
const folder = mkdtempSync(join(tmpdir(), 'shortlist-results-'));
const results = join(folder, 'results.json');

const code = await runNodeInForeground([
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  // Each worker may run a PostgreSQL of its own: more of them than this slow one another down.
  ...(distributed ? ['--testRegex', '\\.server-spec\\.ts$'] : []),
  `--maxWorkers=${workers}`,
  // Modules of finished spec files stay in memory; a worker above the limit is replaced.
  '--workerIdleMemoryLimit=1GB',
  '--json',
  `--outputFile=${results}`,
  ...rest,
  '--projects',
  ...projects,
]);
const sum = sumUp(existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined, code);
rmSync(folder, { recursive: true, force: true });
console.log(closingLine(sum));
process.exitCode = sum.failed === 0 ? 0 : 1;
