import { Command } from 'commander';
import { proveHostileFiles } from '../../libs/resume-reader/src/parsing/hostile-files.fixture-spec.ts';

const MOST_PARENT_MIB = 50;
const MOST_NEIGHBOUR_P95 = 1.2;

const { mutations, seed, reduced } = new Command('prove:hostile-files')
  .description('Reads broken, cut, repeated and spliced resumes in the pool of parsing processes, and good ones beside them.')
  .option('--mutations <n>', 'files with something done to them', Number, 10_000)
  .option('--seed <n>', 'seed of what is done', Number, Date.now() % 100_000)
  .option('--reduced', 'a short run: 1,000 files')
  .parse()
  .opts();

const progress = (text) => process.stderr.write(`${text}\n`);
const proof = await proveHostileFiles({ mutations: reduced ? 1_000 : mutations, seed, progress });
// Memory and time are of this machine at this hour: they count in the full run, which has it to itself, and not in a test.
const holds = proof.holds && (reduced || (proof.parentMiB < MOST_PARENT_MIB && proof.neighbourP95 < MOST_NEIGHBOUR_P95));
process.stdout.write(`${holds ? 'holds' : 'BROKEN'}: ${proof.summary}; seed ${seed}\n`);
process.exitCode = holds ? 0 : 1;
