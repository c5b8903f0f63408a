import { PLATFORM_ROLE, catalogueProblems, directClient } from '@shortlist/platform';
import type { DatabaseAddress } from '@shortlist/platform';
import { contextMigrations } from '@shortlist/standalone';
import type pg from 'pg';
import type { Finding } from './finding.js';

/** Whether every table is protected and every event on its way; rejects when the database cannot be reached. */
export async function examineDatabase(address: DatabaseAddress): Promise<Finding[]> {
  const problems = await asRole(address, PLATFORM_ROLE, catalogueProblems);
  const remedy = 'Someone changed the schema by hand: undo it, or restore from a backup.';
  const stuck = await stuckEvents(address);
  return [
    { ok: true, what: 'PostgreSQL answers' },
    ...(problems.length > 0
      ? problems.map((what) => ({ ok: false, what, remedy }))
      : [{ ok: true, what: 'every table is protected by row security' }]),
    {
      ok: stuck === 0,
      what: `${stuck} events wait in outboxes for more than a minute`,
      remedy: 'Start Shortlist; if they stay, read its log for outbox_relay_failed.',
    },
  ];
}

/** Each outbox as the worker of its context sees it: of all organizations. */
async function stuckEvents(address: DatabaseAddress): Promise<number> {
  const counts = await Promise.all(
    contextMigrations.map(({ schema }) =>
      asRole(address, `${schema}_worker`, async (client) => {
        const waiting = `SELECT count(*) FROM ${schema}.outbox WHERE published_at IS NULL AND created_at < now() - interval '1 minute'`;
        return Number((await client.query<{ count: string }>(waiting)).rows[0]?.count ?? 0);
      }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function asRole<T>(address: DatabaseAddress, role: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = directClient(address, role);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
