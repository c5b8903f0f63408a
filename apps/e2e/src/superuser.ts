import { join } from 'node:path';
import { CONTEXTS } from '@shortlist/contracts';
import { PostgresServer, directClient } from '@shortlist/platform';
import type { DatabaseAddress } from '@shortlist/platform';

type Client = ReturnType<typeof directClient>;

/** Runs statements past every policy, in the running database of an installation. */
export async function asSuperuser<T>(place: string | DatabaseAddress, work: (client: Client) => Promise<T>): Promise<T> {
  const client = directClient(typeof place === 'string' ? await addressIn(place) : place, 'postgres');
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** How many rows a query finds. */
export async function countRows(client: Client, sql: string, parameters: unknown[] = []): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM (${sql}) AS found`, parameters);
  return Number(rows[0]?.n ?? 0);
}

/** The contexts that have a schema here. */
export async function schemasOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY($1)', [CONTEXTS]);
  if (rows.length === 0) throw new Error('there is no schema of any context');
  return rows.map(({ name }) => name);
}

/** The database of a data folder, whose server another process has started. */
async function addressIn(folder: string): Promise<DatabaseAddress> {
  const server = await PostgresServer.prepare({ folder: join(folder, 'postgres') });
  const { host, port } = server.connection('postgres', 'shortlist');
  return { host, port, database: 'shortlist', password: null };
}
