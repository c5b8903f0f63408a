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
const folder = mkdtempSync(join(tmpdir(), 'shortlist-results-'));
const results = join(folder, 'results.json');

const code = await runNodeInForeground([
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  // Each worker may run a PostgreSQL of its own: more of them than this slow one another down.
  `--maxWorkers=${Math.min(Math.max(availableParallelism(), 2), 8)}`,
  // Modules of finished spec files stay in memory; a worker above the limit is replaced.
  '--workerIdleMemoryLimit=1GB',
  '--json',
  `--outputFile=${results}`,
  ...process.argv.slice(2),
  '--projects',
  ...projects,
]);
const sum = sumUp(existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined, code);
rmSync(folder, { recursive: true, force: true });
console.log(closingLine(sum));
process.exitCode = sum.failed === 0 ? 0 : 1;
