import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ChildAnswer, ChildRequest } from './child-messages.js';
import type { ParseFailureCode, ParseOutcome } from './outcome.js';

export interface ProcessLimits {
  readonly timeLimitMs: number;
  readonly memoryLimitBytes: number;
  readonly recycleAfter: number;
}

const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path));
/** V8 reserves address space far beyond what it uses: below this it does not start reliably. Resident memory is watched as well. */
const ADDRESS_SPACE = 4 * 1024 ** 3;
const PAGE_BYTES = 4_096;
const WATCH_EVERY_MS = 50;
/** Starting includes loading the readers; on a busy machine that takes seconds. */
const START_LIMIT_MS = 60_000;

/** Whether the operating system's own limits hold as well; without `prlimit` only the time limit and the watch on memory do. */
export const HAS_SYSTEM_LIMITS = PRLIMIT !== undefined;

/** One parsing process. It reads one file at a time and is killed, never asked, when it goes beyond a limit. */
export class ParserProcess {
  readonly ready: Promise<boolean>;
  parsed = 0;
  private readonly child: ChildProcess;
  private complaint = '';
  private settle: ((outcome: ParseOutcome) => void) | null = null;
  private dead = false;

  constructor(private readonly limits: ProcessLimits) {
    this.child = start(limits);
    this.child.stderr?.on('data', (chunk: Buffer) => (this.complaint = (this.complaint + chunk.toString('latin1')).slice(-4_000)));
    this.ready = new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), START_LIMIT_MS);
      const done = (isReady: boolean): void => {
        clearTimeout(timer);
        resolve(isReady);
      };
      this.child.on('message', (answer: ChildAnswer) => (answer.kind === 'ready' ? done(true) : this.finish(answer.outcome)));
      this.child.once('error', () => this.died(null, done));
      this.child.once('close', (_code, signal) => this.died(signal, done));
    });
  }

  get isUsable(): boolean {
    return !this.dead && this.parsed < this.limits.recycleAfter;
  }

  parse(request: ChildRequest, signal?: AbortSignal): Promise<ParseOutcome> {
    this.parsed += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.refuse('timeout', `${this.limits.timeLimitMs} ms`), this.limits.timeLimitMs);
      const watch = setInterval(() => this.watchMemory(), WATCH_EVERY_MS);
      const abort = (): void => this.refuse('crashed', 'stopped by the caller');
      signal?.addEventListener('abort', abort, { once: true });
      this.settle = (outcome) => {
        clearTimeout(timer);
        clearInterval(watch);
        signal?.removeEventListener('abort', abort);
        resolve(outcome);
      };
      if (this.dead) this.finish({ ok: false, code: 'crashed', detail: 'the process ended before the file' });
      else this.child.send(request, (error) => error && this.refuse('crashed', 'the channel to the process broke'));
    });
  }

  kill(): void {
    this.dead = true;
    this.child.kill('SIGKILL');
  }

  private finish(outcome: ParseOutcome): void {
    this.settle?.(outcome);
    this.settle = null;
  }

  private refuse(code: ParseFailureCode, detail: string): void {
    this.kill();
    this.finish({ ok: false, code, detail });
  }

  private died(signal: NodeJS.Signals | null, ready: (isReady: boolean) => void): void {
    this.dead = true;
    ready(false);
    const exhausted = /out of memory|allocation failed|Array buffer allocation/i.test(this.complaint);
    this.finish({
      ok: false,
      code: exhausted ? 'memory_limit' : signal === 'SIGXCPU' ? 'timeout' : 'crashed',
      detail: `the process ended${signal ? ` by ${signal}` : ''}`,
    });
  }

  private watchMemory(): void {
    if (residentBytes(this.child.pid) > this.limits.memoryLimitBytes)
      this.refuse('memory_limit', `more than ${this.limits.memoryLimitBytes} bytes resident`);
  }
}

/** Resident memory of a process, 0 where the system does not say. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}

/** An empty environment, no open files but the channel, no way to write a file or start a program. */
function start({ timeLimitMs, memoryLimitBytes, recycleAfter }: ProcessLimits): ChildProcess {
  const entry = new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url);
  const heapMiB = Math.max(64, Math.floor(memoryLimitBytes / 1024 ** 2));
  const node = [
    process.execPath,
    '--permission',
    '--allow-fs-read=*',
    `--max-old-space-size=${heapMiB}`,
    ...sourceOptions(entry),
    fileURLToPath(entry),
  ];
  const cpuSeconds = Math.ceil(timeLimitMs / 1_000) * recycleAfter + 60;
  const limits = PRLIMIT
    ? [PRLIMIT, `--as=${ADDRESS_SPACE}`, `--cpu=${cpuSeconds}`, ...(entry.pathname.endsWith('.js') ? ['--fsize=0'] : []), '--core=0']
    : [];
  const [command = process.execPath, ...options] = [...limits, ...node];
  return spawn(command, options, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: {}, serialization: 'advanced' });
}

/** Started from TypeScript sources, as tests do, the process needs the loader of the workspace; a build needs nothing. */
function sourceOptions(entry: URL): string[] {
  if (!entry.pathname.endsWith('.ts')) return [];
  return [
    '--allow-addons',
    '--conditions=@shortlist/source',
    '--import',
    new URL('../../../../tools/loader/source.mjs', import.meta.url).href,
  ];
}
