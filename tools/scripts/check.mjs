import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { manifestProblems } from '../checks/manifests.mjs';
import { readmeProblems } from '../checks/readmes.mjs';
import { runbookProblems } from '../checks/runbook.mjs';
import { wordProblems } from '../checks/words.mjs';
import { runNode } from '../workspace/node.mjs';
import { workspaceRoot } from '../workspace/root.mjs';
import { runSteps } from './steps.mjs';

// Everything that needs no running system. `--fix` formats and repairs what tools can repair first.

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

const USAGE = `Usage: npm run check [-- --fix]

Lint, types, format, generated files, manifests, READMEs and words. Needs no running system.
  --fix    write the generated files, format, and repair what lint can, before that
`;
const { values } = parseArgs({ options: { fix: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
if (values.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const tool = (name, args) => ({
  name,
  run: async () => {
    const { code, output } = await runNode(args);
    return code === 0 ? '' : output || `exit code ${code}`;
  },
});
const inspection = (name, inspect) => ({ name, run: () => inspect(workspaceRoot).join('\n') });

/** Each generator writes files from the code; with `--check` it says which are out of step. */
const generators = readdirSync(import.meta.dirname)
  .filter((name) => /^generate-[a-z-]+\.mjs$/.test(name))
  .map((name) => join('tools/scripts', name));

if (values.fix) {
  for (const generator of generators) await runNode([generator]);
  await runNode([...PRETTIER, '--write', '.']);
  await runNode([...ESLINT, '--fix', '.']);
}
const passed = await runSteps([
  tool('lint', [...ESLINT, '.']),
  tool('types', ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json']),
  tool('format', [...PRETTIER, '--check', '.']),
  ...generators.map((file) => tool(basename(file, '.mjs'), [file, '--check'])),
  inspection('manifests', manifestProblems),
  inspection('readmes', readmeProblems),
  inspection('runbook', runbookProblems),
  inspection('words', wordProblems),
]);
process.exitCode = passed ? 0 : 1;
