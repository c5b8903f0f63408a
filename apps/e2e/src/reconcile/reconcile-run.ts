import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventDefinitions } from '@shortlist/contracts';
import { endLostTasks } from '@shortlist/platform';
import type { Installation } from '@shortlist/standalone';
import { eventually } from '@shortlist/testing';
import type pg from 'pg';
import { asSuperuser, countRows, schemasOf } from '../superuser.js';
import { LOCAL_RECEIVERS, withSystem } from '../system.js';
import { Tenant, untilKnown } from '../tenant.js';
import { NO_STATES_OF_ROWS, STATES } from './states.js';

export interface ReconcileRunOptions {
  /** Rows that lie still in every state; takes as many jobs and twice as many applications. */
  readonly each: number;
  /** Waits for the schedule instead of asking for rounds. */
  readonly bySchedule: boolean;
  readonly onProgress?: (text: string) => void;
}

export interface ReconcileResult {
  /** Rows that were planted, by what was planted. */
  readonly planted: Readonly<Record<string, number>>;
  /** Planted rows that are still stuck. */
  readonly stuck: number;
  /** What happened more than once, or to a row that was not stuck. */
  readonly doubled: readonly string[];
  /** States that the reconciler knows and that nothing was planted for. */
  readonly forgotten: readonly string[];
  readonly seconds: number;
}

const REPAIRED_WITHIN_MS = 300_000;
const SETTLED_MS = 1_800_000;
const JOBS_AT_ONCE = 8;

/** Lets everything that can lie still lie still, and waits until it has come right by itself. */
export async function reconcileRun({ each, bySchedule, onProgress = () => undefined }: ReconcileRunOptions): Promise<ReconcileResult> {
  const receiver = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  try {
    return await withSystem(async (installation) => {
      await settle(installation, receiver, each, onProgress);
      return asSuperuser(installation.address, async (client) => {
        const before = await effects(client);
        const planted = await plant(client, each);
        onProgress(`planted ${JSON.stringify(planted)}`);
        const startedAt = Date.now();
        const stuck = await repaired(client, installation, bySchedule ? () => Promise.resolve() : () => lookNow(installation), onProgress);
        const seconds = (Date.now() - startedAt) / 1_000;
        const forgotten = await statesWithoutPlant(installation);
        return { planted, stuck, doubled: doubled(before, planted, await effects(client)), forgotten, seconds };
      });
    }, LOCAL_RECEIVERS);
  } finally {
    await new Promise((resolve) => receiver.close(resolve));
  }
}

/** What the schedule does every minute. */
async function lookNow({ infrastructure: { reconciler, modelLedger, tasks, announcedTasks } }: Installation): Promise<void> {
  await reconciler.run();
  await modelLedger.endLost();
  await endLostTasks(tasks, announcedTasks);
}

/** Every state that a reconciler looks for is a label of its metric from the start. */
async function statesWithoutPlant({ infrastructure: { metrics } }: Installation): Promise<string[]> {
  const known = [...(await metrics.text()).matchAll(/^reconciled_total\{context="\w+",state="(\w+)"\}/gm)].map(([, state]) => state ?? '');
  const planted = new Set([...STATES.map(({ state }) => state), ...NO_STATES_OF_ROWS]);
  return known.filter((state) => !planted.has(state));
}

/** Jobs with two applications each that have come all the way, with a receiver that has heard of everything. All but the first are closed then. */
async function settle(installation: Installation, receiver: Server, jobs: number, onProgress: (text: string) => void): Promise<void> {
  const tenant = await Tenant.register(installation.url, 'reconcile');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await tenant.client.call('POST /webhooks', { body: { url, eventTypes: ['applications.received'] } });
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < jobs; index = next++) {
      await fillJob(tenant, index);
      if ((index + 1) % 100 === 0) onProgress(`${index + 1} of ${jobs} jobs have their applications`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(JOBS_AT_ONCE, jobs) }, work));
  await asSuperuser(installation.address, (client) =>
    eventually(async () => {
      const screened = await countRows(client, 'SELECT 1 FROM screening.screenings');
      if (screened < 2 * jobs) throw new Error(`${screened} of ${2 * jobs} applications are screened`);
      const { total, byState, events } = await workLeft(client, installation);
      if (total > 0) throw new Error(`not settled: ${JSON.stringify(byState)}, ${events} events under way`);
    }, SETTLED_MS),
  );
}

/** So that the candidates are matched with few jobs, all but the first are closed again. */
async function fillJob(tenant: Tenant, index: number): Promise<void> {
  const id = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
  for (const number of [2 * index, 2 * index + 1]) {
    const email = `applicant.${number}@example.org`;
    await tenant.apply(id, email, `Applicant\n${email}\n\nSkills\nTypeScript\n`);
  }
  if (index === 0) return;
  const path = { id };
  await untilKnown(async () => {
    const { headers } = await tenant.client.call('GET /jobs/:id', { path });
    await tenant.client.call('PUT /jobs/:id/status', {
      path,
      body: { status: 'closed' },
      headers: { 'If-Match': headers.get('etag') ?? '' },
    });
  });
}

