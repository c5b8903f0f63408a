import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer, directClient, freePort, serverAccount } from '@shortlist/platform';
import { ServerProcess } from './server-process.js';

const ADMINISTRATOR = 'postgres';
const DATABASE = 'shortlist';
/** Two processes per context, each with a few pools. */
const CONNECTIONS = 300;

export interface DatabaseServerOptions {
  /** Keeps the data there; without it the data lies in a temporary folder and goes with `remove`. */
  readonly folder?: string;
  /** A free one unless given. */
  readonly port?: number;
  /** Of the administrator, from now on. */
  readonly password: string;
}

/** The PostgreSQL of the npm package as services find one: over TCP, where every role needs its password. */
export class DatabaseServer {
  private constructor(
    /** To be killed, frozen and started again. */
    readonly process: ServerProcess,
    /** For DATABASE_URL of who may do everything. */
    readonly administratorUrl: string,
    private readonly cluster: PostgresServer,
    private readonly folder: string,
  ) {}

  /** Makes the cluster where it is missing and waits until it serves. */
  static async start({ folder: kept, port: given, password }: DatabaseServerOptions): Promise<DatabaseServer> {
    const folder = kept ?? mkdtempSync(join(tmpdir(), 'shortlist-postgres-'));
    if (!kept) chmodSync(folder, 0o755);
    const port = given ?? (await freePort());
    const cluster = await PostgresServer.prepare({ folder: join(folder, 'data'), durable: kept !== undefined });
    const { data, socket, binaries } = cluster.folders;
    writeFileSync(join(data, 'pg_hba.conf'), 'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n');
    const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: socket, max_connections: CONNECTIONS };
    const asAdministrator = { host: socket, port, database: 'postgres', password: null };
    const server = new ServerProcess({
      name: 'postgres',
      command: join(binaries, 'bin', 'postgres'),
      args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      account: serverAccount(),
      folder,
      // Connections are closed and a checkpoint is written; SIGTERM would wait until the last client has gone.
      stopSignal: 'SIGINT',
      isReady: async () => {
        const client = directClient(asAdministrator, ADMINISTRATOR);
        await client.connect();
        await client.query(`ALTER ROLE ${ADMINISTRATOR} PASSWORD ${client.escapeLiteral(password)}`).finally(() => client.end());
        return true;
      },
    });
    await server.start();
    return new DatabaseServer(server, urlOf(ADMINISTRATOR, password, port), cluster, folder);
  }

  /** For DATABASE_URL of the services, which log in as roles of their own with this password. */
  servicesUrl(password: string): string {
    return urlOf('services', password, Number(new URL(this.administratorUrl).port));
  }

  async stop(): Promise<void> {
    await this.process.stop();
    rmSync(this.cluster.folders.socket, { recursive: true, force: true });
  }

  /** Ends the server at once and deletes its data. */
  async remove(): Promise<void> {
    await this.process.kill();
    this.cluster.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const urlOf = (user: string, password: string, port: number): string =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`;
