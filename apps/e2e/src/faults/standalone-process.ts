import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PostgresServer } from '@shortlist/platform';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const START_MS = 300_000;

/** The system as a user starts it, to be killed at any instant. */
export class StandaloneProcess {
  private child: ChildProcess | null = null;
  private output = '';

  constructor(
    readonly folder: string,
    readonly port: number,
    private readonly extra: Readonly<Record<string, string>> = {},
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    const variables = {
      DATA_DIR: this.folder,
      PORT: String(this.port),
      LOG_LEVEL: 'warn',
      HTTP_RATE_LIMIT_SCALE: '100000',
      INTAKE_APPEND_TIMEOUT_MS: '2000',
      ...this.extra,
    };
    const loader = ['--conditions=@shortlist/source', '--import', join(ROOT, 'tools/loader/source.mjs')];
    const args = [...loader, join(ROOT, 'apps/e2e/src/faults/start.ts'), JSON.stringify(variables)];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (this.output = (this.output + String(chunk)).slice(-20_000)));
    for (const deadline = Date.now() + START_MS; ; await sleep(50)) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline)
        throw new Error(`the system did not start:\n${this.output}`);
      const ready = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (ready?.ok) return;
    }
  }

  /** `kill -9`: nothing is told, nothing is finished. PostgreSQL stays behind, as it would. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Stops PostgreSQL as a crash would, and starts it again after a while. */
  async crashDatabase(downMs: number): Promise<void> {
    const server = await PostgresServer.prepare({ folder: join(this.folder, 'postgres') });
    await server.stop('immediate');
    await sleep(downMs);
    await server.start();
  }

  /** Ctrl-C; answers the exit code. */
  async stop(): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    return child.exitCode;
  }

  /** Ends everything at once, PostgreSQL included; for the end of a run, whatever came of it. */
  async destroy(): Promise<void> {
    await this.kill();
    const server = await PostgresServer.prepare({ folder: join(this.folder, 'postgres') }).catch(() => null);
    await server?.stop('immediate');
    server?.remove();
  }

  /** The last lines it printed, for a failing test. */
  lastOutput(): string {
    return this.output;
  }
}
