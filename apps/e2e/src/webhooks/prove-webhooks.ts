import { Command } from 'commander';
import { hostileRun } from './hostile.js';
import { killsRun } from './kills.js';
import { rotationRun } from './rotation.js';

const P99_MS = 5_000;
/** The p99 of so few events is their slowest, which tells as much of the machine; behind one receiver that hangs it would be 15 s. */
const REDUCED_P99_MS = 10_000;
/** What may be in use more than before: caches that fill, and 256 attempts in flight that read 64 KiB at most. One answer that was kept would be a gigabyte. */
const MOST_GROWN_MIB = 32;

const command = new Command('prove:webhooks')
  .description('Proves what webhooks promise: hostile, rotation and kills, or the parts that are named.')
  .argument('[parts...]', 'some of hostile, rotation, kills')
  .option('--receivers <n>', 'hostile: receivers that misbehave', Number, 200)
  .option('--events <n>', 'hostile: events for the healthy one', Number, 200)
  .option('--deliveries <n>', 'rotation: deliveries', Number, 10_000)
  .option('--rotations <n>', 'rotation: new secrets', Number, 50)
  .option('--applications <n>', 'kills: applications', Number, 300)
  .option('--kills <n>', 'kills: of the process, with kill -9', Number, 30)
  .option('--seed <n>', 'kills: seed of the random instants', Number, Date.now() % 100_000)
  .option('--reduced', 'a run of about two minutes')
  .parse();
const given = command.opts<Record<'receivers' | 'events' | 'deliveries' | 'rotations' | 'applications' | 'kills' | 'seed', number>>();
const reduced = command.opts<{ reduced?: boolean }>().reduced === true;
const options = reduced ? { ...given, receivers: 40, events: 40, deliveries: 1_000, rotations: 8, applications: 20, kills: 3 } : given;
const progress = (text: string): void => void process.stderr.write(`${text}\n`);

const PARTS: Readonly<Record<string, () => Promise<{ holds: boolean; text: string }>>> = {
  hostile: async () => {
    const { delivered, events, p99Ms, grownMiB, residentMiB } = await hostileRun({ ...options, progress });
    const text = `${options.receivers} hostile receivers, ${delivered} of ${events} events at the healthy one, p99 ${p99Ms} ms, memory in use grew ${grownMiB.toFixed(0)} MiB, resident at most ${residentMiB.toFixed(0)} MiB`;
    return { holds: delivered >= events && p99Ms < (reduced ? REDUCED_P99_MS : P99_MS) && grownMiB < MOST_GROWN_MIB, text };
  },
  rotation: async () => {
    const { deliveries, rotations, unverified } = await rotationRun({ ...options, progress });
    const text = `${rotations} rotations during ${deliveries} deliveries, ${unverified} not verified`;
    return { holds: unverified === 0 && deliveries >= options.deliveries, text };
  },
  kills: async () => {
    const { kills, receivers, deliveries, owed, missing, duplicates } = await killsRun({ ...options, progress });
    return {
      // A receiver is sent one delivery at a time, so that a kill can repeat one of each at most.
      holds: missing === 0 && owed >= options.applications && duplicates <= kills * receivers,
      text: `${kills} kills during ${deliveries} deliveries to ${receivers} receivers, ${missing} of ${owed} missing, ${duplicates} duplicates, seed ${options.seed}`,
    };
  },
};

const parts = command.args.length > 0 ? command.args : Object.keys(PARTS);
let all = true;
for (const part of parts) {
  const prove = PARTS[part] ?? ((): never => command.error(`there is no part ${part}`, { exitCode: 2 }));
  const { holds, text } = await prove();
  all &&= holds;
  process.stdout.write(`${holds ? 'holds' : 'BROKEN'}: ${part}: ${text}\n`);
}
process.exitCode = all ? 0 : 1;
