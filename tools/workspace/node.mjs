import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './root.mjs';

const installed = join(workspaceRoot, 'node_modules/.bin/node');

/** The Node that came with `npm ci`, so that a script started by an older Node still runs its tools on the right one. */
export const nodeBinary = existsSync(installed) ? installed : process.execPath;

const environment = {
  ...process.env,
  PATH: `${join(workspaceRoot, 'node_modules/.bin')}:${process.env.PATH}`,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
};

/**
 * Runs Node in the workspace and keeps what it prints.
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNode(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodeBinary, args, { cwd: workspaceRoot, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8').trim() }));
  });
}

/**
 * Runs Node in the workspace on the terminal of the caller.
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runNodeInForeground(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodeBinary, args, { cwd: workspaceRoot, env: environment, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
