import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workspaceRoot } from '../workspace/root.mjs';

const TASKSET = ['/usr/bin/taskset', '/bin/taskset'].find((path) => existsSync(path));

/** Whether processes can be kept on cores of their own. */
export const CAN_PIN = TASKSET !== undefined;

/**
 * Starts a script of this folder as a process of its own and waits for its first message.
 * @param {string} script
 * @param {{ core?: number, env?: Record<string, string>, argument?: unknown }} [options] `core` holds it and its children on one core
 * @returns {Promise<{ pid: number, message: any, channel: import('node:child_process').ChildProcess, stop: () => Promise<void> }>}
 */
export async function startChild(script, { core, env = {}, argument } = {}) {
  const node = [process.execPath, fileURLToPath(new URL(script, import.meta.url)), JSON.stringify(argument ?? null)];
  const [command, ...args] = core !== undefined && TASKSET ? [TASKSET, '-c', String(core), ...node] : node;
  const child = spawn(command, args, {
    cwd: workspaceRoot,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH, ...env },
  });
  const gone = once(child, 'exit');
  const [message] = await Promise.race([
    once(child, 'message'),
    gone.then(([code]) => {
      throw new Error(`${script} ended with ${code} before it was ready.`);
    }),
  ]);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await gone;
  };
  return { pid: child.pid, message, channel: child, stop };
}
