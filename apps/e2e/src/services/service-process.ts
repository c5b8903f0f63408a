import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from '@shortlist/testing';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const START_MS = 300_000;
/** Services end within 25 s by themselves: what takes longer hangs. */
const STOP_MS = 60_000;

export interface ServiceProgram {
  /** Names its log: `applications-worker`. */
  readonly name: string;
  /** Below the root of the repository: `apps/applications/src/worker.ts`. */
  readonly file: string;
  /** All that it sees of any environment, beside PROBE_PORT. */
  readonly variables: Readonly<Record<string, string>>;
  readonly probePort: number;
  /** Where its log lies. */
  readonly folder: string;
}

/** How Node runs a file of the repository from its sources. */
export const sourceArguments = (file: string): string[] => [
  ...['--conditions=@shortlist/source', '--import', join(ROOT, 'tools/loader/source.mjs')],
  join(ROOT, file),
];

/** One service as Kubernetes runs it: the HTTP process or the worker of one context. */
export class ServiceProcess {
  readonly process: ServerProcess;

  constructor(private readonly program: ServiceProgram) {
    const { name, file, variables, probePort, folder } = program;
    this.process = new ServerProcess({
      name,
      command: process.execPath,
      args: sourceArguments(file),
      environment: { ...variables, PROBE_PORT: String(probePort) },
      folder,
      isReady: async () => (await this.ready()).ok,
      startMs: START_MS,
      stopMs: STOP_MS,
    });
  }

  get name(): string {
    return this.program.name;
  }

  /** Starts it and waits until it is ready. */
  start(): Promise<void> {
    return this.process.start();
  }

  /** Where its probes and metrics are. */
  get probeUrl(): string {
    return `http://127.0.0.1:${this.program.probePort}`;
  }

  /** What its probe says. */
  ready(): Promise<Response> {
    return fetch(`${this.probeUrl}/health/ready`);
  }

  /** SIGTERM; answers the exit code, null when a signal ended it. */
  async stop(): Promise<number | null> {
    await this.process.stop();
    return this.process.exitCode;
  }

  kill(): Promise<void> {
    return this.process.kill();
  }

  lastOutput(): string {
    return this.process.log().slice(-20_000);
  }
}
