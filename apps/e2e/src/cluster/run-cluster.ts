import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { choosePorts } from './cluster-ports.js';
import { clusterTable } from './cluster-table.js';
import { LocalCluster } from './local-cluster.js';
import { LogFollower } from './log-follower.js';
import { Supervisor } from './supervisor.js';

export interface RunClusterOptions {
  readonly brokers: 1 | 3;
  /** The first; 0 looks for free ones. */
  readonly port: number;
  /** Kept; without it everything lies in a temporary folder and goes at the end, unless something went wrong. */
  readonly folder?: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
  /** Names of parts whose lines are shown. */
  readonly logs: readonly string[];
  /** For standard output: what people look for. */
  readonly print: (text: string) => void;
  /** For standard error: what happens. */
  readonly tell: (line: string) => void;
}

/** Runs a cluster until the signal; answers whether everything started and ended properly. */
export async function runCluster(options: RunClusterOptions, signal: AbortSignal): Promise<boolean> {
  const { brokers, port, variables, logs, tell } = options;
  const ports = await choosePorts(port, brokers);
  const folder = makeFolder(options.folder);
  const cluster = new LocalCluster({ folder, ports, brokers, variables, onStep: (step) => tell(`${step} …`) });
  const follower = new LogFollower(
    () =>
      cluster.parts.flatMap(({ name, process }) =>
        process && logs.includes(name) ? [{ name, file: process.logFile, from: process.logStart }] : [],
      ),
    (name, line) => tell(`[${name}] ${line}`),
  );
  const sayStop = (): void => tell('Stopping …');
  signal.addEventListener('abort', sayStop, { once: true });
  const failure = await untilSignal(cluster, options, folder, signal);
  if (!signal.aborted) sayStop();
  const ends = await cluster.stop();
  follower.stop();
  const problems = signal.aborted && failure ? [] : [...(failure ? [failure.message] : []), ...ends];
  for (const problem of problems) tell(problem);
  if (problems.length > 0) tell(`The logs stay in ${folder}.`);
  else if (!options.folder) rmSync(folder, { recursive: true, force: true });
  return problems.length === 0;
}

/** Starts the cluster, shows it, keeps it running; answers what hindered it. */
async function untilSignal(
  cluster: LocalCluster,
  { print, tell }: RunClusterOptions,
  folder: string,
  signal: AbortSignal,
): Promise<Error | null> {
  try {
    await cluster.start(signal);
  } catch (error) {
    return error as Error;
  }
  print(await description(cluster, folder));
  const supervisor = new Supervisor(cluster.parts, tell);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  supervisor.stop();
  return null;
}

async function description(cluster: LocalCluster, folder: string): Promise<string> {
  const lines = [
    await clusterTable(cluster.parts, folder),
    '',
    `API documentation   ${cluster.url}/docs`,
    `Health              ${cluster.url}/health`,
    `Mail                ${join(folder, 'mail')}`,
    `Logs                ${folder}`,
    `Settings            ${cluster.settingsFile} (for commands: env $(cat ${cluster.settingsFile}) npx shortlist doctor)`,
    '',
    'Ready. Press Ctrl-C to stop.',
  ];
  return `\n${lines.join('\n')}\n`;
}

/** The servers' accounts have to pass through it. */
function makeFolder(given: string | undefined): string {
  if (given === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'shortlist-cluster-'));
    chmodSync(folder, 0o755);
    return folder;
  }
  mkdirSync(resolve(given), { recursive: true });
  return resolve(given);
}
