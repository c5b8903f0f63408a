import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOCK = 'node_modules/.cache/shortlist/building';

/**
 * Runs `work` while no other process of this checkout does; a lock whose holder is gone is taken over.
 * @param {string} root
 * @param {() => Promise<void>} work
 */
export async function whileAlone(root, work) {
  const lock = join(root, LOCK);
  mkdirSync(dirname(lock), { recursive: true });
  while (!take(lock)) await pause(100);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAbandoned(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
