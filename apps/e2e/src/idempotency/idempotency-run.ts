import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Infrastructure, Logger, RunningProcess } from '@shortlist/platform';
import type { DatabaseAddress, Environment, PortWrapper } from '@shortlist/platform';
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
  /** Keys whose answers were not the same to the byte at every process that shares the cache, or not all 202. */
  readonly differingAnswers: number;
  /** Posts of another body that were not refused with 422 by every process whose cache has the key. */
  readonly otherBodiesTaken: number;
  /** Receipts that name no application, or another than the first of the same key and body; and those of another body that name that one. */
  readonly unresolvedReceipts: number;
  readonly receipts: number;
  /** Other bodies that came where the cache had lost the key: each is a submission of its own. */
  readonly otherSubmissions: number;
  readonly applications: number;
}

const KEYS_AT_ONCE = 4;
const STORED_MS = 600_000;
const BUSY_PAUSE_MS = 200;
/** A slow machine must not turn an append into an unconfirmed one, which is another promise. */
const PATIENT = { INTAKE_APPEND_TIMEOUT_MS: '30000' };
/** Of every so many keys the cache is taken away: they are used again at processes that never heard of them. */
const LOST_EVERY = 5;

/** The same routes at processes that share a cache, as with Redis, and at two with a cache of their own, for which that one is lost. */
interface Routes {
  readonly sharing: readonly string[];
  /** Gets the same body again. */
  readonly forgetful: string;
  /** Gets another body. */
  readonly ignorant: string;
}

interface Receipt {
  readonly id: string;
  readonly statusUrl: string;
}

/**
 * Posts the same application many times at once with one key, at processes that share a cache, then with another body at each of them: one
 * answer, to the byte, and 422. Where the cache lost the key, the same body gets a second receipt of the same application, and another body is a
 * submission of its own. Compares the receipts with what is stored.
 */
export function idempotencyRun({ keys, posts, onProgress = () => undefined }: IdempotencyRunOptions): Promise<IdempotencyResult> {
  return withSystem(async (installation, environment) => {
    const { cache } = installation.infrastructure;
    const processes: RunningProcess[] = [];
    const start = async (wrap?: PortWrapper): Promise<string> => {
      const process = await httpProcess(environment, installation, wrap);
      processes.push(process);
      return process.app.getUrl();
    };
    const sharing: PortWrapper = (name, port) => (name === 'cache' ? (cache as unknown as typeof port) : port);
    try {
      const routes = {
        sharing: [installation.url, await start(sharing), await start(sharing)],
        forgetful: await start(),
        ignorant: await start(),
      };
      const tenant = await Tenant.register(installation.url, 'idempotency');
      const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
      // Waits until intake knows that the job is open; this application is none of those that are counted.
      await tenant.apply(jobId, 'first@example.org', 'First\n');
      const { differing, taken, receipts, others } = await submitAll({ keys, posts, jobId, routes, onProgress });
      const unresolvedReceipts = await unresolved(installation.address, { receipts, others }, onProgress);
      return {
        keys,
        posts,
        differingAnswers: differing,
        otherBodiesTaken: taken,
        unresolvedReceipts,
        receipts: receipts.flat().length,
        otherSubmissions: others.length,
        applications: (await countApplications(installation.address)) - 1,
      };
    } finally {
      for (const process of processes) await process.stop();
    }
  }, PATIENT);
}

/** The routes once more, with a cache of their own unless they are given one. */
async function httpProcess(
  environment: Environment,
  { address, url: publicUrl }: Installation,
  wrap?: PortWrapper,
): Promise<RunningProcess> {
  const own = environment.with({ PROBE_PORT: '0', PUBLIC_URL: publicUrl });
  const infrastructure = new Infrastructure(own, Logger.create({ level: 'error' }), address, wrap);
  await infrastructure.open();
  return RunningProcess.start(infrastructure, contextModules, { http: true, worker: false });
}

interface Submitted {
  readonly differing: number;
  readonly taken: number;
  /** Of each key and its body; the first is the one that every process gave. */
  readonly receipts: Receipt[][];
  /** Of another body, beside the first receipt of its key. */
  readonly others: { readonly first: Receipt; readonly other: Receipt }[];
}

async function submitAll(options: {
  keys: number;
  posts: number;
  jobId: string;
  routes: Routes;
  onProgress: (text: string) => void;
}): Promise<Submitted> {
  const { keys, posts, jobId, routes, onProgress } = options;
  const { sharing } = routes;
  const receipts: Receipt[][] = [];
  const others: Submitted['others'] = [];
  let [differing, taken, next] = [0, 0, 0];
  const work = async (): Promise<void> => {
    for (let index = next++; index < keys; index = next++) {
      const key = randomUUID();
      const body = { jobId, name: 'Test Applicant', email: `${key}@example.org` };
      const otherBody = { ...body, name: 'Somebody Else', email: `else.${key}@example.org` };
      const answers = await Promise.all(
        Array.from({ length: posts }, (_, post) => submit(sharing[post % sharing.length] ?? '', key, body)),
      );
      if (new Set(answers.map(({ text }) => text)).size > 1 || answers.some(({ status }) => status !== 202)) differing += 1;
      for (const url of sharing) if ((await submit(url, key, otherBody)).status !== 422) taken += 1;
      if (index % LOST_EVERY === 0) {
        answers.push(await submit(routes.forgetful, key, body));
        if ((await submit(routes.forgetful, key, otherBody)).status !== 422) taken += 1;
        const [first, other] = [answers[0], await submit(routes.ignorant, key, otherBody)];
        if (first) others.push({ first: first.receipt, other: other.receipt });
      }
      const accepted = answers.filter((answer) => answer.status === 202);
      receipts.push([...new Map(accepted.map(({ receipt }) => [receipt.id, receipt])).values()]);
      if (receipts.length % 100 === 0) onProgress(`${receipts.length} of ${keys} keys`);
    }
  };
  await Promise.all(Array.from({ length: KEYS_AT_ONCE }, work));
  return { differing, taken, receipts, others };
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

/** Every receipt's status page answers, and in the store all receipts of one key and body stand for one application. */
async function unresolved(
  address: DatabaseAddress,
  { receipts, others }: Pick<Submitted, 'receipts' | 'others'>,
  onProgress: (text: string) => void,
): Promise<number> {
  const expected = receipts.length + others.length;
  let reported = 0;
  await eventually(async () => {
    const applications = await countApplications(address);
    if (applications > reported) onProgress(`${applications} of ${expected} stored`);
    reported = applications;
    if (applications <= expected) throw new Error(`${applications} of ${expected} applications are stored`);
  }, STORED_MS);
  let failed = 0;
  for (const ofKey of receipts) {
    const named = await Promise.all(ofKey.map(({ id }) => applicationOf(address, id)));
    const pages = await Promise.all(ofKey.map(async ({ statusUrl }) => (await fetch(statusUrl)).status));
    failed += pages.filter((status) => status !== 200).length + named.filter((id) => id === null || id !== named[0]).length;
  }
  for (const { first, other } of others) {
    const [named, page] = [await applicationOf(address, other.id), (await fetch(other.statusUrl)).status];
    if (named === null || named === (await applicationOf(address, first.id)) || page !== 200) failed += 1;
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
