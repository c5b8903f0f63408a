import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { seededRandom } from '../faults/seeded-random.js';
import { StandaloneProcess } from '../faults/standalone-process.js';
import { asSuperuser } from '../superuser.js';
import { LOCAL_RECEIVERS } from '../system.js';
import { Tenant, untilKnown } from '../tenant.js';
import { HealthyReceiver } from './receivers.js';

export interface KillsOptions {
  readonly applications: number;
  readonly kills: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

export interface KillsResult {
  readonly kills: number;
  readonly receivers: number;
  /** Pairs of a receiver and an event that it heard of. */
  readonly deliveries: number;
  /** Pairs that had to be heard of. */
  readonly owed: number;
  /** Those of them that were not. */
  readonly missing: number;
  readonly duplicates: number;
}

const HEARD_MS = 60_000;
/** A killed run holds its endpoint for a minute. */
const DELIVERED_MS = 600_000;

/**
 * Kills the process with `kill -9` again and again while it delivers; every event has to reach every receiver that was there before it. Since a
 * killed run holds its endpoint for a minute, every kill gets a new receiver: half of the kills come soon after that one heard of something
 * for the first time, the others whenever it may be.
 */
export async function killsRun({ applications, kills, seed, progress }: KillsOptions): Promise<KillsResult> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-kills-'));
  const system = new StandaloneProcess(join(folder, 'data'), await freePort(), LOCAL_RECEIVERS);
  const receivers = new Map<string, HealthyReceiver>();
  const random = seededRandom(seed);
  try {
    await system.start();
    const tenant = await Tenant.register(system.url, 'kills');
    const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }], filtering: { autoAdvanceScore: 50 } });
    for (let kill = 0, sent = 0; kill < kills; kill++) {
      const receiver = await HealthyReceiver.start();
      const { data } = await tenant.client.call('POST /webhooks', { body: { url: receiver.url, eventTypes: [] } });
      receivers.set(data.id, receiver);
      for (; sent < (applications * (kill + 1)) / kills; sent++) {
        await untilKnown(() => tenant.apply(jobId, `applicant.${sent}@example.org`, `Applicant\n\nSkills\nTypeScript\n`));
      }
      if (kill % 2 === 0) await untilHeard(receiver);
      await sleep(random() * (kill % 2 === 0 ? 300 : 1_500));
      await system.kill();
      await system.start();
      progress(`${kill + 1} of ${kills} kills, ${heardBy(receivers)} deliveries`);
    }
    return { kills, receivers: receivers.size, ...(await counted(system.folder, receivers)) };
  } finally {
    await system.destroy();
    await Promise.all([...receivers.values()].map((receiver) => receiver.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the receivers heard, compared with the events that were published, once nothing is due any more. */
async function counted(folder: string, receivers: ReadonlyMap<string, HealthyReceiver>): Promise<Omit<KillsResult, 'kills' | 'receivers'>> {
  return asSuperuser(folder, async (client) => {
    await eventually(async () => {
      const { rows } = await client.query<{ open: number }>(
        `SELECT (SELECT count(*) FROM notifications.webhook_deliveries WHERE state <> 'delivered')::int
              + (SELECT count(*) FROM notifications.outbox WHERE published_at IS NULL)::int
              + (SELECT count(*) FROM applications.applications WHERE status <> 'shortlisted')::int AS open`,
      );
      if (rows[0]?.open !== 0) throw new Error(`${rows[0]?.open} things are still under way`);
    }, DELIVERED_MS);
    const { rows: owed } = await client.query<{ webhook: string; event: string }>(
      `SELECT w.id AS webhook, e.id AS event FROM notifications.webhook_endpoints w
         JOIN notifications.webhook_events e ON e.organization_id = w.organization_id AND e.occurred_at > w.created_at`,
    );
    const heard = new Map([...receivers].map(([id, { received }]) => [id, new Set(received.map((one) => one.id))]));
    const distinct = [...heard.values()].reduce((sum, ids) => sum + ids.size, 0);
    return {
      deliveries: distinct,
      owed: owed.length,
      missing: owed.filter(({ webhook, event }) => !heard.get(webhook)?.has(event)).length,
      duplicates: heardBy(receivers) - distinct,
    };
  });
}

async function untilHeard({ received }: HealthyReceiver): Promise<void> {
  await eventually(() => {
    if (received.length === 0) throw new Error('the new receiver has heard nothing yet');
  }, HEARD_MS);
}

function heardBy(receivers: ReadonlyMap<string, HealthyReceiver>): number {
  return [...receivers.values()].reduce((sum, { received }) => sum + received.length, 0);
}
