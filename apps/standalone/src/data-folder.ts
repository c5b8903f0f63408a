import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What a running installation says about itself in its data folder. */
export interface Holder {
  readonly pid: number;
  /** Start of the process in clock ticks since boot: tells it from a later process with the same number. */
  readonly startTicks: string;
  /** Null until it listens. */
  readonly url: string | null;
}

/** Another process works in the data folder. */
export class DataFolderHeldError extends Error {
  constructor(
    folder: string,
    readonly holder: Holder,
  ) {
    const where = holder.url ? ` and answers at ${holder.url}` : '';
    super(`${folder} is held by process ${holder.pid}${where}. Stop that one first, or start this one with another DATA_DIR.`);
    this.name = 'DataFolderHeldError';
  }
}

/** The data folder of an installation, held by one process at a time. */
export class DataFolder {
  private constructor(
    readonly path: string,
    private readonly marker: string,
  ) {}

  /** Takes the folder; throws `DataFolderHeldError` when a living process has it. A dead one's claim is void. */
  static hold(folder: string): DataFolder {
    const path = resolve(folder);
    mkdirSync(path, { recursive: true });
    const held = new DataFolder(path, join(path, 'running.json'));
    const holder = holderOf(path);
    if (holder) throw new DataFolderHeldError(path, holder);
    rmSync(held.marker, { force: true });
    try {
      writeFileSync(held.marker, held.claim(null), { flag: 'wx' });
    } catch (error) {
      const rival = holderOf(path);
      throw rival ? new DataFolderHeldError(path, rival) : error;
    }
    return held;
  }

  /** Tells others where this installation answers. */
  announce(url: string): void {
    writeFileSync(this.marker, this.claim(url));
  }

  release(): void {
    rmSync(this.marker, { force: true });
  }

  private claim(url: string | null): string {
    return `${JSON.stringify({ pid: process.pid, startTicks: startTicksOf(process.pid), url } satisfies Holder)}\n`;
  }
}

/** The living process that holds the folder, or null. */
export function holderOf(folder: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(join(resolve(folder), 'running.json'), 'utf8')) as Holder;
    return startTicksOf(holder.pid) === holder.startTicks ? holder : null;
  } catch {
    return null;
  }
}

function startTicksOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command in parentheses may hold blanks; the start time is field 22, the 20th after it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
