import { Command } from 'commander';
import { seededRandom } from '../../apps/e2e/src/faults/seeded-random.ts';

// The delivery rules at full figures. Each part starts a PostgreSQL of its own.

const PARTS = {
  replay: async ({ applications, progress }) => {
    const { proveReplay } = await import('../../apps/e2e/src/delivery/replay.ts');
    return proveReplay({ applications, progress });
  },
  outbox: async ({ events, kills, random, progress }) => {
    const { proveOutbox } = await import('../../libs/platform/src/event-log/outbox-proof.fixture-spec.ts');
    return proveOutbox({ events, writers: 64, relays: 4, kills, mostCommitDelayMs: 500, random, progress });
  },
  poison: async ({ good, poison, random, progress }) => {
    const { provePoison } = await import('../../libs/platform/src/event-log/poison-proof.fixture-spec.ts');
    return provePoison({ good, poison, random, progress });
  },
};
const REDUCED = { applications: 60, events: 5_000, kills: 8, good: 3_000, poison: 72 };

const command = new Command('prove:delivery')
  .description('Proves the delivery rules: replay, outbox and poison, or the parts that are named.')
  .argument('[parts...]', `some of ${Object.keys(PARTS).join(', ')}`)
  .option('--applications <n>', 'replay: applications to take in before everything is read again', Number, 500)
  .option('--events <n>', 'outbox: events of 64 writers', Number, 100_000)
  .option('--kills <n>', 'outbox: relays killed with SIGKILL', Number, 50)
  .option('--good <n>', 'poison: messages that can be handled', Number, 100_000)
  .option('--poison <n>', 'poison: messages that cannot, of twelve sorts', Number, 1_000)
  .option('--seed <n>', 'seed of the random choices', Number, Date.now() % 100_000)
  .option('--reduced', 'a run of about a minute')
  .parse();
const options = { ...command.opts(), ...(command.opts().reduced && REDUCED) };
const parts = command.args.length > 0 ? command.args : Object.keys(PARTS);
const unknown = parts.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) command.error(`there is no part ${unknown.join(', ')}`, { exitCode: 2 });

const summaries = [];
let holds = true;
for (const part of parts) {
  const progress = (text) => process.stderr.write(`${part}: ${text}\n`);
  const proof = await PARTS[part]({ ...options, random: seededRandom(options.seed), progress });
  holds &&= proof.holds;
  summaries.push(`${part} ${proof.holds ? 'holds' : 'BROKEN'}: ${proof.summary}`);
}
process.stdout.write(`${summaries.join('\n')}\n${holds ? 'holds' : 'BROKEN'}: ${parts.join(', ')}; seed ${options.seed}\n`);
process.exitCode = holds ? 0 : 1;
