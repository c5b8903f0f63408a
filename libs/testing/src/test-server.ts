import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTEXTS } from '@shortlist/contracts';
import { PostgresServer, directClient, provisionRoles } from '@shortlist/platform';

/** Bump it when the server's settings or roles change. */
const TEMPLATE_VERSION = 4;

const home = join(tmpdir(), `shortlist-test-${process.getuid?.() ?? 0}`);

/**
 * A PostgreSQL server of its own for one spec file: a copy of an initialised cluster that has all roles, about 0.2 s. Not
 * durable against power failure, which no test needs; `kill -9` is survived as usual.
 */
export async function startTestServer(): Promise<PostgresServer> {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const template = await templateFolder();
  const folder = join(home, `server-${process.pid}-${Math.random().toString(36).slice(2, 8)}`);
  execFileSync('cp', ['-a', template, folder]);
  const server = await PostgresServer.prepare({ folder, durable: false });
  await server.start();
  return server;
}

/** Stops the server and deletes its data. */
export async function stopTestServer(server: PostgresServer): Promise<void> {
  await server.stop('immediate');
  server.remove();
}

async function templateFolder(): Promise<string> {
  const id = createHash('sha256').update(`${TEMPLATE_VERSION} ${CONTEXTS.join()}`).digest('hex').slice(0, 12);
  const template = join(home, `template-${id}`);
  if (existsSync(template)) return template;
  const partial = `${template}-${process.pid}`;
  const server = await PostgresServer.prepare({ folder: partial, durable: false });
  await server.start();
  const superuser = directClient({ ...server.connection('postgres', 'postgres'), password: null }, 'postgres');
  await superuser.connect();
  await provisionRoles(superuser, CONTEXTS);
  await superuser.end();
  await server.stop();
  rmSync(server.folders.socket, { recursive: true, force: true });
  try {
    renameSync(partial, template);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
  return template;
}
