import { Command } from 'commander';
import { reconcileRun } from './reconcile-run.js';

const options = new Command('prove:reconcile')
  .description('Lets rows lie still in every state in which they can, and waits until the system has set them all going again by itself.')
  .option('--each <n>', 'rows that lie still in every state; takes as many jobs and twice as many applications', Number, 1_000)
  .option('--reduced', 'a short run: 20 rows in every state')
  .parse()
  .opts<{ each: number; reduced?: boolean }>();

const each = options.reduced ? 20 : options.each;
const { planted, stuck, doubled, forgotten, seconds } = await reconcileRun({
  each,
  bySchedule: true,
  onProgress: (text) => process.stderr.write(`${text}\n`),
});
const total = Object.values(planted).reduce((sum, one) => sum + one, 0);
const holds = stuck === 0 && doubled.length === 0 && forgotten.length === 0 && Object.values(planted).every((one) => one === each);
process.stdout.write(
  `${holds ? 'holds' : 'BROKEN'}: ${total} rows stuck in ${Object.keys(planted).length} states, ${stuck} left, ` +
    `${forgotten.length === 0 ? '' : `${forgotten.join(', ')} not tried, `}${doubled.length === 0 ? 'nothing happened twice' : doubled.join('; ')}, repaired in ${seconds.toFixed(0)} s\n`,
);
process.exitCode = holds ? 0 : 1;
