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
  readonly deliveries: number;
  /** Deliveries of which the receiver never heard. */
  readonly missing: number;
  readonly duplicates: number;
}

const RECEIVERS = 3;
/** A killed run holds its endpoint for a minute. */
const DELIVERED_MS = 300_000;

/** Kills the process with `kill -9` again and again while it delivers; every event has to reach every receiver. */
export async function killsRun({ applications, kills, seed, progress }: KillsOptions): Promise<KillsResult> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-kills-'));
  const system = new StandaloneProcess(join(folder, 'data'), await freePort(), LOCAL_RECEIVERS);
  const receivers = await Promise.all(Array.from({ length: RECEIVERS }, () => HealthyReceiver.start()));
  const random = seededRandom(seed);
  try {
    await system.start();
    const tenant = await Tenant.register(system.url, 'kills');
    const jobId = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }], filtering: { autoAdvanceScore: 50 } });
    for (const { url } of receivers) await tenant.client.call('POST /webhooks', { body: { url, eventTypes: [] } });
    for (let kill = 0, sent = 0; kill < kills; kill++) {
      for (; sent < (applications * (kill + 1)) / kills; sent++) {
        await untilKnown(() => tenant.apply(jobId, `applicant.${sent}@example.org`, `Applicant\n\nSkills\nTypeScript\n`));
      }
      await sleep(200 + random() * 1_500);
      await system.kill();
      await system.start();
      progress(`${kill + 1} of ${kills} kills, ${receivers[0]?.received.length} deliveries at the first receiver`);
    }
    return { kills, ...(await counted(system.folder, receivers)) };
  } finally {
    await system.destroy();
    await Promise.all(receivers.map((receiver) => receiver.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the receivers heard, compared with the events that were published, once nothing is due any more. */
async function counted(folder: string, receivers: readonly HealthyReceiver[]): Promise<Omit<KillsResult, 'kills'>> {
  return asSuperuser(folder, async (client) => {
    const events = await eventually(async () => {
      const { rows } = await client.query<{ id: string }>('SELECT id FROM notifications.webhook_events');
      const open = await client.query(
        `SELECT 1 FROM notifications.webhook_deliveries WHERE state <> 'delivered' UNION ALL SELECT 1 FROM notifications.outbox WHERE published_at IS NULL
         UNION ALL SELECT 1 FROM applications.applications WHERE status <> 'shortlisted'`,
      );
      if (rows.length === 0 || open.rows.length > 0) throw new Error(`${open.rows.length} things are still under way`);
      return rows.map((row) => row.id);
    }, DELIVERED_MS);
    const heard = receivers.map(({ received }) => received.map((one) => one.id));
    return {
      deliveries: events.length * receivers.length,
      missing: heard.reduce((sum, ids) => sum + events.filter((id) => !ids.includes(id)).length, 0),
      duplicates: heard.reduce((sum, ids) => sum + ids.length - new Set(ids).size, 0),
    };
  });
}
