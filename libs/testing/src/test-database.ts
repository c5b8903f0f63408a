import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment, Infrastructure, Logger, OWNER_ROLE, directClient, migrateAll, provisionDatabase } from '@shortlist/platform';
import type { DatabaseAddress, MigrationSet, PortWrapper, PostgresServer } from '@shortlist/platform';
import type pg from 'pg';
import { startTestServer, stopTestServer } from './test-server.js';

const DATABASE = 'shortlist';

/** A migrated database with the embedded drivers over it, for one spec file. */
export class TestDatabase {
  private readonly opened: Infrastructure[] = [];

  private constructor(
    readonly server: PostgresServer,
    readonly address: DatabaseAddress,
    /** DATA_DIR of the infrastructures. */
    readonly folder: string,
  ) {}

  static async start(migrations: readonly MigrationSet[]): Promise<TestDatabase> {
    const server = await startTestServer();
    const folder = mkdtempSync(join(tmpdir(), 'shortlist-data-'));
    const { host, port } = server.connection('postgres', DATABASE);
    const database = new TestDatabase(server, { host, port, database: DATABASE, password: null }, folder);
    await database.asRole('postgres', (client) => provisionDatabase(client, DATABASE), 'postgres');
    await database.asRole(OWNER_ROLE, (client) => migrateAll(client, migrations));
    return database;
  }

  /** The drivers of a process; closed with the database. */
  async infrastructure(variables: Record<string, string> = {}, wrap?: PortWrapper): Promise<Infrastructure> {
    // A machine that is busy with other specs is not what is tested.
    const patient = { HTTP_MAX_EVENT_LOOP_DELAY_MS: '60000' };
    const environment = new Environment({ DATA_DIR: this.folder, LOG_LEVEL: 'fatal', ...patient, ...variables });
    const infrastructure = new Infrastructure(
      environment,
      Logger.create({ level: (variables.LOG_LEVEL ?? 'fatal') as 'fatal' }),
      this.address,
      wrap,
    );
    await infrastructure.open();
    this.opened.push(infrastructure);
    return infrastructure;
  }

  /** Runs statements as any role: `postgres` sees everything, `<context>_app` what a request sees. */
  async asRole<T>(role: string, work: (client: pg.Client) => Promise<T>, database = DATABASE): Promise<T> {
    const client = directClient({ ...this.address, database }, role);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Rows of a query as the superuser. */
  rows<Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.asRole('postgres', async (client) => (await client.query<Row>(sql, parameters)).rows);
  }

  async stop(): Promise<void> {
    for (const infrastructure of this.opened) {
      await infrastructure.tasks.stop(2_000);
      await infrastructure.close();
    }
    await stopTestServer(this.server);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
