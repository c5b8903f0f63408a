import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresServer, freePort } from '@shortlist/platform';
import { auditSettled } from '../faults/audit.js';
import type { Audit } from '../faults/audit.js';
import { Ledger } from '../faults/ledger.js';
import { seededRandom } from '../faults/seeded-random.js';
import { StandaloneProcess } from '../faults/standalone-process.js';
import { contextServices } from '../services/context-services.js';
import type { ServiceProcess } from '../services/service-process.js';
import { Tenant } from '../tenant.js';
import { SteadyLoad } from './steady-load.js';

export interface StopRunOptions {
  /** How often something is stopped. */
  readonly stops: number;
  /** Separate services over one PostgreSQL instead of the one process. */
  readonly services: boolean;
  readonly seed: number;
  readonly onProgress?: (text: string) => void;
}

export interface StopRunResult extends Audit {
  readonly stops: number;
  /** Exit codes other than 0, with what was stopped. */
  readonly badExits: readonly string[];
  /** Requests that were taken up and did not get their receipt. */
  readonly failures: readonly string[];
  readonly slowestMs: number;
  readonly seconds: number;
}

/** What can be stopped and started again. */
interface Stoppable {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<number | null>;
  lastOutput(): string;
}

/** From readiness to the signal, at most. */
const LONGEST_LIFE_MS = 1_500;
/** A slow machine must not turn an append into an unconfirmed one, or a request into one too many: other promises. */
const PATIENT = { INTAKE_APPEND_TIMEOUT_MS: '30000', HTTP_MAX_EVENT_LOOP_DELAY_MS: '60000' };

/**
 * Stops what runs with SIGTERM at random instants while applications come in, starts it again, and at last compares what the clients know with
 * what is stored.
 */
export async function stopRun({ stops, services, seed, onProgress = () => undefined }: StopRunOptions): Promise<StopRunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-stops-'));
  const standalone = new StandaloneProcess(join(folder, 'data'), await freePort(), PATIENT);
  const ledger = new Ledger(join(folder, 'ledger.ndjson'));
  const startedAt = Date.now();
  let running: ServiceProcess[] = [];
  try {
    await standalone.start();
    const jobId = await openJob(standalone.url);
    let stoppable: readonly Stoppable[] = [Object.assign(standalone, { name: 'the process' })];
    let url = standalone.url;
    if (services) {
      await standalone.stop();
      ({ services: running, url } = await startServices(standalone.folder));
      stoppable = running;
    }
    const load = await SteadyLoad.begin({ url, jobId, ledger, concurrency: 6, pauseMs: 100 });
    const stopped = await stopOften(stoppable, stops, seed, onProgress);
    await load.end();
    onProgress(`${ledger.accepted} accepted; waiting until all has settled`);
    const outcome = await auditSettled(standalone.folder, ledger);
    return { ...outcome, ...stopped, stops, failures: load.failures, seconds: (Date.now() - startedAt) / 1_000 };
  } finally {
    for (const service of running) await service.kill();
    await standalone.destroy();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openJob(url: string): Promise<string> {
  const tenant = await Tenant.register(url, 'stops');
  const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
  return jobId;
}

async function stopOften(
  stoppable: readonly Stoppable[],
  stops: number,
  seed: number,
  onProgress: (text: string) => void,
): Promise<{ badExits: string[]; slowestMs: number }> {
  const random = seededRandom(seed);
  const badExits: string[] = [];
  let slowestMs = 0;
  for (let stop = 1; stop <= stops; stop++) {
    // Everything has its turn, as often as the rest.
    const one = stoppable[stop % stoppable.length];
    if (!one) throw new Error('there is nothing to stop');
    await sleep(random() * LONGEST_LIFE_MS);
    const signalled = performance.now();
    const exitCode = await one.stop();
    const took = performance.now() - signalled;
    slowestMs = Math.max(slowestMs, took);
    if (exitCode !== 0) badExits.push(`${one.name}: ${exitCode}\n${one.lastOutput()}`);
    await one.start();
    onProgress(`${stop} of ${stops}: ${one.name} ended with ${exitCode} in ${took.toFixed(0)} ms`);
  }
  return { badExits, slowestMs };
}

/** The HTTP process and the worker of each context over the database that the one process has left behind. */
async function startServices(folder: string): Promise<{ services: ServiceProcess[]; url: string }> {
  const server = await PostgresServer.prepare({ folder: join(folder, 'postgres') });
  await server.start();
  const url = `http://127.0.0.1:${await freePort()}`;
  const contexts = await contextServices({
    variables: {
      DATABASE_URL: server.url('postgres', 'shortlist'),
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      HTTP_RATE_LIMIT_SCALE: '100000',
      PUBLIC_URL: url,
      ...PATIENT,
    },
    portsOf: async (context) => ({
      http: context === 'applications' ? Number(new URL(url).port) : await freePort(),
      httpProbe: await freePort(),
      workerProbe: await freePort(),
    }),
    folder: join(folder, 'logs'),
  });
  const services = contexts.flatMap(({ http, worker }) => [http, worker]);
  for (const service of services) await service.start();
  return { services, url };
}