/** Rows that are stuck and events under way, looked at in the order in which one becomes the other and that a row again, so that none slips through. */
async function workLeft(
  client: pg.Client,
  installation: Installation,
): Promise<{ total: number; byState: Record<string, number>; events: number }> {
  const before = await leftIn(client);
  const events = await eventsUnderWay(client, installation);
  const after = await leftIn(client);
  return { total: before.total + events + after.total, byState: after.byState, events };
}

/** Events that someone has still to hear of: handling them later would touch rows that are meant to lie still. First those that are not sent. */
async function eventsUnderWay(client: pg.Client, { infrastructure }: Installation): Promise<number> {
  const outboxes = (await schemasOf(client)).map((schema) => `SELECT 1 FROM ${schema}.outbox WHERE published_at IS NULL`);
  const unsent = await countRows(client, outboxes.join(' UNION ALL '));
  const readers = [...eventDefinitions().values()].flatMap(({ topic, to }) => to.map((group) => ({ group, topic })));
  const running = new Set<string>(infrastructure.runtimes().map(({ name }) => name));
  const lags = await Promise.all(
    readers.filter(({ group }) => running.has(group)).map(({ group, topic }) => infrastructure.eventLog.lag(group, [topic])),
  );
  return lags.flat().reduce((sum, { records }) => sum + records, unsent);
}

async function plant(client: pg.Client, each: number): Promise<Record<string, number>> {
  // Whoever could still work on them is gone, and no trigger makes the rows young again.
  await client.query("DELETE FROM pgboss.job WHERE name NOT LIKE '%reconcile' AND state IN ('created', 'retry')");
  await client.query("SET session_replication_role = 'replica'");
  const planted: Record<string, number> = {};
  for (const { name, plant: sql } of STATES) planted[name] = (await client.query(sql, [each])).rowCount ?? 0;
  await client.query("UPDATE screening.screening_subjects SET updated_at = now() - interval '1 hour'");
  await client.query("SET session_replication_role = 'origin'");
  return planted;
}

async function repaired(
  client: pg.Client,
  installation: Installation,
  round: () => Promise<void>,
  onProgress: (text: string) => void,
): Promise<number> {
  const deadline = Date.now() + REPAIRED_WITHIN_MS;
  for (let last = ''; ;) {
    const { total, byState } = await workLeft(client, installation);
    const text = JSON.stringify(byState);
    if (text !== last) onProgress(`stuck: ${text}`);
    last = text;
    if (total === 0 || Date.now() > deadline) return total;
    await round();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function leftIn(client: pg.Client): Promise<{ total: number; byState: Record<string, number> }> {
  const byState: Record<string, number> = {};
  for (const { name, stuck } of STATES) byState[name] = await countRows(client, stuck);
  return { total: Object.values(byState).reduce((sum, one) => sum + one, 0), byState };
}

/** What must happen once per planted row, and never otherwise. */
async function effects(client: pg.Client): Promise<Record<string, number>> {
  return {
    screenings: await countRows(client, 'SELECT 1 FROM screening.screenings'),
    sent: await countRows(client, "SELECT 1 FROM notifications.messages WHERE state = 'sent'"),
    unknown: await countRows(client, "SELECT 1 FROM notifications.messages WHERE state = 'unknown'"),
    messages: await countRows(client, 'SELECT 1 FROM notifications.messages'),
    applications: await countRows(client, 'SELECT 1 FROM applications.applications'),
    candidates: await countRows(client, 'SELECT 1 FROM candidates.candidates'),
    matches: await countRows(client, 'SELECT 1 FROM screening.matches'),
    lostTasks: await countRows(client, "SELECT 1 FROM platform.tasks WHERE error_code = 'tasks.lost'"),
    lostCalls: await countRows(client, "SELECT 1 FROM platform.model_calls WHERE state = 'unknown' AND failure = 'lost'"),
  };
}

function doubled(before: Record<string, number>, planted: Record<string, number>, after: Record<string, number>): string[] {
  const expected: Record<string, number> = {
    ...before,
    // A resume that is read again is screened again, once.
    screenings: (before.screenings ?? 0) + (planted.screening_unrecorded ?? 0) + (planted.resume_unread ?? 0),
    sent: (before.sent ?? 0) - (planted.message_sending ?? 0),
    unknown: planted.message_sending ?? 0,
    lostTasks: planted.task_lost ?? 0,
    lostCalls: planted.model_call_lost ?? 0,
  };
  return Object.entries(expected).flatMap(([name, wanted]) =>
    after[name] === wanted ? [] : [`${name}: ${after[name]} instead of ${wanted}`],
  );
}
