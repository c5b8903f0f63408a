import {
  DirectConnection,
  Environment,
  Logger,
  PLATFORM_ROLE,
  PostgresEventLog,
  dataSourceOptions,
  directClient,
  externalEventLog,
} from '@shortlist/platform';
import type { OpenedEventLog } from '@shortlist/platform';
import { DataSource } from 'typeorm';
import { withInstalledDatabase } from './installed-database.js';

/** The log as an operator has it. */
export type InstalledLog = OpenedEventLog['log'];

/** Runs work on the event log that EVENT_LOG_DRIVER names: for postgres that of the installation in `DATA_DIR`, which may be running or not. */
export async function withEventLog<T>(work: (log: InstalledLog) => Promise<T>): Promise<T> {
  const external = externalEventLog(Environment.ofProcess(), Logger.create({ level: 'error' }), () => undefined);
  if (!external) return withStoredLog(work);
  try {
    return await work(external.log);
  } finally {
    await external.close();
  }
}

function withStoredLog<T>(work: (log: InstalledLog) => Promise<T>): Promise<T> {
  return withInstalledDatabase(async (address) => {
    const source = new DataSource(dataSourceOptions(address, PLATFORM_ROLE, [], { size: 2, statementTimeoutMs: 15_000 }));
    await source.initialize();
    const direct = new DirectConnection(() => directClient(address, PLATFORM_ROLE));
    try {
      return await work(new PostgresEventLog(source, direct));
    } finally {
      await direct.close();
      await source.destroy();
    }
  });
}
