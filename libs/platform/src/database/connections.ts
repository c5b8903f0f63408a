import pg from 'pg';
import { PreparingClient } from './preparing-client.js';
import type { DataSource, DataSourceOptions } from 'typeorm';

/** A class with TypeORM's `@Entity`. */
export type EntityClass = new () => object;

/** How a role reaches the database: all but the user and its password are shared by the roles. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Null where the server trusts the socket's owner (embedded). */
  readonly password: string | null;
}

export interface PoolOptions {
  readonly size: number;
  readonly statementTimeoutMs: number;
  /** Whether connections keep their statements prepared; they do unless told otherwise. */
  readonly prepares?: boolean;
}

/** TypeORM's options for a pool that logs in as one role. Schema synchronisation is off: DDL lives in migrations. */
export function dataSourceOptions(
  address: DatabaseAddress,
  role: string,
  entities: readonly EntityClass[],
  pool: PoolOptions,
): DataSourceOptions {
  return {
    type: 'postgres',
    ...login(address, role),
    applicationName: role,
    entities: [...entities],
    synchronize: false,
    logging: false,
    installExtensions: false,
    poolSize: pool.size,
    extra: {
      ...(pool.prepares !== false && { Client: PreparingClient }),
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: 5_000,
      statement_timeout: pool.statementTimeoutMs,
    },
    poolErrorHandler: () => undefined,
  };
}

export interface PoolUse {
  readonly used: number;
  readonly idle: number;
  /** Units of work that wait for a connection. */
  readonly waiting: number;
  readonly most: number;
}

/** The role of an open pool and how busy it is. */
export function poolOf({ driver, options }: DataSource): [role: string, use: PoolUse] {
  const { totalCount, idleCount, waitingCount } = (driver as unknown as { readonly master: pg.Pool }).master;
  const { username, poolSize = 0 } = options as { readonly username?: string; readonly poolSize?: number };
  return [username ?? '', { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount, most: poolSize }];
}

/** One connection outside any pool, for LISTEN and migrations. */
export function directClient(address: DatabaseAddress, role: string): pg.Client {
  const client = new pg.Client({ ...login(address, role), application_name: `${role}:direct`, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  return client;
}

/** The address a URL names; the user in the URL is the owner that runs migrations. */
export function addressOf(url: string): DatabaseAddress & { user: string } {
  const parsed = new URL(url);
  return {
    host: parsed.searchParams.get('host') ?? parsed.hostname,
    port: Number(parsed.port || 5432),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    user: decodeURIComponent(parsed.username),
    password: parsed.password ? decodeURIComponent(parsed.password) : null,
  };
}

function login(
  address: DatabaseAddress,
  role: string,
): { host: string; port: number; database: string; user: string; username: string; password?: string } {
  const { host, port, database, password } = address;
  return { host, port, database, user: role, username: role, ...(password !== null && { password }) };
}
