import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a program may use. It gets no environment, no open files but its own three, and no more output than this. */
export interface ProgramLimits {
  readonly timeLimitMs: number;
  readonly memoryLimitBytes: number;
  readonly outputLimitBytes: number;
}

const FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
const PRLIMIT = FOLDERS.map((folder) => `${folder}/prlimit`).find((path) => existsSync(path));

/** Where a program of the system stands, or null. */
export function findProgram(name: string): string | null {
  return FOLDERS.map((folder) => `${folder}/${name}`).find((path) => existsSync(path)) ?? null;
}

/** Why a program gave no output. */
export class ProgramFailure extends Error {
  constructor(readonly reason: 'time' | 'output' | 'exit') {
    super(`a program ended by its ${reason}`);
    this.name = 'ProgramFailure';
  }
}

/** Runs a program with bytes at its input and gives what it writes. It is killed at a limit and when the caller stops. */
export function runLimited(
  program: string,
  args: readonly string[],
  input: Uint8Array,
  limits: ProgramLimits,
  signal?: AbortSignal,
): Promise<Buffer> {
  const seconds = Math.ceil(limits.timeLimitMs / 1_000) + 1;
  const prefix = PRLIMIT ? [PRLIMIT, `--as=${limits.memoryLimitBytes}`, `--cpu=${seconds}`, '--fsize=0', '--core=0'] : [];
  const [command = program, ...rest] = [...prefix, program, ...args];
  return new Promise((resolve, reject) => {
    // One thread: reading several files at once is the pool's matter.
    const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'ignore'], env: { OMP_THREAD_LIMIT: '1' }, ...(signal && { signal }) });
    const chunks: Buffer[] = [];
    let length = 0;
    const fail = (reason: ProgramFailure['reason']): void => {
      child.kill('SIGKILL');
      reject(new ProgramFailure(reason));
    };
    const timer = setTimeout(() => fail('time'), limits.timeLimitMs);
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limits.outputLimitBytes) fail('output');
      else chunks.push(chunk);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(chunks));
      else reject(new ProgramFailure('exit'));
    });
    // A program that needs only the beginning of its input closes it.
    child.stdin.once('error', () => undefined);
    child.stdin.end(input);
  });
}
