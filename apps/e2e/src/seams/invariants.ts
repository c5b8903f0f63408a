import { MailboxTransport } from '@shortlist/platform';
import type { DatabaseAddress, MailTransport } from '@shortlist/platform';
import type pg from 'pg';
import { asSuperuser, countRows, schemasOf } from '../superuser.js';
import type { Journey } from './journey.js';

/** What must be true of an application, whatever went wrong on its way; each counts rows. */
const ONCE: Readonly<Record<string, string>> = {
  'stored once': 'SELECT 1 FROM applications.applications WHERE id = $1',
  'screened once': 'SELECT 1 FROM screening.screenings WHERE application_id = $1',
  'on the shortlist once': 'SELECT 1 FROM screening.shortlist_entries WHERE application_id = $1',
  'confirmed by one message':
    "SELECT 1 FROM notifications.messages WHERE application_id = $1 AND effect_key LIKE 'confirmation:%' AND state IN ('sent', 'unknown')",
  'advanced once': "SELECT 1 FROM applications.status_changes WHERE application_id = $1 AND to_status = 'shortlisted'",
  'announced to receivers once':
    "SELECT 1 FROM notifications.webhook_events WHERE type = 'applications.status_changed' AND data->>'applicationId' = $1::text AND data->>'to' = 'shortlisted'",
  'with one resume': 'SELECT 1 FROM candidates.resumes WHERE application_id = $1',
};

/** What a receiver has to hear of a journey, once each however often it is sent. */
const HEARD_ONCE = ['applications.received', 'applications.status_changed shortlisted'];

/** How much there is of what must grow by one with every journey. */
export interface Inventory {
  readonly applications: number;
  readonly candidates: number;
}

export function takeInventory(address: DatabaseAddress): Promise<Inventory> {
  return asSuperuser(address, inventory);
}

/** Promises that one journey was given and that do not hold; waits for nothing. `before` is from before the journey. */
export async function brokenPromises(
  address: DatabaseAddress,
  mail: MailTransport,
  journey: Journey,
  before: Inventory,
): Promise<string[]> {
  const heard = [...journey.heard().values()];
  const unheard = HEARD_ONCE.map((what) => ({ what, times: heard.filter((one) => one === what).length })).filter(
    ({ times }) => times !== 1,
  );
  return asSuperuser(address, async (client) => [
    ...(await storedOtherwise(client, journey, before)),
    ...unheard.map(({ what, times }) => `a receiver heard of ${times} events ${what}`),
    ...(await mailedOtherwise(client, mail, journey)),
    ...(await unfinished(client)),
  ]);
}

async function storedOtherwise(client: pg.Client, { applicationId }: Journey, before: Inventory): Promise<string[]> {
  const broken: string[] = [];
  for (const [promise, sql] of Object.entries(ONCE)) {
    const found = await countRows(client, sql, [applicationId]);
    if (found !== 1) broken.push(`${promise}: ${found}`);
  }
  const after = await inventory(client);
  for (const thing of ['applications', 'candidates'] as const) {
    if (after[thing] - before[thing] !== 1) broken.push(`${after[thing] - before[thing]} ${thing} more`);
  }
  const dead = await countRows(client, "SELECT 1 FROM platform.log_records WHERE topic LIKE '%.dlq'");
  return dead > 0 ? [...broken, `${dead} dead letters`] : broken;
}

/** Every message that counts as sent lies in the mailbox, and nothing else than messages does. */
async function mailedOtherwise(client: pg.Client, mail: MailTransport, { applicationId, email }: Journey): Promise<string[]> {
  if (!(mail instanceof MailboxTransport)) return ['mail does not go to the mailbox'];
  const { total } = await mail.list({ recipient: email, page: 1, limit: 1 });
  const messages = 'SELECT 1 FROM notifications.messages WHERE application_id = $1';
  const sent = await countRows(client, `${messages} AND state = 'sent'`, [applicationId]);
  const all = await countRows(client, messages, [applicationId]);
  return total >= sent && total <= all ? [] : [`${total} mails for ${sent} messages sent and ${all} in all`];
}

async function inventory(client: pg.Client): Promise<Inventory> {
  return {
    applications: await countRows(client, 'SELECT 1 FROM applications.applications'),
    candidates: await countRows(client, 'SELECT 1 FROM candidates.candidates'),
  };
}

async function unfinished(client: pg.Client): Promise<string[]> {
  const found: string[] = [];
  for (const schema of await schemasOf(client)) {
    const waiting = await countRows(client, `SELECT 1 FROM ${schema}.outbox WHERE published_at IS NULL`);
    const parked = await countRows(client, `SELECT 1 FROM ${schema}.parked_keys`);
    if (waiting + parked > 0) found.push(`${schema}: ${waiting} wait in the outbox, ${parked} are parked`);
  }
  return found;
}
