import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HAS_PROC, cpuMicroseconds, endedChildrenMicroseconds, peakResidentBytes, processTree, residentBytes } from './processes.mjs';

const children = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

/** A process that prints when it has done its work, and stays. */
async function start(work) {
  const child = spawn(process.execPath, ['-e', `${work}; console.log('done'); setInterval(() => {}, 1000)`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

(HAS_PROC ? describe : describe.skip)('processes', () => {
  it('finds children of children', async () => {
    const child = await start(
      `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })`,
    );
    const tree = processTree(process.pid);
    expect(tree[0]).toBe(process.pid);
    expect(tree).toContain(child.pid);
    const [, grandchild] = processTree(child.pid);
    expect(tree).toContain(grandchild);
    process.kill(grandchild, 'SIGKILL');
  });

  it('counts the CPU time a process used, and not the time it slept', async () => {
    const busy = await start('for (const end = process.cpuUsage().user + 400_000; process.cpuUsage().user < end; );');
    expect(cpuMicroseconds([busy.pid])).toBeGreaterThanOrEqual(390_000);
    const before = cpuMicroseconds([busy.pid]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(cpuMicroseconds([busy.pid]) - before).toBeLessThan(150_000);
  });

  it('counts the CPU time of children that have ended', async () => {
    const before = endedChildrenMicroseconds(process.pid);
    const child = spawn(process.execPath, ['-e', 'for (const end = process.cpuUsage().user + 300_000; process.cpuUsage().user < end; );']);
    await once(child, 'exit');
    expect(endedChildrenMicroseconds(process.pid) - before).toBeGreaterThanOrEqual(290_000);
  });

  it('tells resident memory in bytes', async () => {
    const child = await start('globalThis.held = Buffer.alloc(100 * 1024 ** 2, 1)');
    expect(residentBytes([child.pid])).toBeGreaterThan(100 * 1024 ** 2);
    expect(residentBytes([child.pid])).toBeLessThan(400 * 1024 ** 2);
    expect(peakResidentBytes(child.pid)).toBeGreaterThanOrEqual(residentBytes([child.pid]) / 2);
  });

  it('says nothing of a process that is gone', async () => {
    const child = await start('');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(residentBytes([child.pid])).toBeNull();
    expect(cpuMicroseconds([child.pid])).toBe(0);
  });
});
