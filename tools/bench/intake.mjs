import { tableOf } from '../measure/tables.mjs';
import { cpuMicroseconds } from '../measure/processes.mjs';
import { CAN_PIN, startChild } from './child-server.mjs';
import { summarize } from './statistics.mjs';
import { startSystem } from './system.mjs';

const SERVER_CORE = 0;
const LOAD_CORE = 1;
const CONNECTIONS = 32;
const FULL = { rounds: 5, seconds: 2.5 };
const QUICK = { rounds: 2, seconds: 1 };

/**
 * CPU time per accepted application: the whole system beside a bare Fastify route, in turns, each in a process of its own on one core, the load
 * on another.
 * @param {{ quick: boolean }} options
 */
export async function benchIntake({ quick }) {
  const { rounds, seconds } = quick ? QUICK : FULL;
  const system = await startSystem({ core: SERVER_CORE });
  const bare = await startChild('./bare-server.mjs', { core: SERVER_CORE });
  const tally = { sent: 0, refused: 0 };
  try {
    const measured = { system: [], bare: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const ofSystem = await roundOfSystem(system, seconds, tally);
      const ofBare = await roundOfBare(bare, system.jobId, seconds, tally);
      if (round === 0) continue; // The first is for warming up.
      measured.system.push(ofSystem);
      measured.bare.push(ofBare);
    }
    const stored = await system.applications();
    return summaryOf(measured, { rounds, seconds, stored, ...tally });
  } finally {
    await bare.stop();
    await system.close();
  }
}

async function roundOfSystem(system, seconds, tally) {
  const before = cpuOf(system.processes());
  const run = await load(system.url, system.jobId, seconds, tally);
  const loaded = cpuOf(system.processes());
  await system.settled(tally.sent);
  const settled = cpuOf(system.processes());
  return {
    requestsPerSecond: run.completed / run.seconds,
    p50Ms: run.p50Ms,
    p99Ms: run.p99Ms,
    nodeMicroseconds: (loaded.node - before.node) / run.completed,
    postgresMicroseconds: (loaded.postgres - before.postgres) / run.completed,
    settledNodeMicroseconds: (settled.node - before.node) / run.completed,
    settledPostgresMicroseconds: (settled.postgres - before.postgres) / run.completed,
  };
}

async function roundOfBare(bare, jobId, seconds, tally) {
  const before = cpuMicroseconds([bare.pid]);
  const run = await load(bare.message.url, jobId, seconds, { ...tally });
  const used = cpuMicroseconds([bare.pid]) - before;
  return { requestsPerSecond: run.completed / run.seconds, p50Ms: run.p50Ms, p99Ms: run.p99Ms, nodeMicroseconds: used / run.completed };
}

const cpuOf = ({ node, postgres }) => ({ node: cpuMicroseconds(node), postgres: cpuMicroseconds(postgres) });

/** Sends for a while from a process of its own and adds to the tally what the system accepted. */
async function load(url, jobId, seconds, tally) {
  const child = await startChild('./load.mjs', { core: LOAD_CORE, argument: { url, jobId, seconds, connections: CONNECTIONS } });
  const { statuses, completed } = child.message;
  const accepted = statuses[202] ?? 0;
  tally.sent += accepted;
  tally.refused += completed - accepted;
  return child.message;
}

function summaryOf({ system, bare }, run) {
  const of = (rounds, key) => summarize(rounds.map((round) => round[key]));
  const figures = (rounds) => Object.fromEntries(Object.keys(rounds[0]).map((key) => [key, of(rounds, key)]));
  const result = { system: figures(system), bare: figures(bare) };
  const ratio = (statistic) => result.system.nodeMicroseconds[statistic] / result.bare.nodeMicroseconds[statistic];
  return {
    passed: run.refused === 0 && run.stored === run.sent,
    ...result,
    ratio: { least: ratio('least'), median: ratio('median') },
    run: { ...run, pinned: CAN_PIN },
    rounds: { system, bare },
  };
}

/** The figures as tables, the verdict last. */
export function intakeTables({ system, bare, ratio, run, passed }) {
  const row = (what, figures) => ({ 'CPU us per application': what, least: figures.least, median: figures.median });
  return [
    tableOf('Intake: POST /applications', [
      row('bare Fastify route', bare.nodeMicroseconds),
      row('system, Node, during the load', system.nodeMicroseconds),
      row('system, PostgreSQL, during the load', system.postgresMicroseconds),
      row('system, Node, until all is settled', system.settledNodeMicroseconds),
      row('system, PostgreSQL, until all is settled', system.settledPostgresMicroseconds),
      row('ratio system / bare, Node, during the load', ratio),
    ]),
    tableOf('Intake: rates (saturated, not a promise)', [rateRow('bare Fastify route', bare), rateRow('system', system)]),
    tableOf('Intake: check', [
      {
        rounds: run.rounds,
        'seconds each': run.seconds,
        'own cores': run.pinned ? 'yes' : 'no',
        accepted: run.sent,
        'rows stored': run.stored,
        refused: run.refused,
        passed: passed ? 'yes' : 'no',
      },
    ]),
  ].join('\n');
}

const rateRow = (what, { requestsPerSecond, p50Ms, p99Ms }) => ({
  what,
  'requests/s, median': Math.round(requestsPerSecond.median),
  'p50 ms': p50Ms.median,
  'p99 ms': p99Ms.median,
});
