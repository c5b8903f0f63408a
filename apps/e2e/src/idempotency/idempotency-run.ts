import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Infrastructure, Logger, RunningProcess } from '@shortlist/platform';
import type { DatabaseAddress, Environment } from '@shortlist/platform';
import { contextModules } from '@shortlist/standalone';
import type { Installation } from '@shortlist/standalone';
import { eventually } from '@shortlist/testing';
import { asSuperuser, countRows } from '../superuser.js';
import { withSystem } from '../system.js';
import { Tenant } from '../tenant.js';

export interface IdempotencyRunOptions {
  readonly keys: number;
  /** Posts at once with one key. */
  readonly posts: number;
  readonly onProgress?: (text: string) => void;
}

export interface IdempotencyResult {
  readonly keys: number;
  readonly posts: number;
  /** Keys whose answers were not all the same (of processes without a common cache: one answer each), or not all 202. */
  readonly differingAnswers: number;
  /** Other bodies under a key that were not refused with 422. */
  readonly otherBodiesTaken: number;
  /** Receipts from all processes that name no application, or another than the first of their key. */
  readonly unresolvedReceipts: number;
  readonly receipts: number;
  readonly applications: number;
}

const KEYS_AT_ONCE = 4;
const STORED_MS = 600_000;
const BUSY_PAUSE_MS = 200;
/** A slow machine must not turn an append into an unconfirmed one, which is another promise. */
const PATIENT = { INTAKE_APPEND_TIMEOUT_MS: '30000' };
/** Every so many keys are also used at a process that has a cache of its own, and after its cache was lost. */
const SHARED_EVERY = 5;

interface Receipt {
  readonly id: string;
  readonly statusUrl: string;
}

/**
 * Posts the same application many times at once with one key, at one process and at several, whose caches do not know each other; then
 * with another body. Compares the receipts with what is stored.
 */
export function idempotencyRun({ keys, posts, onProgress = () => undefined }: IdempotencyRunOptions): Promise<IdempotencyResult> {
  return withSystem(async (installation, environment) => {
    const others = [await httpProcess(environment, installation), await httpProcess(environment, installation)] as const;
    try {
      const tenant = await Tenant.register(installation.url, 'idempotency');
      const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
      // Waits until intake knows that the job is open; this application is none of those that are counted.
      await tenant.apply(jobId, 'first@example.org', 'First\n');
      const urls = [installation.url, await others[0].app.getUrl(), await others[1].app.getUrl()] as const;
      const outcome = await submitAll({ keys, posts, jobId, urls, onProgress });
      const unresolvedReceipts = await unresolved(installation.address, outcome.receipts, onProgress);
      return {
        keys,
        posts,
        differingAnswers: outcome.differing,
        otherBodiesTaken: outcome.taken,
        unresolvedReceipts,
        receipts: outcome.receipts.flat().length,
        applications: (await countApplications(installation.address)) - 1,
      };
    } finally {
      for (const other of others) await other.stop();
    }
  }, PATIENT);
}

/** The routes once more, with a cache of their own. */
async function httpProcess(environment: Environment, { address, url: publicUrl }: Installation): Promise<RunningProcess> {
  const own = environment.with({ PROBE_PORT: '0', PUBLIC_URL: publicUrl });
  const infrastructure = new Infrastructure(own, Logger.create({ level: 'error' }), address);
  await infrastructure.open();
  return RunningProcess.start(infrastructure, contextModules, { http: true, worker: false });
}

interface Submitted {
  readonly differing: number;
  readonly taken: number;
  /** Of each key. */
  readonly receipts: Receipt[][];
}

async function submitAll(options: {
  keys: number;
  posts: number;
  jobId: string;
  urls: readonly [string, string, string];
  onProgress: (text: string) => void;
}): Promise<Submitted> {
  const { keys, posts, jobId, onProgress } = options;
  const [url, second, third] = options.urls;
  const receipts: Receipt[][] = [];
  let [differing, taken, next] = [0, 0, 0];
  const work = async (): Promise<void> => {
    for (let index = next++; index < keys; index = next++) {
      const key = randomUUID();
      const body = { jobId, name: 'Test Applicant', email: `${key}@example.org` };
      const shared = index % SHARED_EVERY === 0;
      const answers = await Promise.all(
        Array.from({ length: posts }, (_, post) => submit(shared && post % 2 === 1 ? second : url, key, body)),
      );
      const distinct = new Set(answers.map((answer) => answer.text));
      if (distinct.size > (shared ? 2 : 1) || answers.some((answer) => answer.status !== 202)) differing += 1;
      if (shared) answers.push(await submit(third, key, body));
      // Each of these has a cache that knows the key by now.
      for (const asked of shared ? [url, second, third] : [url]) {
        if ((await submit(asked, key, { ...body, name: 'Somebody Else' })).status !== 422) taken += 1;
      }
      const accepted = answers.filter((answer) => answer.status === 202);
      receipts.push([...new Map(accepted.map(({ receipt }) => [receipt.id, receipt])).values()]);
      if (receipts.length % 100 === 0) onProgress(`${receipts.length} of ${keys} keys`);
    }
  };
  await Promise.all(Array.from({ length: KEYS_AT_ONCE }, work));
  return { differing, taken, receipts };
}

/** Whoever is refused because the system is busy asks again with the same key. */
async function submit(url: string, key: string, body: object): Promise<{ status: number; text: string; receipt: Receipt }> {
  const response = await fetch(`${url}/api/v1/applications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status === 503) {
    await sleep(BUSY_PAUSE_MS);
    return submit(url, key, body);
  }
  return { status: response.status, text, receipt: (JSON.parse(text) as { data: Receipt }).data };
}

/** Every receipt's status page answers, and in the store all receipts of one key stand for one application. */
async function unresolved(address: DatabaseAddress, receipts: readonly Receipt[][], onProgress: (text: string) => void): Promise<number> {
  let reported = 0;
  await eventually(async () => {
    const applications = await countApplications(address);
    if (applications > reported) onProgress(`${applications} of ${receipts.length} stored`);
    reported = applications;
    if (applications <= receipts.length) throw new Error(`${applications} of ${receipts.length} applications are stored`);
  }, STORED_MS);
  let failed = 0;
  for (const ofKey of receipts) {
    const named = await Promise.all(ofKey.map(({ id }) => applicationOf(address, id)));
    const pages = await Promise.all(ofKey.map(async ({ statusUrl }) => (await fetch(statusUrl)).status));
    failed += pages.filter((status) => status !== 200).length + named.filter((id) => id === null || id !== named[0]).length;
  }
  return failed;
}

function applicationOf(address: DatabaseAddress, receipt: string): Promise<string | null> {
  return asSuperuser(address, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT a.id FROM applications.applications a
        WHERE a.id = coalesce((SELECT r.application_id FROM applications.receipts r WHERE r.id = $1), $1)`,
      [receipt],
    );
    return rows[0]?.id ?? null;
  });
}

function countApplications(address: DatabaseAddress): Promise<number> {
  return asSuperuser(address, (client) => countRows(client, 'SELECT 1 FROM applications.applications'));
}
