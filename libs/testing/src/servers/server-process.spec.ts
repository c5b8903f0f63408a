import { afterEach, describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.js';
import { ServerProcess } from './server-process.js';
import type { ServerProgram } from './server-process.js';

const folder = mkdtempSync(join(tmpdir(), 'shortlist-server-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shell = (script: string, more: Partial<ServerProgram> = {}): ServerProcess =>
  new ServerProcess({
    name: 'made-up',
    command: 'sh',
    args: ['-c', script],
    folder,
    isReady: (log) => log.includes('ready'),
    ...more,
  });

const stateOf = (pid: number): string => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '';

describe('a server process', () => {
  it('tells the end of the log of a server that ends before it serves', async () => {
    await expect(shell('echo no such setting; exit 3').start()).rejects.toThrow(/made-up ended; its log ends with:\nno such setting/);
  });

  it('gives up on a server that never serves, and leaves none behind', async () => {
    const server = shell('exec sleep 60', { startMs: 100 });
    await expect(server.start()).rejects.toThrow(/does not serve after 100 ms/);
    expect(server.pid).toBeNull();
  });

  it('waits for the line of this start, not of the one before', async () => {
    const server = shell('echo ready; exec sleep 60');
    await server.start();
    await server.kill();
    const silent = shell('exec sleep 60', { startMs: 100 });
    await expect(silent.start()).rejects.toThrow(/does not serve/);
  });

  it('freezes and thaws, and stops also what is frozen', async () => {
    const server = shell('echo ready; exec sleep 60');
    await server.start();
    const pid = server.pid ?? 0;
    server.freeze();
    await eventually(() => expect(stateOf(pid)).toBe('T'));
    server.thaw();
    await eventually(() => expect(stateOf(pid)).toBe('S'));
    server.freeze();
    await server.stop();
    expect(server.pid).toBeNull();
  });

  it('is stopped by its own signal, and tells its exit code', async () => {
    const server = shell('trap "exit 3" INT; trap "" TERM; echo ready; while :; do sleep 0.05; done', { stopSignal: 'SIGINT' });
    expect(server.exitCode).toBeNull();
    await server.start();
    expect(server.exitCode).toBeNull();
    await server.stop();
    expect(server.exitCode).toBe(3);
  });

  it('kills what does not stop', async () => {
    const server = shell('trap "" TERM; echo ready; while :; do sleep 1; done', { stopMs: 100 });
    await server.start();
    await server.stop();
    expect([server.pid, server.exitCode]).toEqual([null, null]);
  });

  it('ends with the process that started it, although that was killed', async () => {
    const entry = fileURLToPath(new URL('./server-owner.fixture-spec.ts', import.meta.url));
    const loader = fileURLToPath(new URL('../../../../tools/loader/source.mjs', import.meta.url));
    const owner = fork(entry, [folder], { execArgv: ['--conditions=@shortlist/source', '--import', loader] });
    const [pid] = (await once(owner, 'message')) as [number];
    expect(['R', 'S']).toContain(stateOf(pid));
    owner.kill('SIGKILL');
    await eventually(() => expect(() => stateOf(pid)).toThrow());
  });
});
