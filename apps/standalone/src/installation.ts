import {
  Infrastructure,
  Logger,
  RunningProcess,
  databaseVariables,
  freePort,
  httpVariables,
  telemetryVariables,
} from '@shortlist/platform';
import type { DatabaseAddress, Environment, PortWrapper, PostgresServer } from '@shortlist/platform';
import { contextModules } from './contexts.js';
import { DataFolder } from './data-folder.js';
import { addressAt, prepareDatabase, serverOf } from './database.js';

export interface InstallationOptions {
  readonly environment: Environment;
  /** Throw-away data: no wait for the disk, and everything is deleted at the end. */
  readonly temporary?: boolean;
  /** Stands in front of every port. */
  readonly wrap?: PortWrapper;
  /** Where it tells what happens; standard error unless given. */
  readonly logger?: Logger;
  /** Told before each step, for people who wait. */
  readonly onStep?: (step: string) => void;
}

/** The whole system in one process with its own PostgreSQL. */
export class Installation {
  private constructor(
    readonly url: string,
    readonly infrastructure: Infrastructure,
    readonly process: RunningProcess,
    private readonly folder: DataFolder,
    private readonly server: PostgresServer,
    private readonly temporary: boolean,
  ) {}

  /** Takes the data folder, starts PostgreSQL, applies migrations and starts every context. */
  static async open({
    environment,
    temporary = false,
    wrap,
    logger,
    onStep = () => undefined,
  }: InstallationOptions): Promise<Installation> {
    environment.checkAll();
    const folder = DataFolder.hold(environment.read(databaseVariables).DATA_DIR);
    let server: PostgresServer | null = null;
    let infrastructure: Infrastructure | null = null;
    try {
      onStep('Starting PostgreSQL');
      server = await serverOf(folder.path, !temporary);
      await server.start();
      onStep('Applying migrations');
      await prepareDatabase(server);
      onStep('Starting the services');
      const settled = await withAddress(environment.with({ DATA_DIR: folder.path }));
      const told = logger ?? Logger.create({ level: settled.read(telemetryVariables).LOG_LEVEL as 'info' });
      infrastructure = new Infrastructure(settled, told, addressAt(server), wrap);
      await infrastructure.open();
      const running = await RunningProcess.start(infrastructure, contextModules);
      const url = settled.read(httpVariables).PUBLIC_URL;
      folder.announce(url);
      return new Installation(url, infrastructure, running, folder, server, temporary);
    } catch (error) {
      await infrastructure?.tasks.stop(0).catch(() => undefined);
      await infrastructure?.close().catch(() => undefined);
      await server?.stop('fast').catch(() => undefined);
      folder.release();
      throw isPortTaken(error) ? new Error('The port is taken by another program. Stop that one, or set PORT to another number.') : error;
    }
  }

  /** Where its database is reached. */
  get address(): DatabaseAddress {
    return addressAt(this.server);
  }

  /** Stops in the reverse order; nothing that was accepted is lost. Where a step fails the next ones are taken all the same; then it throws. */
  async close(): Promise<void> {
    try {
      await this.process.stop();
    } finally {
      await this.server.stop(this.temporary ? 'immediate' : 'fast').finally(() => this.folder.release());
      if (this.temporary) this.server.remove();
    }
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Settles port and public address before anything is built that tells people where to go. */
async function withAddress(environment: Environment): Promise<Environment> {
  const { PORT } = environment.read(httpVariables);
  const port = PORT === 0 ? await freePort() : PORT;
  const publicUrl = environment.has('PUBLIC_URL') ? {} : { PUBLIC_URL: `http://localhost:${port}` };
  const probePort = environment.has('PROBE_PORT') || PORT !== 0 ? {} : { PROBE_PORT: '0' };
  return environment.with({ PORT: String(port), ...publicUrl, ...probePort });
}
