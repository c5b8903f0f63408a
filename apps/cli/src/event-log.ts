import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventDefinitions } from '@shortlist/contracts';
import {
  DirectConnection,
  Environment,
  PLATFORM_ROLE,
  PostgresEventLog,
  dataSourceOptions,
  databaseVariables,
  directClient,
} from '@shortlist/platform';
import { addressAt, withDatabase } from '@shortlist/standalone';
import { DataSource } from 'typeorm';
import { UsageError } from './exit-codes.js';

/** A topic and a context that reads it: its group in the log. */
export interface Reading {
  readonly topic: string;
  readonly group: string;
}

/** Who reads what, as the contracts say. */
export function readings(): Reading[] {
  const found = new Map<string, Reading>();
  for (const { topic, to } of eventDefinitions().values()) for (const group of to) found.set(`${topic}/${group}`, { topic, group });
  return [...found.values()];
}

/** Runs work on the event log of the installation in `DATA_DIR`, which may be running or not. */
export function withEventLog<T>(work: (log: PostgresEventLog) => Promise<T>): Promise<T> {
  const environment = Environment.ofProcess();
  const folder = resolve(environment.read(databaseVariables).DATA_DIR);
  if (!existsSync(join(folder, 'postgres'))) throw new UsageError(`There is no installation in ${folder}. Set DATA_DIR to where it is.`);
  return withDatabase(environment, async (server) => {
    const address = addressAt(server);
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
