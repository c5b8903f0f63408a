import { Command } from 'commander';
import { refusedInWords } from './traffic.js';
import { partitionRun } from './partition-run.js';
import type { PartitionRunOptions } from './partition-run.js';

const given = new Command('prove:partitions')
  .description(
    'Archives, restores and takes away months of every partitioned table while applications are submitted, read and moved; compares files, rows and receipts.',
  )
  .option('--cycles <n>', 'times that every month is archived, restored and missing', Number, 5)
  .option('--months <n>', 'old months per table, 12 at most', Number, 3)
  .option('--rows <n>', 'rows in each of them', Number, 20_000)
  .option('--rate <n>', 'submissions a second; as many reads beside them', Number, 10)
  .option('--seed <n>', 'seed of the random instants and choices', Number, Date.now() % 100_000)
  .option('--reduced', 'a short run: one cycle, two months of 2,000 rows')
  .parse()
  .opts<Omit<PartitionRunOptions, 'onProgress'> & { reduced?: boolean }>();

const reduced = given.reduced ? { cycles: 1, months: 2, rows: 2_000, rate: 5 } : {};
const options = { ...given, ...reduced, onProgress: (text: string) => void process.stderr.write(`${text}\n`) };
const result = await partitionRun(options);
const { accepted, lost, doubled, screenedOnce, confirmedOnce, waiting, parked, deadLetters, failedTasks, differences, failures } = result;
for (const problem of [...differences, ...failures].slice(0, 20)) process.stderr.write(`${problem}\n`);
const holds =
  accepted > 0 &&
  lost + doubled + waiting + parked + deadLetters + failedTasks === 0 &&
  screenedOnce === accepted &&
  confirmedOnce === accepted &&
  differences.length === 0 &&
  result.refusals.size + failures.length === 0;
const slowest = Object.entries(result.slowest)
  .map(([what, ms]) => `${what} ${ms}`)
  .join(', ');
process.stdout.write(
  `${holds ? 'holds' : 'BROKEN'}: ${accepted} accepted, ${lost} lost, ${doubled} doubled, ${screenedOnce} screened once, ${confirmedOnce} confirmed once, ` +
    `${waiting + parked} waiting, ${deadLetters} dead letters, ${failedTasks} tasks given up; ${result.requests} requests, ${refusedInWords(result.refusals)}, ${failures.length} failed, ` +
    `the slowest ms during ${slowest}; ${result.tables.join(' and ')}: ${result.monthsArchived} months archived, ${result.killedArchives} archives killed, ` +
    `${result.movedRows} rows moved out of default partitions, ${differences.length} differences; seed ${options.seed}, ${result.seconds.toFixed(0)} s\n`,
);
process.exitCode = holds ? 0 : 1;
