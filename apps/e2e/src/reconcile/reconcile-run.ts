import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventDefinitions } from '@shortlist/contracts';
import type { Installation } from '@shortlist/standalone';
import { eventually } from '@shortlist/testing';
import type pg from 'pg';
import { asSuperuser, countRows, schemasOf } from '../superuser.js';
import { LOCAL_RECEIVERS, withSystem } from '../system.js';
import { Tenant } from '../tenant.js';

export interface ReconcileRunOptions {
  /** Applications; each gives about three rows that get stuck. */
  readonly applications: number;
  /** Waits for the schedule instead of asking for rounds. */
  readonly bySchedule: boolean;
  readonly onProgress?: (text: string) => void;
}

export interface ReconcileResult {
  /** Rows that were planted, by state. */
  readonly planted: Readonly<Record<string, number>>;
  /** Planted rows that are still stuck. */
  readonly stuck: number;
  /** What happened more than once, or to a row that was not stuck. */
  readonly doubled: readonly string[];
  readonly seconds: number;
}

const REPAIRED_WITHIN_MS = 300_000;

/** Rows of a state that are stuck: none may be left. */
const STUCK: Readonly<Record<string, string>> = {
  resume_unread: "SELECT 1 FROM candidates.resumes WHERE status = 'pending'",
  screening_unrecorded: 'SELECT 1 FROM screening.screening_subjects WHERE requested_run > run',
  message_unsent: "SELECT 1 FROM notifications.messages WHERE state = 'pending'",
  message_sending: "SELECT 1 FROM notifications.messages WHERE state = 'sending'",
  webhook_undelivered: "SELECT 1 FROM notifications.webhook_deliveries WHERE state = 'pending'",
  shortlist_behind: 'SELECT 1 FROM screening.screening_subjects s LEFT JOIN screening.shortlists l USING (job_id) WHERE l.job_id IS NULL',
};

/** How rows come to lie still: what worked on them is gone, and nobody has touched them for an hour. */
const PLANTS: readonly (readonly [state: string, sql: string])[] = [
  [
    'resume_unread',
    `UPDATE candidates.resumes SET status = 'pending', run = run + 1, updated_at = now() - interval '1 hour' WHERE abs(hashtext(id::text)) % 2 = 0`,
  ],
  [
    'screening_unrecorded',
    `UPDATE screening.screening_subjects s SET requested_run = run + 1, updated_at = now() - interval '1 hour'
      WHERE NOT EXISTS (SELECT FROM candidates.resumes r WHERE r.application_id = s.application_id AND r.status = 'pending')`,
  ],
  [
    'message_unsent',
    `UPDATE notifications.messages SET state = 'pending', sent_at = NULL, updated_at = now() - interval '1 hour', send_after = now() - interval '1 hour'
      WHERE abs(hashtext(id::text)) % 2 = 0`,
  ],
  [
    'message_sending',
    `UPDATE notifications.messages SET state = 'sending', updated_at = now() - interval '1 hour', send_after = now() - interval '1 hour'
      WHERE abs(hashtext(id::text)) % 2 = 1`,
  ],
  [
    'webhook_undelivered',
    `UPDATE notifications.webhook_deliveries SET state = 'pending', next_attempt_at = now() - interval '1 hour', updated_at = now() - interval '1 hour'`,
  ],
  ['shortlist_behind', 'DELETE FROM screening.shortlists'],
];

/** Lets everything that can lie still lie still, and waits until it has come right by itself. */
export async function reconcileRun({
  applications,
  bySchedule,
  onProgress = () => undefined,
}: ReconcileRunOptions): Promise<ReconcileResult> {
  const receiver = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  try {
    return await withSystem(async (installation) => {
      await settle(installation, receiver, applications, onProgress);
      return asSuperuser(installation.address, async (client) => {
        const before = await effects(client);
        const planted = await plant(client);
        onProgress(`planted ${JSON.stringify(planted)}`);
        const startedAt = Date.now();
        const stuck = await repaired(
          client,
          installation,
          async () => void (bySchedule || (await installation.infrastructure.reconciler.run())),
          onProgress,
        );
        const seconds = (Date.now() - startedAt) / 1_000;
        return { planted, stuck, doubled: doubled(before, planted, await effects(client)), seconds };
      });
    }, LOCAL_RECEIVERS);
  } finally {
    await new Promise((resolve) => receiver.close(resolve));
  }
}

/** Applications that have come all the way, with a receiver that has heard of everything. */
async function settle(
  installation: Installation,
  receiver: Server,
  applications: number,
  onProgress: (text: string) => void,
): Promise<void> {
  const tenant = await Tenant.register(installation.url, 'reconcile');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await tenant.client.call('POST /webhooks', { body: { url, eventTypes: ['applications.received'] } });
  const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
  for (let done = 0; done < applications; done += 20) {
    const batch = Array.from({ length: Math.min(20, applications - done) }, (_, index) => `applicant.${done + index}@example.org`);
    await Promise.all(batch.map((email) => tenant.apply(jobId, email, `Applicant\n${email}\n\nSkills\nTypeScript\n`)));
  }
  onProgress(`${applications} applications submitted`);
  await tenant.untilScreened(jobId, applications, 600_000);
  await asSuperuser(installation.address, (client) =>
    eventually(async () => {
      const { total, byState, events } = await workLeft(client, installation);
      if (total > 0) throw new Error(`not settled: ${JSON.stringify(byState)}, ${events} events under way`);
    }, 120_000),
  );
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

async function plant(client: pg.Client): Promise<Record<string, number>> {
  // Whoever could still work on them is gone, and no trigger makes the rows young again.
  await client.query("DELETE FROM pgboss.job WHERE name NOT LIKE '%reconcile' AND state IN ('created', 'retry')");
  await client.query("SET session_replication_role = 'replica'");
  const planted: Record<string, number> = {};
  for (const [state, sql] of PLANTS) planted[state] = (await client.query(sql)).rowCount ?? 0;
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
  for (const [state, sql] of Object.entries(STUCK)) byState[state] = await countRows(client, sql);
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
  };
}

function doubled(before: Record<string, number>, planted: Record<string, number>, after: Record<string, number>): string[] {
  const expected: Record<string, number> = {
    ...before,
    // A resume that is read again is screened again, once.
    screenings: (before.screenings ?? 0) + (planted.screening_unrecorded ?? 0) + (planted.resume_unread ?? 0),
    sent: (before.sent ?? 0) - (planted.message_sending ?? 0),
    unknown: planted.message_sending ?? 0,
  };
  return Object.entries(expected).flatMap(([name, wanted]) =>
    after[name] === wanted ? [] : [`${name}: ${after[name]} instead of ${wanted}`],
  );
}
