import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Environment, addressOf, databaseVariables } from '@shortlist/platform';
import type { DatabaseAddress } from '@shortlist/platform';
import { addressAt, withDatabase } from '@shortlist/standalone';
import { UsageError } from './exit-codes.js';

/** `DATA_DIR`, as an absolute path. */
export function dataDir(): string {
  return resolve(Environment.ofProcess().read(databaseVariables).DATA_DIR);
}

/**
 * Runs work on the database of the installation in `DATA_DIR`, which may be running or not, or on that of the services, which `DATABASE_URL` names; a
 * `UsageError` where there is neither.
 */
export function withInstalledDatabase<T>(work: (address: DatabaseAddress) => Promise<T>): Promise<T> {
  const folder = dataDir();
  if (!existsSync(join(folder, 'postgres'))) {
    const { DATABASE_URL, DATABASE_DIRECT_URL = DATABASE_URL } = Environment.ofProcess().read(databaseVariables);
    if (DATABASE_DIRECT_URL) return work(addressOf(DATABASE_DIRECT_URL));
    throw new UsageError(`There is no installation in ${folder}. Set DATA_DIR to where it is, or DATABASE_URL for services.`);
  }
  return withDatabase(Environment.ofProcess(), (server) => work(addressAt(server)));
}
