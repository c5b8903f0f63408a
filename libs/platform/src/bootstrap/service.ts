import type { DynamicModule, Type } from '@nestjs/common';
import type { ContextName } from '@shortlist/contracts';
import { ConfigurationError, Environment } from '../config/variables.js';
import { addressOf, directClient } from '../database/connections.js';
import type { DatabaseAddress } from '../database/connections.js';
import { databaseVariables } from '../database/database.config.js';
import type { MigrationSet } from '../database/migrate.js';
import { migrateAll, provision } from '../database/provision.js';
import { OWNER_ROLE } from '../database/roles.js';
import { Logger, telemetryVariables } from '../telemetry/index.js';
import type { LogLevel } from '../telemetry/index.js';
import { Infrastructure } from './infrastructure.js';
import { RunningProcess, leave } from './process.js';
import type { ProcessParts } from './process.js';

/** One context as a process of its own. */
export interface Service {
  readonly context: ContextName;
  readonly modules: readonly (Type | DynamicModule)[];
  /** Port of the HTTP process unless PORT says otherwise; the worker's probes are a hundred above. */
  readonly port: number;
}

/** Runs the HTTP process of a context until SIGTERM or SIGINT. */
export function runHttp(service: Service): Promise<void> {
  return explained(() => run(service, { http: true, worker: false }, { PORT: String(service.port), PROBE_PORT: '0' }));
}

/** Runs the worker of a context until SIGTERM or SIGINT: event handlers, outbox relay and tasks. It answers probes only. */
export function runWorker(service: Service): Promise<void> {
  return explained(() => run(service, { http: false, worker: true }, { PORT: '0', PROBE_PORT: String(service.port + 100) }));
}

/**
 * Applies the migrations of the platform and of one context, and ends. The user of DATABASE_DIRECT_URL, or DATABASE_URL, may create roles and databases;
 * roles and database are made where they are missing, and the roles get the password of DATABASE_ROLES_PASSWORD.
 */
export function runMigrate(migrations: MigrationSet): Promise<void> {
  return explained(() => migrate(migrations));
}

/** A process that is configured wrongly says what to change, one problem a line, and ends with 2; a stack would hide it. */
async function explained(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const problem of error.problems) process.stderr.write(`${problem}\n`);
    process.exit(2);
  }
}

async function migrate(migrations: MigrationSet): Promise<void> {
  const environment = Environment.ofProcess();
  const { user, ...address } = addressOf(directUrl(environment));
  const password = environment.read(databaseVariables).DATABASE_ROLES_PASSWORD ?? address.password ?? undefined;
  await connected({ ...address, database: 'postgres' }, user, async (client) => {
    await provision(client, [migrations.schema], address.database, password);
  });
  await connected(address, user, async (client) => {
    await client.query(`SET ROLE ${OWNER_ROLE}`);
    await migrateAll(client, [migrations]);
  });
}

async function connected(
  address: DatabaseAddress,
  user: string,
  work: (client: ReturnType<typeof directClient>) => Promise<void>,
): Promise<void> {
  const client = directClient(address, user);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function run(service: Service, parts: ProcessParts, defaults: Record<string, string>): Promise<void> {
  const given = Environment.ofProcess();
  const named = { ...defaults, OTEL_SERVICE_NAME: `shortlist-${service.context}` };
  const missing = Object.entries(named).filter(([name]) => !given.has(name));
  const environment = given.with(Object.fromEntries(missing));
  environment.checkAll();
  const level = environment.read(telemetryVariables).LOG_LEVEL as LogLevel;
  const logger = Logger.create({ level, bindings: { context: service.context } });
  const infrastructure = new Infrastructure(
    environment,
    logger,
    addressOf(databaseUrl(environment)),
    undefined,
    addressOf(directUrl(environment)),
  );
  await infrastructure.open();
  const running = await RunningProcess.start(infrastructure, service.modules, parts);
  logger.info('service_started', { process: parts.http ? 'http' : 'worker' });
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  await running.stop();
  leave();
}

function databaseUrl(environment: Environment): string {
  const { DATABASE_URL } = environment.read(databaseVariables);
  if (DATABASE_URL) return DATABASE_URL;
  throw new ConfigurationError(['DATABASE_URL is missing: a single service needs a PostgreSQL server; "npm start" brings its own']);
}

/** LISTEN, session locks and prepared plans of the task queue do not outlive a transaction in a pooler. */
function directUrl(environment: Environment): string {
  return environment.read(databaseVariables).DATABASE_DIRECT_URL ?? databaseUrl(environment);
}
