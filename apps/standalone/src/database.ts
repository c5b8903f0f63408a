import { join, resolve } from 'node:path';
import { OWNER_ROLE, PostgresServer, databaseVariables, directClient, migrateAll, provision } from '@shortlist/platform';
import type { AppliedMigration, DatabaseAddress, Environment } from '@shortlist/platform';
import { contextMigrations } from './contexts.js';
import { DataFolder, holderOf } from './data-folder.js';

const DATABASE = 'shortlist';

/** Where the database of a server is reached over its socket. */
export function addressAt(server: PostgresServer): DatabaseAddress {
  const { host, port } = server.connection('postgres', DATABASE);
  return { host, port, database: DATABASE, password: null };
}

/** The server of a data folder; made, not started. */
export function serverOf(dataDir: string, durable: boolean): Promise<PostgresServer> {
  return PostgresServer.prepare({ folder: join(resolve(dataDir), 'postgres'), durable });
}

/** Makes roles and database where they are missing and applies what is new. */
export async function prepareDatabase(server: PostgresServer): Promise<AppliedMigration[]> {
  const address = addressAt(server);
  const superuser = directClient({ ...address, database: 'postgres' }, 'postgres');
  await superuser.connect();
  try {
    const contexts = contextMigrations.map((set) => set.schema);
    await provision(superuser, contexts, DATABASE);
  } finally {
    await superuser.end();
  }
  const owner = directClient(address, OWNER_ROLE);
  await owner.connect();
  try {
    return await migrateAll(owner, contextMigrations);
  } finally {
    await owner.end();
  }
}

/** Runs maintenance on the database of DATA_DIR, beside the running installation or with the server started for it. */
export async function withDatabase<T>(environment: Environment, work: (server: PostgresServer) => Promise<T>): Promise<T> {
  const { DATA_DIR } = environment.read(databaseVariables);
  if (holderOf(DATA_DIR)) return work(await serverOf(DATA_DIR, true));
  const folder = DataFolder.hold(DATA_DIR);
  try {
    const server = await serverOf(folder.path, true);
    await server.start();
    try {
      return await work(server);
    } finally {
      await server.stop('fast');
    }
  } finally {
    folder.release();
  }
}
