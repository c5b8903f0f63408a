import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTEXTS } from '@shortlist/contracts';
import { PostgresServer, directClient } from '@shortlist/platform';

const LOOK_EVERY_MS = 250;

/** Seconds from an instant until no outbox holds an unsent event that is older than it; null when that takes longer than allowed. */
export async function secondsUntilSent(folder: string, instant: Date, mostSeconds: number): Promise<number | null> {
  const server = await PostgresServer.prepare({ folder: join(folder, 'postgres') });
  const { host, port } = server.connection('postgres', 'shortlist');
  const client = directClient({ host, port, database: 'shortlist', password: null }, 'postgres');
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT schemaname AS name FROM pg_tables WHERE tablename = 'outbox' AND schemaname = ANY($1)",
      [CONTEXTS],
    );
    if (rows.length === 0) throw new Error('there is no outbox of any context');
    const unsent = rows
      .map(({ name }) => `SELECT 1 FROM ${name}.outbox WHERE published_at IS NULL AND created_at < $1`)
      .join(' UNION ALL ');
    for (;;) {
      const passed = (Date.now() - instant.getTime()) / 1_000;
      if ((await client.query(unsent, [instant])).rows.length === 0) return passed;
      if (passed > mostSeconds) return null;
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    await client.end();
  }
}
