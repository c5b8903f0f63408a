import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Verdict
 * @property {string} name
 * @property {boolean} caught every named test failed, and none because the sources could not be loaded
 * @property {string} detail
 * @property {number} seconds
 */

/**
 * Runs the named specs over a planted bug.
 * @param {import('./mutants.mjs').Mutant} mutant
 * @param {import('./source-copy.mjs').SourceCopy} copy
 * @returns {Promise<Verdict>}
 */
export async function hunt(mutant, copy) {
  const started = performance.now();
  const results = await copy.with(mutant.edits, () => runSpecs(copy.folder, mutant.specs, mutant.reds));
  return { name: mutant.name, ...judge(mutant, results), seconds: (performance.now() - started) / 1_000 };
}

/**
 * What the specs say while no bug is planted: a test that is red anyway catches nothing.
 * @param {import('./mutants.mjs').Mutant[]} mutants
 * @param {import('./source-copy.mjs').SourceCopy} copy
 * @returns {Promise<string[]>} what is wrong
 */
export async function healthOf(mutants, copy) {
  const specs = [...new Set(mutants.flatMap((mutant) => mutant.specs))];
  const results = await runSpecs(
    copy.folder,
    specs,
    mutants.flatMap(({ reds }) => reds),
  );
  const { failed, unloaded } = outcomes(results);
  const missing = mutants.flatMap(({ name, reds }) =>
    reds
      .filter((red) => !namesOf(results).some((full) => full.includes(red)))
      .map((red) => `${name} names a test that does not exist: ${red}`),
  );
  return [...unloaded, ...failed.map((name) => `red without a bug: ${name}`), ...missing];
}

/**
 * @param {import('./mutants.mjs').Mutant} mutant
 * @param {Record<string, any> | null} results what Jest wrote
 * @returns {{ caught: boolean, detail: string }}
 */
export function judge({ reds }, results) {
  if (!results) return { caught: false, detail: 'the specs did not run' };
  const { failed, unloaded } = outcomes(results);
  if (unloaded.length > 0) return { caught: false, detail: `the sources could not be loaded: ${unloaded[0]}` };
  const green = reds.filter((red) => !failed.some((name) => name.includes(red)));
  if (green.length > 0) return { caught: false, detail: `still green: ${green.join('; ')}` };
  return { caught: true, detail: `${failed.length} red` };
}

function outcomes(results) {
  const files = results?.testResults ?? [];
  const failed = files.flatMap((file) => file.assertionResults.filter((one) => one.status === 'failed').map((one) => one.fullName));
  const unloaded = files
    .filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    .map((file) => file.message.split('\n').find((line) => line.trim() !== '') ?? file.name);
  return { failed, unloaded };
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const namesOf = (results) => (results?.testResults ?? []).flatMap((file) => file.assertionResults.map((one) => one.fullName));

/**
 * Jest as `npm test` runs it, in the copy, with the named tests only: others would wait long for what a bug keeps from coming. A test that fails
 * leaves things running, so the end is forced. Null when it wrote nothing.
 */
function runSpecs(folder, specs, tests) {
  const output = join(folder, 'mutant-results.json');
  rmSync(output, { force: true });
  const projects = [...new Set(specs.map((spec) => spec.split('/').slice(0, 2).join('/')))];
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const args = [
    ...jest,
    '--silent',
    '--forceExit',
    '-t',
    tests.map(escaped).join('|'),
    '--json',
    `--outputFile=${output}`,
    ...specs,
    '--projects',
    ...projects,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(join(folder, 'node_modules/.bin/node'), args, { cwd: folder, stdio: 'ignore' });
    child.on('error', reject);
    child.on('close', () => resolve(existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : null));
  });
}
