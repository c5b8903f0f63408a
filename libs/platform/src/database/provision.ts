import type pg from 'pg';
import { migrate } from './migrate.js';
import type { AppliedMigration, MigrationSet } from './migrate.js';
import {
  FAIRNESS_ROLE,
  OWNER_ROLE,
  PLATFORM_ROLE,
  REQUEST_KEEPER_ROLE,
  TASKS_ROLE,
  TASK_SENDER_ROLE,
  appRole,
  workerRole,
} from './roles.js';

export const platformMigrations: MigrationSet = { schema: 'platform', folder: new URL('./migrations/', import.meta.url) };

/** Makes the roles that are missing: an owner for the schemas, two login roles per context that own and bypass nothing. */
export async function provisionRoles(superuser: pg.Client, contexts: readonly string[]): Promise<void> {
  for (const role of loginRoles(contexts)) await superuser.query(createRole(role, 'LOGIN'));
  for (const group of [TASK_SENDER_ROLE, REQUEST_KEEPER_ROLE]) await superuser.query(createRole(group, 'NOLOGIN'));
  await superuser.query(`GRANT ${TASK_SENDER_ROLE} TO ${[PLATFORM_ROLE, ...rolesOf(contexts)].join(', ')}`);
  await superuser.query(`GRANT ${REQUEST_KEEPER_ROLE} TO ${[PLATFORM_ROLE, ...contexts.map(appRole)].join(', ')}`);
}

const rolesOf = (contexts: readonly string[]): string[] => contexts.flatMap((context) => [appRole(context), workerRole(context)]);
const loginRoles = (contexts: readonly string[]): string[] => [OWNER_ROLE, PLATFORM_ROLE, TASKS_ROLE, FAIRNESS_ROLE, ...rolesOf(contexts)];

/** Processes that provision at once wait for each other: PostgreSQL refuses to change one role or database twice at once. */
const LOCK = 7_203_863;

/**
 * Makes the roles of the contexts and the database, where they are missing; safe to run in several processes at once. A `password` becomes that
 * of the roles, also of those there are: that is how it is changed. Without one they log in only where the server trusts them (embedded).
 */
export async function provision(superuser: pg.Client, contexts: readonly string[], database: string, password?: string): Promise<void> {
  await superuser.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    await provisionRoles(superuser, contexts);
    if (password !== undefined) {
      for (const role of loginRoles(contexts)) await superuser.query(`ALTER ROLE ${role} PASSWORD ${superuser.escapeLiteral(password)}`);
    }
    await provisionDatabase(superuser, database);
  } finally {
    await superuser.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

/** Makes a database that the owner owns, with a schema for pg-boss that belongs to its own role. */
export async function provisionDatabase(superuser: pg.Client, name: string): Promise<void> {
  const { rowCount } = await superuser.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) await superuser.query(`CREATE DATABASE ${name} OWNER ${OWNER_ROLE}`);
  await superuser.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await superuser.query(`GRANT CONNECT ON DATABASE ${name} TO PUBLIC`);
  await superuser.query(`GRANT CREATE ON DATABASE ${name} TO ${TASKS_ROLE}`);
}

/** Applies the platform's migrations, then those of the contexts. */
export async function migrateAll(owner: pg.Client, contexts: readonly MigrationSet[]): Promise<AppliedMigration[]> {
  return migrate(owner, [platformMigrations, ...contexts]);
}

function createRole(name: string, login: 'LOGIN' | 'NOLOGIN'): string {
  return `DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${name}') THEN
      CREATE ROLE ${name} ${login} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`;
}
