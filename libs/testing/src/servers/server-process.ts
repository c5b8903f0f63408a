import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerProgram {
  /** Names its log and what goes wrong with it. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** For servers that refuse to run as root. */
  readonly account?: { readonly uid: number; readonly gid: number } | null;
  /** Of this run; made when missing. The log of the server lies in it. */
  readonly folder: string;
  /** Whether it serves by now; `log` is what it has printed since this start. A rejection means no. */
  readonly isReady: (log: string) => boolean | Promise<boolean>;
  /** How long a start may take, and how long it has to stop. */
  readonly startMs?: number;
  readonly stopMs?: number;
  /** What asks it to stop; SIGTERM unless given. */
  readonly stopSignal?: NodeJS.Signals;
}

const START_MS = 240_000;
const STOP_MS = 15_000;
const LINES_SHOWN = 20;

/**
 * A real server without a container. It is driven by the id of its process, never by a name, and never outlives the process that started it,
 * however that ends.
 */
export class ServerProcess {
  private child: ChildProcess | null = null;
  private startOffset = 0;

  constructor(readonly program: ServerProgram) {}

  /** Id of the running server, or null. */
  get pid(): number | null {
    const { child } = this;
    return child?.pid !== undefined && child.exitCode === null && child.signalCode === null ? child.pid : null;
  }

  /** Of its last run; null before the first, while it runs, and when a signal ended it. */
  get exitCode(): number | null {
    return this.child?.exitCode ?? null;
  }

  /** Where it prints, run after run. */
  get logFile(): string {
    return join(this.program.folder, `${this.program.name}.log`);
  }

  /** Where in its log what it has printed since its last start begins. */
  get logStart(): number {
    return this.startOffset;
  }

  /** Starts it, unless it runs, and waits until it serves; one that ends meanwhile is reported at once with the end of its log. */
  async start(): Promise<void> {
    if (this.pid !== null) return;
    const { program } = this;
    mkdirSync(program.folder, { recursive: true });
    const log = openSync(this.logFile, 'a');
    this.startOffset = statSync(this.logFile).size;
    const args = ['--pdeathsig', 'KILL', '--', program.command, ...program.args];
    this.child = spawn('setpriv', args, {
      stdio: ['ignore', log, log],
      // Of its own, so that Ctrl-C reaches who started it and not the server.
      detached: true,
      cwd: program.folder,
      ...(program.environment && { env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...program.environment } }),
      ...(program.account && { uid: program.account.uid, gid: program.account.gid }),
    });
    closeSync(log);
    this.child.on('error', () => undefined);
    await this.untilReady();
  }

  /** Asks it to stop; SIGKILL for one that does not end. */
  async stop(): Promise<void> {
    const { pid } = this;
    if (pid === null) return;
    process.kill(pid, 'SIGCONT');
    process.kill(pid, this.program.stopSignal ?? 'SIGTERM');
    if (!(await this.gone(this.program.stopMs ?? STOP_MS))) await this.kill();
  }

  /** `kill -9`, as a crash. */
  async kill(): Promise<void> {
    const { pid } = this;
    if (pid !== null) process.kill(pid, 'SIGKILL');
    await this.gone(STOP_MS);
  }

  /** SIGSTOP: it keeps its connections and answers nothing. */
  freeze(): void {
    this.signal('SIGSTOP');
  }

  /** Goes on after `freeze`. */
  thaw(): void {
    this.signal('SIGCONT');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** What it has printed since its last start. */
  log(): string {
    try {
      return readFileSync(this.logFile).subarray(this.logStart).toString('utf8');
    } catch {
      return '';
    }
  }

  private signal(name: NodeJS.Signals): void {
    if (this.pid === null) throw new Error(`${this.program.name} does not run`);
    process.kill(this.pid, name);
  }

  private async untilReady(): Promise<void> {
    const { name, isReady, startMs = START_MS } = this.program;
    const end = performance.now() + startMs;
    for (; ; await sleep(50)) {
      const runs = this.pid !== null;
      const ready = runs && (await Promise.resolve(isReady(this.log())).catch(() => false));
      if (ready) return;
      if (runs && performance.now() < end) continue;
      if (runs) await this.kill();
      const lines = this.log().split('\n').slice(-LINES_SHOWN).join('\n');
      throw new Error(`${name} ${runs ? `does not serve after ${startMs} ms` : 'ended'}; its log ends with:\n${lines}`);
    }
  }

  private async gone(withinMs: number): Promise<boolean> {
    for (const end = performance.now() + withinMs; this.pid !== null; await sleep(20)) if (performance.now() > end) return false;
    return true;
  }
}
