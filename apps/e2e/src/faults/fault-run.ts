import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '@shortlist/api-client';
import { freePort } from '@shortlist/platform';
import { auditSettled } from './audit.js';
import type { Audit } from './audit.js';
import { Ledger } from './ledger.js';
import { secondsUntilSent } from './outboxes.js';
import { seededRandom } from './seeded-random.js';
import { StandaloneProcess } from './standalone-process.js';
import { submitAll } from './submitter.js';

export interface FaultRunOptions {
  readonly submissions: number;
  readonly faults: number;
  readonly seed: number;
  readonly concurrency?: number;
  readonly onProgress?: (text: string) => void;
}

export interface FaultRunResult extends Audit {
  readonly kills: number;
  readonly crashes: number;
  readonly seconds: number;
  /** From the last fault until nothing was left to do. */
  readonly settledSeconds: number;
  /** From the last fault until no outbox held an event older than it; null when that took longer than `OUTBOX_SECONDS`. */
  readonly outboxSeconds: number | null;
}

/** Every event that a fault has held up is on its way within this time. */
export const OUTBOX_SECONDS = 60;
/**
 * Submits applications while the process is killed (`kill -9`) and its PostgreSQL crashed (`immediate`) at random instants,
 * waits until the system has come right by itself, and compares it with the client's ledger.
 */
export async function faultRun(options: FaultRunOptions): Promise<FaultRunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-faults-'));
  const system = new StandaloneProcess(join(folder, 'data'), await freePort());
  const ledger = new Ledger(join(folder, 'ledger.ndjson'));
  const started = Date.now();
  try {
    await system.start();
    const jobId = await openJob(system.url);
    const { kills, crashes, lastFault, outboxSeconds } = await submitUnderFaults(system, jobId, ledger, options);
    const outcome = await auditSettled(system.folder, ledger);
    const exitCode = await system.stop();
    if (exitCode !== 0) throw new Error(`the system ended with ${exitCode}:\n${system.lastOutput()}`);
    const secondsSince = (instant: number): number => (Date.now() - instant) / 1_000;
    return { ...outcome, kills, crashes, outboxSeconds, seconds: secondsSince(started), settledSeconds: secondsSince(lastFault.getTime()) };
  } finally {
    await system.destroy();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function submitUnderFaults(
  system: StandaloneProcess,
  jobId: string,
  ledger: Ledger,
  { submissions, faults, seed, concurrency = 8, onProgress }: FaultRunOptions,
): Promise<{ kills: number; crashes: number; lastFault: Date; outboxSeconds: number | null }> {
  const random = seededRandom(seed);
  const aborted = new AbortController();
  let quota = 0;
  const submitting = submitAll({ url: system.url, jobId, submissions, concurrency, ledger, signal: aborted.signal, quota: () => quota });
  submitting.catch(() => aborted.abort());
  let kills = 0;
  let lastFault = new Date();
  for (let fault = 1; fault <= faults && !aborted.signal.aborted; fault++) {
    // Faults hit all along: none begins before the share of the one before it is accepted.
    while (ledger.accepted < quota && !aborted.signal.aborted) await sleep(20);
    quota = Math.ceil((submissions * fault) / faults);
    await sleep(random() * 400);
    lastFault = new Date();
    if (random() < 0.5) {
      kills++;
      await system.kill();
      await system.start();
    } else {
      await system.crashDatabase(random() * 500);
    }
    onProgress?.(`fault ${fault} of ${faults}, ${ledger.accepted} accepted`);
  }
  quota = submissions;
  const [outboxSeconds] = await Promise.all([secondsUntilSent(system.folder, lastFault, OUTBOX_SECONDS), submitting]);
  return { kills, crashes: faults - kills, lastFault, outboxSeconds };
}

async function openJob(url: string): Promise<string> {
  const client = new ApiClient({ baseUrl: url });
  const account = { email: 'admin@faults.example.com', password: 'a long enough pass phrase' };
  await client.call('POST /auth/register', { body: { name: 'Admin', ...account, organization: { name: 'Faults' } } });
  await client.signIn(account.email, account.password);
  const { data, headers } = await client.call('POST /jobs', { body: { title: 'Engineer', description: 'TypeScript and PostgreSQL' } });
  await client.call('PUT /jobs/:id/status', {
    path: { id: data.id },
    headers: { 'If-Match': headers.get('etag') ?? '' },
    body: { status: 'open' },
  });
  return data.id;
}
