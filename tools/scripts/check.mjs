import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { alertProblems } from '../checks/alerts.mjs';
import { containerProblems } from '../checks/containers.mjs';
import { manifestProblems } from '../checks/manifests.mjs';
import { readmeProblems } from '../checks/readmes.mjs';
import { runbookProblems } from '../checks/runbook.mjs';
import { wordProblems } from '../checks/words.mjs';
import { runNode } from '../workspace/node.mjs';
import { workspaceRoot } from '../workspace/root.mjs';
import { runSteps } from './steps.mjs';

// Everything that needs no running system. `--fix` first writes what is generated and repairs what tools can.

const PRETTIER = ['node_modules/prettier/bin/prettier.cjs', '--cache', '--cache-location', '.cache/prettier', '--log-level', 'warn'];
const ESLINT = [
  'node_modules/eslint/bin/eslint.js',
  '--cache',
  '--cache-strategy',
  'content',
  '--cache-location',
  '.cache/eslint',
  '--max-warnings',
  '0',
];

const values = new Command('check')
  .description('Checks lint, types, format, generated files, manifests, READMEs and words: everything that needs no running system.')
  .option('--fix', 'first write what is generated, and let the tools repair format and lint')
  .parse()
  .opts();

const tool = (name, args) => ({
  name,
  run: async () => {
    const { code, output } = await runNode(args);
    return code === 0 ? '' : output || `exit code ${code}`;
  },
});
const inspection = (name, inspect) => ({ name, run: () => inspect(workspaceRoot).join('\n') });

/** Each generator writes files from the code; with `--check` it says which are out of step. */
const generators = readdirSync(import.meta.dirname).filter((name) => /^generate-[a-z-]+\.mjs$/.test(name));

if (values.fix) {
  for (const name of generators) await runNode([join('tools/scripts', name)]);
  await runNode([...PRETTIER, '--write', '.']);
  await runNode([...ESLINT, '--fix', '.']);
}
const passed = await runSteps([
  tool('lint', [...ESLINT, '.']),
  tool('types', ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json']),
  tool('format', [...PRETTIER, '--check', '.']),
  ...generators.map((name) => tool(name.replace('.mjs', ''), [join('tools/scripts', name), '--check'])),
  inspection('containers', containerProblems),
  inspection('manifests', manifestProblems),
  inspection('readmes', readmeProblems),
  inspection('runbook', runbookProblems),
  inspection('alerts', alertProblems),
  inspection('words', wordProblems),
]);
process.exitCode = passed ? 0 : 1;
