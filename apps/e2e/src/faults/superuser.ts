import { join } from 'node:path';
import { CONTEXTS } from '@shortlist/contracts';
import { PostgresServer, directClient } from '@shortlist/platform';

type Client = ReturnType<typeof directClient>;

/** Runs statements past every policy, in the running database of an installation. */
export async function asSuperuser<T>(folder: string, work: (client: Client) => Promise<T>): Promise<T> {
  const server = await PostgresServer.prepare({ folder: join(folder, 'postgres') });
  const { host, port } = server.connection('postgres', 'shortlist');
  const client = directClient({ host, port, database: 'shortlist', password: null }, 'postgres');
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The contexts that have a schema here. */
export async function schemasOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY($1)', [CONTEXTS]);
  if (rows.length === 0) throw new Error('there is no schema of any context');
  return rows.map(({ name }) => name);
}
