import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '@shortlist/api-client';
import { CONTEXTS } from '@shortlist/contracts';
import { PostgresServer } from '@shortlist/platform';
import pg from 'pg';
import { processTree } from '../measure/processes.mjs';
import { startChild } from './child-server.mjs';

const SETTINGS = { PORT: '0', PROBE_PORT: '0', LOG_LEVEL: 'error', HTTP_RATE_LIMIT_SCALE: '1000000', INTAKE_APPEND_TIMEOUT_MS: '10000' };
const JOB_TRAVELS_MS = 20_000;
const SETTLE_MS = 300_000;

/**
 * Starts the whole system on throw-away data, with its durable PostgreSQL, and opens a job.
 * @param {{ core?: number, criteria?: object }} options
 */
export async function startSystem({ core, criteria } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-bench-'));
  const child = await startChild('./system-server.mjs', { core, env: { ...SETTINGS, DATA_DIR: folder } });
  const server = await PostgresServer.prepare({ folder: join(folder, 'postgres') });
  const database = new pg.Client(server.connection('postgres', 'shortlist'));
  await database.connect();
  const url = child.message.url;
  const jobId = await openJob(url, database, criteria);
  return {
    url,
    jobId,
    /** Ids by what they run. */
    processes() {
      const [node, ...parsers] = processTree(child.pid);
      return { node: [node], parsers, postgres: processTree(server.pid()) };
    },
    applications: () => count(database, 'SELECT count(*) AS n FROM applications.applications'),
    /** How to reach its PostgreSQL. */
    connection: server.connection('postgres', 'shortlist'),
    transactions: () => count(database, "SELECT xact_commit + xact_rollback AS n FROM pg_stat_database WHERE datname = 'shortlist'"),
    settled: (applications) => settled(database, applications),
    quiet: (applications) => quiet(database, applications),
    async close() {
      await database.end();
      await child.stop();
    },
  };
}

async function openJob(url, database, criteria) {
  const client = new ApiClient({ baseUrl: url });
  const account = { email: 'admin@bench.example.com', password: 'a long enough pass phrase' };
  await client.call('POST /auth/register', { body: { name: 'Admin', ...account, organization: { name: 'Bench' } } });
  await client.signIn(account.email, account.password);
  const job = { title: 'Software Engineer', description: 'Builds services in TypeScript on PostgreSQL.' };
  const { data, headers } = await client.call('POST /jobs', { body: job });
  const path = { id: data.id };
  await client.call('PUT /jobs/:id/status', { path, body: { status: 'open' }, headers: { 'If-Match': headers.get('etag') ?? '' } });
  await jobTravelled(database, data.id);
  if (criteria) await client.call('PUT /jobs/:id/screening-criteria', { path, body: criteria });
  return data.id;
}

/** A new job reaches the contexts that work with it as an event. */
async function jobTravelled(database, jobId) {
  const copies = ['applications', 'screening'].map(
    (context) => `SELECT 1 FROM ${context}.job_copies WHERE job_id = '${jobId}' AND status = 'open'`,
  );
  for (const deadline = Date.now() + JOB_TRAVELS_MS; ; await sleep(50)) {
    if ((await count(database, `SELECT count(*) AS n FROM (${copies.join(' UNION ALL ')}) AS here`)) === copies.length) return;
    if (Date.now() > deadline) throw new Error('The job did not reach applications and screening.');
  }
}

/** Waits until every application is stored and has gone its way, and no event waits to be sent. */
async function settled(database, applications) {
  const waiting = CONTEXTS.map((context) => `to_regclass('${context}.outbox')`).join(', ');
  const { rows } = await database.query(`SELECT found::text AS name FROM unnest(ARRAY[${waiting}]) AS found WHERE found IS NOT NULL`);
  const unsent = rows.map(({ name }) => `SELECT count(*) AS n FROM ${name} WHERE published_at IS NULL`).join(' UNION ALL ');
  for (const deadline = Date.now() + SETTLE_MS; ; await sleep(200)) {
    const stored = await count(database, 'SELECT count(*) AS n FROM applications.applications');
    const open = await count(database, "SELECT count(*) AS n FROM applications.applications WHERE status IN ('received', 'screening')");
    const events = await count(database, `SELECT sum(n) AS n FROM (${unsent}) AS outboxes`);
    if (stored >= applications && open === 0 && events === 0) return;
    if (Date.now() > deadline) throw new Error(`${stored} of ${applications} applications stored, ${open} open, ${events} events unsent.`);
  }
}

/** Waits until, beyond that, no task waits or runs: everybody is told and the index is up to date. */
async function quiet(database, applications) {
  await settled(database, applications);
  for (const deadline = Date.now() + SETTLE_MS; ; await sleep(200)) {
    const tasks = await count(database, "SELECT count(*) AS n FROM pgboss.job WHERE state < 'completed' AND left(name, 2) <> '__'");
    if (tasks === 0) return settled(database, applications);
    if (Date.now() > deadline) throw new Error(`${tasks} tasks wait.`);
  }
}

async function count(database, sql) {
  const { rows } = await database.query(sql);
  return Number(rows[0].n);
}
