import { Command } from 'commander';
import { OUTBOX_SECONDS, faultRun } from './fault-run.js';

const options = new Command('prove:faults')
  .description(
    'Submits applications while the process and its PostgreSQL are killed at random, then compares with the ledger of the client.',
  )
  .option('--submissions <n>', 'applications to submit', Number, 2_000)
  .option('--faults <n>', 'kills and crashes', Number, 40)
  .option('--seed <n>', 'seed of the random instants', Number, Date.now() % 100_000)
  .option('--reduced', 'a short run: 300 submissions, 20 faults')
  .parse()
  .opts<{ submissions: number; faults: number; seed: number; reduced?: boolean }>();

const { submissions, faults } = options.reduced ? { submissions: 300, faults: 20 } : options;
const result = await faultRun({ submissions, faults, seed: options.seed, onProgress: (text) => process.stderr.write(`${text}\n`) });
const {
  accepted,
  lost,
  doubled,
  screenedOnce,
  confirmedOnce,
  waiting,
  deadLetters,
  failedTasks,
  kills,
  crashes,
  seconds,
  settledSeconds,
  outboxSeconds,
} = result;
const holds =
  accepted === submissions &&
  lost === 0 &&
  doubled === 0 &&
  screenedOnce === accepted &&
  confirmedOnce === accepted &&
  waiting === 0 &&
  deadLetters === 0 &&
  failedTasks === 0 &&
  outboxSeconds !== null;
process.stdout.write(
  `${holds ? 'holds' : 'BROKEN'}: ${accepted} accepted, ${lost} lost, ${doubled} doubled, ${screenedOnce} screened once, ${confirmedOnce} confirmed once, ` +
    `${waiting} waiting, ${deadLetters} dead letters, ${failedTasks} tasks given up; ${kills} kills, ${crashes} database crashes, seed ${options.seed}, ` +
    `${seconds.toFixed(0)} s; after the last fault outboxes had sent what was older within ${outboxSeconds?.toFixed(1) ?? `more than ${OUTBOX_SECONDS}`} s, ` +
    `all had settled within ${settledSeconds.toFixed(1)} s\n`,
);
process.exitCode = holds ? 0 : 1;
