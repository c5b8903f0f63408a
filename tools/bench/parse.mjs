import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ParserPool } from '../../libs/resume-reader/dist/parsing/index.js';
import { cpuMicroseconds, endedChildrenMicroseconds, processTree } from '../measure/processes.mjs';
import { tableOf } from '../measure/tables.mjs';
import { median, quantile, summarize } from './statistics.mjs';
import { twoPageResumes } from './two-page-resumes.mjs';

const FULL = { rounds: 5, files: 200 };
const QUICK = { rounds: 2, files: 40 };
const AT_ONCE = Math.min(2, availableParallelism());
/** As the running system reads; processes are not replaced meanwhile, so that warm reading is compared. */
const LIMITS = { timeLimitMs: 15_000, memoryLimitBytes: 512 * 1024 ** 2, recycleAfter: Number.MAX_SAFE_INTEGER };
const AS_OF = '2026-01-01T00:00:00.000Z';

/**
 * Resumes per second through the pool of parsing processes (text, layout, profile), beside `pdftotext`, which gives the text only.
 * @param {{ quick: boolean }} options
 */
export async function benchParse({ quick }) {
  const { rounds, files } = quick ? QUICK : FULL;
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-bench-'));
  const pdftotext = findProgram('pdftotext');
  const pool = new ParserPool({ size: AT_ONCE, ...LIMITS });
  try {
    const paths = (await twoPageResumes(files)).map((bytes, index) => {
      const path = join(folder, `${index}.pdf`);
      writeFileSync(path, bytes);
      return path;
    });
    const readers = {
      pool: { read: (path) => readWithPool(pool, path), cpu: () => cpuMicroseconds(processTree(process.pid).slice(1)) },
      ...(pdftotext && {
        pdftotext: { read: (path) => readWithProgram(pdftotext, path), cpu: () => endedChildrenMicroseconds(process.pid) },
      }),
    };
    const rows = await measure(readers, paths, rounds);
    return { passed: rows.every(({ failed }) => failed === 0), rows, files, rounds, atOnce: AT_ONCE, hasPdftotext: pdftotext !== null };
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In turns, after a round to warm up. */
async function measure(readers, paths, rounds) {
  const measured = Object.fromEntries(Object.keys(readers).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, reader] of Object.entries(readers)) {
      const figures = await readAll(reader, paths);
      if (round > 0) measured[name].push(figures);
    }
  }
  return Object.entries(measured).map(([reader, figures]) => ({
    reader,
    filesPerSecond: Math.max(...figures.map(({ filesPerSecond }) => filesPerSecond)),
    medianFilesPerSecond: median(figures.map(({ filesPerSecond }) => filesPerSecond)),
    cpuMs: summarize(figures.map(({ cpuMs }) => cpuMs)),
    p95Ms: median(figures.map(({ p95Ms }) => p95Ms)),
    failed: figures.reduce((sum, { failed }) => sum + failed, 0),
  }));
}

async function readAll({ read, cpu }, paths) {
  const waiting = [...paths];
  const latencies = [];
  let failed = 0;
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const begun = performance.now();
      if (!(await read(path))) failed += 1;
      latencies.push(performance.now() - begun);
    }
  };
  const before = cpu();
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const seconds = (performance.now() - started) / 1_000;
  return {
    filesPerSecond: paths.length / seconds,
    cpuMs: (cpu() - before) / 1_000 / paths.length,
    p95Ms: quantile(latencies, 0.95),
    failed,
  };
}

/** Read means that somebody's name was found in it. */
async function readWithPool(pool, path) {
  const outcome = await pool.parse({ path, fileName: path, asOf: AS_OF });
  return outcome.ok && outcome.profile.name !== null;
}

async function readWithProgram(program, path) {
  const child = spawn(program, [path, '-'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let length = 0;
  child.stdout.on('data', (chunk) => (length += chunk.length));
  const [code] = await once(child, 'close');
  return code === 0 && length > 0;
}

function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** The figures as tables, the verdict last. */
export function parseTables({ rows, files, rounds, atOnce, hasPdftotext, passed }) {
  const [pool, other] = rows;
  const table = rows.map(({ reader, filesPerSecond, medianFilesPerSecond, cpuMs, p95Ms, failed }) => ({
    reader: reader === 'pool' ? 'parser pool (text and profile)' : 'pdftotext (text only)',
    'files/s, most': filesPerSecond,
    'files/s, median': medianFilesPerSecond,
    'CPU ms per file, least': cpuMs.least,
    'CPU ms per file, median': cpuMs.median,
    'p95 ms': p95Ms,
    failed,
  }));
  const check = {
    files,
    rounds,
    'at once': atOnce,
    'files/s, pool / pdftotext': other ? pool.filesPerSecond / other.filesPerSecond : null,
    passed: passed ? 'yes' : 'no',
  };
  const absent = hasPdftotext ? [] : ['pdftotext is not installed here: there is nothing to compare with.'];
  return [tableOf('Parse: two-page PDF files', table), ...absent, tableOf('Parse: check', [check])].join('\n');
}
