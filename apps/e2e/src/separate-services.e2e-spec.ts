import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '@shortlist/platform';
import type { PostgresServer } from '@shortlist/platform';
import { eventually, startTestServer, stopTestServer } from '@shortlist/testing';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
type Context = 'auth' | 'jobs';

let server: PostgresServer;
let folder: string;
let ports: Record<Context, number>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  server = await startTestServer();
  folder = mkdtempSync(join(tmpdir(), 'shortlist-services-'));
  ports = { auth: await freePort(), jobs: await freePort() };
  const migrations = (['auth', 'jobs'] as const).map((context) => ended(start(context, 'migrate', {})));
  expect(await Promise.all(migrations)).toEqual([0, 0]);
  for (const context of ['auth', 'jobs'] as const) {
    children.push(start(context, 'main', { PORT: String(ports[context]) }), start(context, 'worker', { PROBE_PORT: '0' }));
  }
  for (const port of Object.values(ports)) {
    await eventually(async () => expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200), 60_000);
  }
}, 180_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await stopTestServer(server);
  rmSync(folder, { recursive: true, force: true });
});

/** A file of `apps/<context>`, as its own process over the shared database. */
function start(context: string, file: string, variables: Record<string, string>, stderr: 'inherit' | 'pipe' = 'inherit'): ChildProcess {
  const shared = { DATABASE_URL: server.url('postgres', 'shortlist'), DATA_DIR: folder, LOG_LEVEL: 'error', ...variables };
  const loader = ['--conditions=@shortlist/source', '--import', join(ROOT, 'tools/loader/source.mjs')];
  const settings = Object.entries(shared).map(([name, value]) => `${name}=${value}`);
  return spawn('env', [...settings, process.execPath, ...loader, join(ROOT, 'apps', context, 'src', `${file}.ts`)], {
    cwd: ROOT,
    stdio: ['inherit', 'inherit', stderr],
  });
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

async function call(
  context: Context,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`http://127.0.0.1:${ports[context]}/api/v1${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

describe('contexts as separate processes', () => {
  it('accept each other’s tokens and keys, learn from each other by events, and hear when a session ends', async () => {
    const account = { email: 'ada@services.example.com', password: 'a long enough pass phrase' };
    const registered = await call('auth', 'POST', '/auth/register', {
      name: 'Ada',
      ...account,
      organization: { name: 'Services Ltd', slug: 'services' },
    });
    expect(registered.status).toBe(201);
    const tokens = (await (await call('auth', 'POST', '/auth/login', account)).json()) as { data: { accessToken: string } };
    const authorization = { authorization: `Bearer ${tokens.data.accessToken}` };
    const created = await call('jobs', 'POST', '/jobs', { title: 'Engineer' }, authorization);
    expect(created.status).toBe(201);
    const { data: job } = (await created.json()) as { data: { id: string } };
    const opened = await call(
      'jobs',
      'PUT',
      `/jobs/${job.id}/status`,
      { status: 'open' },
      { ...authorization, 'if-match': created.headers.get('etag') ?? '' },
    );
    expect(opened.status).toBe(200);
    await eventually(async () => {
      const page = (await (await call('jobs', 'GET', '/public/organizations/services/jobs')).json()) as { data: { id: string }[] };
      expect(page.data.map((one) => one.id)).toEqual([job.id]);
    });
    const apiKey = await call('auth', 'POST', '/api-keys', { name: 'Payroll', scopes: ['job:read'] }, authorization);
    const { data: key } = (await apiKey.json()) as { data: { secret: string } };
    const byKey = { authorization: `Bearer ${key.secret}` };
    expect((await call('jobs', 'GET', `/jobs/${job.id}`, undefined, byKey)).status).toBe(200);
    expect((await call('jobs', 'POST', '/jobs', { title: 'Engineer' }, byKey)).status).toBe(403);
    expect((await call('auth', 'POST', '/auth/logout', {}, authorization)).status).toBe(204);
    await eventually(async () => expect((await call('jobs', 'GET', '/jobs', undefined, authorization)).status).toBe(401), 60_000);
  }, 120_000);

  it('say what is missing in their configuration, without a stack, and end with 2', async () => {
    const child = start('jobs', 'main', { DATABASE_URL: '', PORT: 'many' }, 'pipe');
    let told = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text));
    expect(await ended(child)).toBe(2);
    expect(told).toMatch(/^PORT .*\n$/);
  });

  it('stop with exit code 0 on SIGTERM', async () => {
    for (const child of children) child.kill('SIGTERM');
    expect(await Promise.all(children.map(ended))).toEqual(children.map(() => 0));
  });
});
