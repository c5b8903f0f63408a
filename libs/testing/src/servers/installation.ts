import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Installed programs, shared by all checkouts of this account: a second run downloads nothing. Those of root lie where others can read them, for
 * servers that refuse to run as root.
 */
const CACHE = join(process.getuid?.() === 0 ? '/var/cache' : join(homedir(), '.cache'), 'shortlist', 'servers');

/** Enough of what a failed command printed to see why. */
const OUTPUT_KEPT = 4_000;

/** One program at one version. A changed recipe needs a changed version: what lies in the cache is not looked at again. */
export interface Recipe {
  readonly name: string;
  readonly version: string;
  /** Puts the program into an empty folder and checks it against pinned checksums. */
  readonly install: (folder: string) => Promise<void>;
}

/**
 * The folder with the program, installed first where it is missing. Processes that want the same one wait for the first; one that is killed
 * half-way leaves nothing behind that would be taken for the program.
 */
export async function installed({ name, version, install }: Recipe): Promise<string> {
  const folder = join(CACHE, `${name}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  await whileAlone(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    const started = performance.now();
    process.stderr.write(`installing ${name} ${version} …\n`);
    const partial = mkdtempSync(`${folder}.partial-`);
    try {
      await install(partial);
      chmodSync(partial, 0o755);
      renameSync(partial, folder);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
    process.stderr.write(`installed ${name} ${version} in ${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
  });
  return folder;
}

/** Runs a command to its end and answers what it printed; rejects with the end of its output when it fails. */
export function run(command: string, args: readonly string[], cwd?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.slice(-OUTPUT_KEPT)}`));
    });
  });
}

/** Installs Debian packages unless the command they bring is there; needs root and says so. */
export async function debian(command: string, packages: readonly string[]): Promise<void> {
  if (await isThere(command)) return;
  if (process.getuid?.() !== 0)
    throw new Error(`${command} is missing: install the Debian packages ${packages.join(' ')}, or run this as root`);
  process.stderr.write(`installing ${packages.join(', ')} …\n`);
  const apt = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', '-o', 'DPkg::Lock::Timeout=300'];
  await run('env', [...apt, 'update']);
  await run('env', [...apt, 'install', '--no-install-recommends', ...packages]);
}

function isThere(command: string): Promise<boolean> {
  return run('sh', ['-c', `command -v ${command}`]).then(
    () => true,
    () => false,
  );
}

/** A lock whose holder is gone is taken over. */
async function whileAlone(lock: string, work: () => Promise<void>): Promise<void> {
  while (!take(lock)) await sleep(100);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAbandoned(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
