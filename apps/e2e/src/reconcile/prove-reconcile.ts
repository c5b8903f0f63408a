import { Command } from 'commander';
import { reconcileRun } from './reconcile-run.js';

const options = new Command('prove:reconcile')
  .description('Lets rows lie still in every state in which they can, and waits until the system has set them all going again by itself.')
  .option('--applications <n>', 'each gives about three rows', Number, 340)
  .option('--reduced', 'a short run: 40 applications')
  .parse()
  .opts<{ applications: number; reduced?: boolean }>();

const applications = options.reduced ? 40 : options.applications;
const { planted, stuck, doubled, seconds } = await reconcileRun({
  applications,
  bySchedule: true,
  onProgress: (text) => process.stderr.write(`${text}\n`),
});
const total = Object.values(planted).reduce((sum, one) => sum + one, 0);
const holds = stuck === 0 && doubled.length === 0 && Object.values(planted).every((one) => one > 0);
process.stdout.write(
  `${holds ? 'holds' : 'BROKEN'}: ${total} rows stuck in ${Object.keys(planted).length} states, ${stuck} left, ` +
    `${doubled.length === 0 ? 'nothing happened twice' : doubled.join('; ')}, repaired in ${seconds.toFixed(0)} s\n`,
);
process.exitCode = holds ? 0 : 1;
