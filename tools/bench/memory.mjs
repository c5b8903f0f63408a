import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { madeUpPerson, writeResume } from '@shortlist/sample-data';
import { residentBytes } from '../measure/processes.mjs';
import { mebibytes, tableOf } from '../measure/tables.mjs';
import { startSystem } from './system.mjs';

const FULL = { applications: 500, idleSeconds: 10 };
const QUICK = { applications: 100, idleSeconds: 3 };
const LIMIT_BYTES = 1024 ** 3;
const SENT_AT_ONCE = 8;
const LOOK_EVERY_MS = 250;
const FORMATS = ['pdf/single-column', 'docx/plain', 'txt'];
const CRITERIA = { mustHaveSkills: [{ name: 'TypeScript' }, { name: 'PostgreSQL' }], minExperienceYears: 3 };

/**
 * Resident memory of everything that runs: Node, the parsing processes and PostgreSQL, shared pages counted once; idle, at most while
 * applications with resumes are taken in and screened, and after them.
 * @param {{ quick: boolean }} options
 */
export async function benchMemory({ quick }) {
  const { applications, idleSeconds } = quick ? QUICK : FULL;
  const system = await startSystem({ criteria: CRITERIA });
  try {
    await sleep(idleSeconds * 1_000);
    const idle = memoryOf(system.processes());
    const peak = watch(system);
    const started = performance.now();
    const refused = await submitAll(system, applications);
    await system.settled(applications);
    const seconds = (performance.now() - started) / 1_000;
    const most = peak.stop();
    await sleep(idleSeconds * 1_000);
    const after = memoryOf(system.processes());
    const stored = await system.applications();
    const passed = refused === 0 && stored === applications && [idle, most, after].every(({ total }) => total < LIMIT_BYTES);
    return { passed, applications, stored, refused, seconds, limitBytes: LIMIT_BYTES, idle, most, after };
  } finally {
    await system.close();
  }
}

function memoryOf(processes) {
  const parts = Object.entries(processes).map(([name, pids]) => [name, residentBytes(pids) ?? 0]);
  return {
    ...Object.fromEntries(parts),
    total: parts.reduce((sum, [, bytes]) => sum + bytes, 0),
    processes: Object.values(processes).flat().length,
  };
}

function watch(system) {
  let most = memoryOf(system.processes());
  const timer = setInterval(() => {
    const now = memoryOf(system.processes());
    if (now.total > most.total) most = now;
  }, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return most;
    },
  };
}

/** Sends one application per made-up person, as files of all types; answers how many were not accepted. */
async function submitAll({ url, jobId }, applications) {
  let next = 0;
  let refused = 0;
  const work = async () => {
    while (next < applications) {
      const seed = next++;
      if ((await submit(url, jobId, seed)) !== 202) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: SENT_AT_ONCE }, work));
  return refused;
}

async function submit(url, jobId, seed) {
  const person = madeUpPerson(seed);
  const { fileName, contentType, bytes } = await writeResume(person, FORMATS[seed % FORMATS.length]);
  const form = new FormData();
  form.set('jobId', jobId);
  form.set('name', person.name);
  form.set('email', person.email);
  form.set('resume', new Blob([bytes], { type: contentType }), fileName);
  const response = await fetch(`${url}/api/v1/applications`, { method: 'POST', headers: { 'idempotency-key': randomUUID() }, body: form });
  await response.body?.cancel();
  return response.status;
}

/** The figures as tables, the verdict last. */
export function memoryTables({ idle, most, after, applications, stored, refused, seconds, limitBytes, passed }) {
  const row = (when, { node, parsers, postgres, total, processes }) => ({
    when,
    'Node MiB': mebibytes(node),
    'parsers MiB': mebibytes(parsers),
    'PostgreSQL MiB': mebibytes(postgres),
    'total MiB': mebibytes(total),
    processes,
  });
  return [
    tableOf('Memory: proportional resident memory of the whole system', [
      row('idle', idle),
      row(`most during ${applications} applications`, most),
      row(`after ${applications} applications`, after),
    ]),
    tableOf('Memory: check', [
      { applications, stored, refused, seconds, 'limit MiB': mebibytes(limitBytes), passed: passed ? 'yes' : 'no' },
    ]),
  ].join('\n');
}
