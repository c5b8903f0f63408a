import { Command, Option } from 'commander';
import { healthOf, hunt } from '../mutants/hunt.mjs';
import { MUTANTS, REDUCED } from '../mutants/mutants.mjs';
import { SourceCopy } from '../mutants/source-copy.mjs';

/** A proof that takes longer is run by nobody. */
const MOST_SECONDS = 600;

const options = new Command('prove:mutants')
  .description('Plants one bug at a time in a copy of the sources; the specs that are named for it must go red.')
  .addOption(new Option('--only <name>', 'one mutant').choices(MUTANTS.map(({ name }) => name)))
  .option('--list', 'names the mutants and the promises that they break')
  .option('--reduced', `a short run: ${REDUCED.join(', ')}`)
  .parse()
  .opts();

if (options.list) {
  for (const { name, breaks } of MUTANTS) process.stdout.write(`${name.padEnd(32)} ${breaks}\n`);
} else {
  process.exitCode = (await prove(chosen())) ? 0 : 1;
}

function chosen() {
  if (options.only) return MUTANTS.filter(({ name }) => name === options.only);
  return options.reduced ? MUTANTS.filter(({ name }) => REDUCED.includes(name)) : MUTANTS;
}

async function prove(mutants) {
  const started = performance.now();
  const copy = SourceCopy.make();
  try {
    process.stderr.write('Running the specs without a bug …\n');
    const problems = await healthOf(mutants, copy);
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    const verdicts = [];
    for (const mutant of problems.length > 0 ? [] : mutants) {
      const verdict = await hunt(mutant, copy);
      verdicts.push(verdict);
      const state = verdict.caught ? 'caught  ' : 'SURVIVED';
      process.stdout.write(`${state} ${mutant.name.padEnd(32)} ${verdict.seconds.toFixed(0).padStart(3)} s  ${verdict.detail}\n`);
    }
    const caught = verdicts.filter((verdict) => verdict.caught).length;
    const seconds = (performance.now() - started) / 1_000;
    const holds = mutants.length > 0 && caught === mutants.length && seconds <= MOST_SECONDS;
    process.stdout.write(
      `${holds ? 'holds' : 'BROKEN'}: ${caught} of ${mutants.length} bugs caught, ${seconds.toFixed(0)} of at most ${MOST_SECONDS} s\n`,
    );
    return holds;
  } finally {
    copy.remove();
  }
}
