import { availableParallelism } from 'node:os';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<string> | string} run resolves to what is wrong; an empty text is good news
 */

/**
 * Runs steps side by side, one per core, prints a line for each and what failed at the end.
 * @param {Step[]} steps
 * @returns {Promise<boolean>} whether all passed
 */
export async function runSteps(steps) {
  const started = performance.now();
  const waiting = [...steps];
  const failures = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const problem = await runStep(step);
      if (problem !== '') failures.push({ name: step.name, problem });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  for (const { name, problem } of failures) console.log(`\n--- ${name} ---\n${problem}`);
  const names = failures.map(({ name }) => name).join(', ');
  console.log(
    `\n${steps.length - failures.length} of ${steps.length} checks passed in ${seconds(started)}${names && `; failed: ${names}`}`,
  );
  return failures.length === 0;
}

async function runStep({ name, run }) {
  const started = performance.now();
  const problem = await Promise.resolve()
    .then(run)
    .catch((error) => String(error.stack));
  console.log(`${problem === '' ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${seconds(started).padStart(7)}`);
  return problem;
}

const seconds = (since) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
