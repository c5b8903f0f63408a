import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './statistics.mjs';

const SYNC_FOR_MS = 1_000;
const SPINS = 5;
const SPIN_STEPS = 50_000_000;

/**
 * What decides over absolute figures, so that runs can be compared: the disk's rate of synchronous writes, and a loop that takes longer when
 * something else takes the cores.
 */
export async function describeMachine() {
  const spins = Array.from({ length: SPINS }, spinMs);
  return {
    node: process.version,
    cores: availableParallelism(),
    'fdatasync/s': syncRate(),
    'spin loop ms, least': Math.min(...spins),
    'spin loop ms, median': median(spins),
  };
}

/** 8 KiB, a page of PostgreSQL, appended and synced, one after the other, where the databases of the benchmarks lie. */
function syncRate() {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-bench-'));
  const file = openSync(join(folder, 'sync'), 'w');
  const page = Buffer.alloc(8_192, 1);
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < SYNC_FOR_MS; count += 1) {
    writeSync(file, page);
    fdatasyncSync(file);
  }
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
  return Math.round((count * 1_000) / (performance.now() - started));
}

function spinMs() {
  const started = performance.now();
  let state = 1;
  for (let step = 0; step < SPIN_STEPS; step += 1) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  const took = performance.now() - started;
  return state === 0 ? Infinity : took;
}
