import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@shortlist/platform';
import { debian, installed } from './installation.js';
import { ServerProcess } from './server-process.js';

/** Of Debian 12, which corrects faults under the same number. */
const VERSION = '7.0';

export interface RedisOptions {
  /** Keeps the data there; without it the data lies in a temporary folder and goes with `remove`. */
  readonly folder?: string;
  /** A free one unless given. */
  readonly port?: number;
}

/** One Redis server that forgets the least recently used values when 64 MB are full. */
export class RedisServer {
  private constructor(
    /** To be killed, frozen and started again. */
    readonly process: ServerProcess,
    /** For REDIS_URL. */
    readonly url: string,
    private readonly folder: string,
  ) {}

  /** Installs Redis where it is missing and waits until it serves. */
  static async start(options: RedisOptions = {}): Promise<RedisServer> {
    const program = await installed({ name: 'redis', version: VERSION, install });
    const { folder = mkdtempSync(join(tmpdir(), 'shortlist-redis-')), port = await freePort() } = options;
    const process = new ServerProcess({
      name: 'redis',
      command: join(program, 'redis-server'),
      args: [
        ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder],
        ...['--appendonly', 'yes', '--save', '', '--maxmemory', '64mb', '--maxmemory-policy', 'allkeys-lru'],
      ],
      folder,
      isReady: (log) => log.includes('Ready to accept connections'),
    });
    await process.start();
    return new RedisServer(process, `redis://127.0.0.1:${port}`, folder);
  }

  /** Writes what it has in memory and ends. */
  stop(): Promise<void> {
    return this.process.stop();
  }

  /** Ends the server at once and deletes its data. */
  async remove(): Promise<void> {
    await this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Debian's `redis-tools` holds the server under another name; the package `redis-server`, which adds the usual name, would also start one for the
 * whole machine.
 */
async function install(folder: string): Promise<void> {
  await debian('redis-check-rdb', ['redis-tools']);
  symlinkSync('/usr/bin/redis-check-rdb', join(folder, 'redis-server'));
}
