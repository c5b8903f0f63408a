import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpuMicroseconds } from '../measure/processes.mjs';
import { tableOf } from '../measure/tables.mjs';
import { startChild } from './child-server.mjs';
import { summarize } from './statistics.mjs';
import { startSystem } from './system.mjs';

const FULL = { rounds: 4, applications: 300, inserts: 3_000 };
const QUICK = { rounds: 2, applications: 80, inserts: 1_000 };
const SENT_AT_ONCE = 8;
const CRITERIA = { mustHaveSkills: [{ name: 'TypeScript' }, { name: 'PostgreSQL' }], minExperienceYears: 3 };

/**
 * CPU time of one application with a resume of text on its whole way: taken in, stored, read, screened, ranked, told about and indexed, until nothing
 * waits. Beside it, in turns, single inserts into the same PostgreSQL, so that runs on other machines compare.
 * @param {{ quick: boolean }} options
 */
export async function benchSettling({ quick }) {
  const { rounds, applications, inserts } = quick ? QUICK : FULL;
  const system = await startSystem({ criteria: CRITERIA });
  const tally = { sent: 0, refused: 0 };
  try {
    const measured = { settling: [], insert: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const settling = await roundOfSystem(system, applications, tally);
      const insert = await roundOfInserts(system, inserts);
      if (round === 0) continue; // The first is for warming up.
      measured.settling.push(settling);
      measured.insert.push(insert);
    }
    const stored = await system.applications();
    return summaryOf(measured, { rounds, applications, inserts, stored, ...tally });
  } finally {
    await system.close();
  }
}

async function roundOfSystem(system, applications, tally) {
  const before = await stateOf(system);
  const started = performance.now();
  await submitAll(system, applications, tally);
  await system.quiet(tally.sent);
  const seconds = (performance.now() - started) / 1_000;
  const after = await stateOf(system);
  const each = (name) => (after[name] - before[name]) / applications;
  return {
    nodeMicroseconds: each('node'),
    postgresMicroseconds: each('postgres'),
    microseconds: each('node') + each('postgres'),
    transactions: each('transactions'),
    applicationsPerSecond: applications / seconds,
  };
}

async function stateOf(system) {
  const { node, postgres } = system.processes();
  return { node: cpuMicroseconds(node), postgres: cpuMicroseconds(postgres), transactions: await system.transactions() };
}

async function roundOfInserts(system, rows) {
  const child = await startChild('./insert-loop.mjs', { argument: { connection: system.connection, rows } });
  const processes = () => [child.pid, ...system.processes().postgres];
  const before = cpuMicroseconds(processes());
  const done = once(child.channel, 'message');
  child.channel.send('go');
  await done;
  const used = cpuMicroseconds(processes()) - before;
  await child.stop();
  return { microseconds: used / rows };
}

async function submitAll({ url, jobId }, applications, tally) {
  let next = 0;
  const work = async () => {
    while (next < applications) {
      next += 1;
      if ((await submit(url, jobId)) === 202) tally.sent += 1;
      else tally.refused += 1;
    }
  };
  await Promise.all(Array.from({ length: SENT_AT_ONCE }, work));
}

async function submit(url, jobId) {
  const key = randomUUID();
  const email = `applicant.${key}@example.org`;
  const resumeText = `Made-up Applicant\n${email}\n\nSkills\nTypeScript, PostgreSQL, Kafka\n\nExperience\nSoftware Engineer, Example Ltd\n01/2019 - 06/2023\nBuilt services in TypeScript.\n`;
  const response = await fetch(`${url}/api/v1/applications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ jobId, name: 'Made-up Applicant', email, resumeText }),
  });
  await response.body?.cancel();
  return response.status;
}

function summaryOf({ settling, insert }, run) {
  const figures = (rounds) => Object.fromEntries(Object.keys(rounds[0]).map((key) => [key, summarize(rounds.map((round) => round[key]))]));
  const result = { settling: figures(settling), insert: figures(insert) };
  const ratio = (statistic) => result.settling.microseconds[statistic] / result.insert.microseconds[statistic];
  return {
    passed: run.refused === 0 && run.stored === run.sent,
    ...result,
    ratio: { least: ratio('least'), median: ratio('median') },
    run,
    rounds: { settling, insert },
  };
}

/** The figures as tables, the verdict last. */
export function settlingTables({ settling, insert, ratio, run, passed }) {
  const row = (what, figures) => ({ 'per application': what, least: figures.least, median: figures.median });
  return [
    tableOf('Settling: one application with a resume of text, on its whole way', [
      row('CPU us, Node and parsing processes', settling.nodeMicroseconds),
      row('CPU us, PostgreSQL', settling.postgresMicroseconds),
      row('CPU us, both', settling.microseconds),
      row('transactions', settling.transactions),
      row('CPU us of one insert, for comparison', insert.microseconds),
      row('ratio settling / insert', ratio),
    ]),
    tableOf('Settling: check', [
      {
        rounds: run.rounds,
        'applications each': run.applications,
        'applications/s, median': settling.applicationsPerSecond.median,
        accepted: run.sent,
        'rows stored': run.stored,
        refused: run.refused,
        passed: passed ? 'yes' : 'no',
      },
    ]),
  ].join('\n');
}
