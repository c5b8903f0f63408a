import { Command } from 'commander';
import { REPAIRED_WITHIN_SECONDS, reconcileRun } from './reconcile-run.js';

const options = new Command('prove:reconcile')
  .description(
    `Lets rows lie still in every state that a reconciler knows, and waits until the system has set them all going again by itself, which takes it at most ${REPAIRED_WITHIN_SECONDS} s.`,
  )
  .option('--rows <n>', 'stuck rows of each kind', Number, 1_000)
  .option('--reduced', 'a short run: 40 of each')
  .parse()
  .opts<{ rows: number; reduced?: boolean }>();

const rows = options.reduced ? 40 : options.rows;
const result = await reconcileRun({ rows, onProgress: (text) => process.stderr.write(`${text}\n`) });
const { unmatched, planted, repairedAfter, stuck, unexpected, seconds } = result;
const short = Object.entries(planted).filter(([, one]) => one !== rows);
const holds = unmatched.length === 0 && short.length === 0 && stuck === 0 && unexpected.length === 0;
for (const [name, one] of Object.entries(planted)) process.stdout.write(`${one} ${name}: ${repairedAfter[name] ?? 0} s\n`);
for (const state of unmatched) process.stdout.write(`${state}: only the reconcilers or only this proof knows it\n`);
process.stdout.write(
  `${holds ? 'holds' : 'BROKEN'}: ${rows} rows stuck in each of ${Object.keys(planted).length} ways, ${stuck} left, ` +
    `${unexpected.length === 0 ? 'nothing happened twice' : unexpected.join('; ')}, repaired in ${seconds.toFixed(0)} s\n`,
);
process.exitCode = holds ? 0 : 1;
