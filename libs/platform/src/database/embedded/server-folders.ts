import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ServerAccount } from './server-account.js';

export interface ServerFolders {
  /** `bin` and `lib` of PostgreSQL. */
  readonly binaries: string;
  /** PGDATA. */
  readonly data: string;
  /** Holds the Unix socket; a short path, because socket paths end at 107 bytes. */
  readonly socket: string;
  /** Where data or binaries had to move because the server's account cannot reach the wanted place. */
  readonly relocated: string | null;
}

/** Root's state below a folder that the server's account cannot enter goes here. */
const SYSTEM_FOLDER = '/var/lib/shortlist';

/**
 * Chooses folders that the server's account can reach. Below a home folder of mode 700 the data goes to
 * `/var/lib/shortlist/<hash>` with a link in its place, and the binaries are copied there once per version.
 */
export function serverFolders(wanted: string, packageRoot: string, version: string, account: ServerAccount | null): ServerFolders {
  const place = resolve(wanted);
  const id = createHash('sha256').update(place).digest('hex').slice(0, 16);
  const socket = join('/tmp', `shortlist-${process.getuid?.() ?? 0}-${id}`);
  makeOwned(socket, account);
  assertOurs(socket, account);
  if (!account) {
    mkdirSync(dirname(place), { recursive: true });
    return { binaries: packageRoot, data: place, socket, relocated: null };
  }
  const binaries = reachable(packageRoot, account) ? packageRoot : copyBinaries(packageRoot, version);
  mkdirSync(dirname(place), { recursive: true });
  if (reachable(dirname(place), account)) {
    return { binaries, data: place, socket, relocated: binaries === packageRoot ? null : binaries };
  }
  const data = join(SYSTEM_FOLDER, id);
  mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  // A link whose target was not made yet is there already, although nothing exists behind it.
  if (!lstatSync(place, { throwIfNoEntry: false })) symlinkSync(data, place);
  return { binaries, data, socket, relocated: data };
}

/** True when every folder from the root down lets the account pass. */
export function reachable(folder: string, account: ServerAccount): boolean {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (path === '/') return true;
  }
}

/** Makes the folder if need be and gives it, mode 700, to the server's account. */
export function makeOwned(folder: string, account: ServerAccount | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

/** Anybody may make folders in /tmp: whoever owns the socket's folder could put another server there. */
function assertOurs(folder: string, account: ServerAccount | null): void {
  const found = lstatSync(folder);
  if (found.isDirectory() && found.uid === (account?.uid ?? process.getuid?.()) && !(found.mode & 0o077)) return;
  throw new Error(`${folder} belongs to somebody else or is open to others: remove it and start again`);
}

function copyBinaries(packageRoot: string, version: string): string {
  const target = join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (existsSync(target)) return target;
  mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  const partial = `${target}.${process.pid}`;
  cpSync(packageRoot, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
