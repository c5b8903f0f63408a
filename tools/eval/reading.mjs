import { availableParallelism } from 'node:os';
import { ParserPool } from '../../libs/resume-reader/dist/parsing/index.js';
import { readProfile } from '../../libs/resume-reader/dist/domain/profile/read-profile.js';
import { composeDocument } from '../../libs/resume-reader/dist/domain/text-document.js';
import { peakResidentBytes, processTree } from '../measure/processes.mjs';

/** One instant for every run, so that roles which still last give the same years on every day. */
export const AS_OF = '2026-01-01T00:00:00.000Z';

/** As the running system reads (`PARSER_TIME_LIMIT_MS`, `PARSER_MEMORY_LIMIT_BYTES`). */
const LIMITS = { timeLimitMs: 15_000, memoryLimitBytes: 512 * 1024 ** 2, recycleAfter: 50 };
const LOOK_EVERY_MS = 50;

/**
 * Reads files through the pool of limited child processes, as the system does.
 * @param {readonly { file: string, path: string }[]} files
 * @returns {Promise<{ outcomes: Map<string, object>, seconds: number, slowestSeconds: number, childPeakBytes: number | null }>}
 */
export async function readFiles(files) {
  const size = Math.min(2, availableParallelism());
  const pool = new ParserPool({ size, ...LIMITS });
  const memory = watchChildren();
  const started = performance.now();
  const outcomes = new Map();
  let slowestSeconds = 0;
  const waiting = [...files];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const begun = performance.now();
      outcomes.set(next.file, await readOne(pool, next));
      slowestSeconds = Math.max(slowestSeconds, (performance.now() - begun) / 1_000);
    }
  };
  await Promise.all(Array.from({ length: size }, work));
  const childPeakBytes = memory.stop();
  await pool.close();
  return { outcomes, seconds: (performance.now() - started) / 1_000, slowestSeconds, childPeakBytes };
}

/**
 * Reads plain text in this process, as the pool would: for texts that the evaluation itself wrote.
 * @param {string} text
 */
export function readText(text) {
  return readProfile(documentOf(text), AS_OF).profile;
}

/**
 * The document that a text becomes.
 * @param {string} text
 */
export function documentOf(text) {
  return composeDocument(text.split('\n').map((line) => ({ text: line })));
}

/** A read that throws breaks the promise of the pool; it is counted, not passed over. */
async function readOne(pool, { file, path }) {
  try {
    return await pool.parse({ path, fileName: file, asOf: AS_OF });
  } catch (error) {
    return { ok: false, code: 'threw', detail: error.name };
  }
}

/** The kernel keeps each process's peak; it only has to be asked before the process ends. */
function watchChildren() {
  const peaks = new Map();
  const look = () => {
    for (const pid of processTree(process.pid).slice(1)) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakResidentBytes(pid) ?? 0));
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop() {
      look();
      clearInterval(timer);
      return peaks.size === 0 ? null : Math.max(...peaks.values());
    },
  };
}
