import { spawn } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { PostgresServer } from './postgres-server.js';
import { reachable } from './server-folders.js';

const isRoot = process.getuid?.() === 0;
let folder: string;
let servers: PostgresServer[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shortlist-server-'));
  chmodSync(folder, 0o755);
  servers = [];
});
afterEach(async () => {
  for (const server of servers) {
    await server.stop('immediate');
    server.remove();
  }
  rmSync(folder, { recursive: true, force: true });
});

async function prepare(path: string): Promise<PostgresServer> {
  const server = await PostgresServer.prepare({ folder: path, durable: false });
  servers.push(server);
  return server;
}

async function query(server: PostgresServer, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.connection('postgres', 'postgres'));
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

describe('the embedded PostgreSQL', () => {
  it('that was left running is taken over, with its data, by the next start', async () => {
    const first = await prepare(join(folder, 'data'));
    await first.start();
    await query(first, 'CREATE TABLE kept AS SELECT 42 AS n');
    const orphan = first.pid();
    // Another object, as another process has it: it knows nothing but the folder.
    const second = await prepare(join(folder, 'data'));
    expect(second.pid()).toBe(orphan);
    await second.start();
    expect(second.pid()).not.toBe(orphan);
    expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  });

  it('recovers what was committed before a crash', async () => {
    const server = await prepare(join(folder, 'data'));
    await server.start();
    await query(server, 'CREATE TABLE kept AS SELECT 42 AS n');
    await server.stop('immediate');
    expect(server.pid()).toBeNull();
    await server.start();
    expect(await query(server, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  });

  it('makes its cluster again when the first start was killed half-way', async () => {
    mkdirSync(join(folder, 'data.partial', 'base'), { recursive: true });
    const server = await prepare(join(folder, 'data'));
    await server.start();
    expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('takes no other process for its own because of a stale process id', async () => {
    const server = await prepare(join(folder, 'data'));
    await server.start();
    const other = await prepare(join(folder, 'other'));
    const stranger = spawn('sleep', ['60'], { cwd: folder });
    for (const pid of [server.pid(), stranger.pid]) {
      writeFileSync(join(other.folders.data, 'postmaster.pid'), `${pid}\n`);
      expect(other.pid()).toBeNull();
    }
    stranger.kill('SIGKILL');
    rmSync(join(other.folders.data, 'postmaster.pid'));
  });

  it('refuses a socket folder that is open to others', async () => {
    const server = await prepare(join(folder, 'data'));
    chmodSync(server.folders.socket, 0o777);
    await expect(PostgresServer.prepare({ folder: join(folder, 'data') })).rejects.toThrow('open to others');
    chmodSync(server.folders.socket, 0o700);
  });

  it(
    isRoot
      ? 'run by root below a folder of mode 700, keeps its data where its account can go, with a link in its place'
      : 'run by an ordinary user, keeps its data where it was asked to',
    async () => {
      chmodSync(folder, 0o700);
      const wanted = join(folder, 'data');
      const server = await prepare(wanted);
      await server.start();
      expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(lstatSync(wanted).isSymbolicLink()).toBe(isRoot);
      expect(server.folders.data === wanted).toBe(!isRoot);
      expect(reachable(folder, { name: 'nobody', uid: 65_534, gid: 65_534 })).toBe(false);
      await (await prepare(wanted)).stop();
    },
  );
});
