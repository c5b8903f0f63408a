import { Command } from 'commander';
import { stopRun } from './stop-run.js';

const MOST_SECONDS = 25;

const options = new Command('prove:stop')
  .description(
    'Stops the system with SIGTERM at random instants under load: it ends properly and in time, answers what it has begun, loses and doubles nothing.',
  )
  .option('--stops <n>', 'how often', Number, 200)
  .option('--services', 'every context as an HTTP process and a worker, each stopped in turn, instead of the one process')
  .option('--seed <n>', 'seed of the random instants', Number, Date.now() % 100_000)
  .option('--reduced', 'a short run: 24 stops')
  .parse()
  .opts<{ stops: number; services?: boolean; seed: number; reduced?: boolean }>();

const stops = options.reduced ? 24 : options.stops;
const onProgress = (text: string): void => void process.stderr.write(`${text}\n`);
const result = await stopRun({ stops, services: options.services ?? false, seed: options.seed, onProgress });
const { accepted, lost, doubled, screenedOnce, confirmedOnce, waiting, parked, deadLetters, failedTasks, badExits, failures } = result;
const stored = lost === 0 && doubled === 0 && screenedOnce === accepted && confirmedOnce === accepted;
const idle = waiting === 0 && parked === 0 && deadLetters === 0 && failedTasks === 0;
const ended = badExits.length === 0 && result.slowestMs <= MOST_SECONDS * 1_000;
const holds = accepted > 0 && stored && idle && ended && failures.length === 0;
for (const line of [...badExits, ...failures]) process.stderr.write(`${line}\n`);
process.stdout.write(
  `${holds ? 'holds' : 'BROKEN'}: ${stops} stops${options.services ? ' of services' : ''}, ${badExits.length} bad exits, slowest ${(result.slowestMs / 1_000).toFixed(1)} s; ` +
    `${failures.length} requests in flight failed; ${accepted} accepted, ${lost} lost, ${doubled} doubled, ${screenedOnce} screened once, ${confirmedOnce} confirmed once, ` +
    `${waiting} waiting, ${parked} parked, ${deadLetters} dead letters, ${failedTasks} tasks given up; seed ${options.seed}, ${result.seconds.toFixed(0)} s\n`,
);
process.exitCode = holds ? 0 : 1;
