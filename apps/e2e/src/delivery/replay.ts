import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer, freePort } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { StandaloneProcess } from '../faults/standalone-process.js';
import { asSuperuser, schemasOf } from '../superuser.js';
import { Tenant } from '../tenant.js';
import { BOOKKEEPING, tableChecksums } from './checksums.js';
import { shortlist } from './command-line.js';

export interface ReplayOptions {
  readonly applications: number;
  readonly progress: (text: string) => void;
}

export interface ReplayResult {
  readonly holds: boolean;
  readonly summary: string;
  /** Tables whose content changed. */
  readonly changed: readonly string[];
}

interface GroupState {
  readonly group: string;
  readonly topic: string;
  readonly behind: number;
}

/** Every so many applications are a second one of the same person, are rejected, or have no readable resume. */
const EVERY = { duplicate: 7, rejected: 5, unreadable: 11 };
const SENT_AT_ONCE = 8;
const SETTLED_WITHIN_MS = 300_000;

/** Takes in applications, sets every group back to the beginning, lets it read everything again, and compares all tables. */
export async function proveReplay({ applications, progress }: ReplayOptions): Promise<ReplayResult> {
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-replay-'));
  const system = new StandaloneProcess(join(folder, 'data'), await freePort());
  try {
    await system.start();
    await fill(system.url, applications);
    await untilRead(system.folder);
    const refused = await shortlist(system.folder, 'groups', 'reset', 'screening');
    progress(`${applications} applications settled`);
    // A first start after the work shows what a start changes by itself.
    await stopped(system, () => Promise.resolve());
    await system.start();
    await untilRead(system.folder);
    const before = await stopped(system, () => tableChecksums(system.folder));
    const groups = [...new Set((await statesOf(system.folder)).map(({ group }) => group))];
    for (const group of groups) {
      const { exitCode, complaint } = await shortlist(system.folder, 'groups', 'reset', group);
      if (exitCode !== 0) throw new Error(`${group} was not reset: ${complaint}`);
    }
    const behind = (await statesOf(system.folder)).reduce((sum, state) => sum + state.behind, 0);
    progress(`${groups.length} groups set back, ${behind} records to read again`);
    await system.start();
    await untilRead(system.folder);
    const after = await stopped(system, () => tableChecksums(system.folder));
    const changed = [...before].flatMap(([name, sum]) => (after.get(name) === sum ? [] : [name]));
    const isRefused = refused.exitCode === 1 && refused.complaint.includes('is running');
    const holds = changed.length === 0 && behind > applications && isRefused && after.size === before.size;
    const summary =
      `${behind} records read again by ${groups.length} groups, ${before.size} tables compared (not ${Object.keys(BOOKKEEPING).join()}), ` +
      `${changed.length} changed${changed.length > 0 ? `: ${changed.join(', ')}` : ''}; ` +
      `a reset of a running group was ${isRefused ? 'refused' : 'NOT refused'}; ${Math.round((Date.now() - started) / 1_000)} s`;
    return { holds, summary, changed };
  } finally {
    await system.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(url: string, applications: number): Promise<void> {
  const tenant = await Tenant.register(url, 'replay');
  const jobId = await tenant.openJob({
    mustHaveSkills: [{ name: 'TypeScript' }],
    filtering: { topN: 5, minScore: 10, autoAdvanceScore: 60 },
  });
  let next = 0;
  const receipts: string[] = [];
  const work = async (): Promise<void> => {
    while (next < applications) {
      const number = next++;
      const person = number % EVERY.duplicate === 0 ? 0 : number;
      const text = number % EVERY.unreadable === 1 ? ' ' : resumeOf(person);
      receipts.push((await tenant.apply(jobId, `person.${person}@example.org`, text)).id);
    }
  };
  await Promise.all(Array.from({ length: SENT_AT_ONCE }, work));
  for (const [index, id] of receipts.entries()) if (index % EVERY.rejected === 0) await reject(tenant, id);
}

/** A duplicate's receipt names no application of its own, and one may be on its way still: neither is a fault here. */
async function reject(tenant: Tenant, id: string): Promise<void> {
  const path = { id };
  const read = await tenant.client.call('GET /applications/:id', { path }).catch(() => null);
  if (!read) return;
  const headers = { 'If-Match': read.headers.get('etag') ?? '' };
  await tenant.client
    .call('PUT /applications/:id/status', { path, body: { status: 'rejected', reason: 'Replay' }, headers })
    .catch(() => null);
}

function resumeOf(person: number): string {
  const skills = ['TypeScript', 'PostgreSQL', 'Kafka', 'Rust'].filter((_, index) => (person >> index) % 2 === 0).join(', ');
  return `Person Number${person}\nperson.${person}@example.org\n\nSkills\n${skills}\n\nExperience\nEngineer, Example Ltd\n01/2019 - 06/2023\nBuilt services.\n`;
}

/** Waits until neither an event nor a task waits, the keys of the coming days are made, and every group has read everything. */
async function untilRead(folder: string): Promise<void> {
  await eventually(async () => {
    const waiting = await waitingIn(folder);
    if (waiting > 0) throw new Error(`${waiting} events and tasks wait`);
    const behind = (await statesOf(folder)).filter((state) => state.behind > 0);
    if (behind.length > 0) throw new Error(behind.map((one) => `${one.group} is ${one.behind} behind on ${one.topic}`).join(', '));
  }, SETTLED_WITHIN_MS);
}

function waitingIn(folder: string): Promise<number> {
  return asSuperuser(folder, async (client) => {
    const unsent = (await schemasOf(client)).map((schema) => `SELECT 1 FROM ${schema}.outbox WHERE published_at IS NULL`);
    const tasks = "SELECT 1 FROM pgboss.job WHERE state < 'completed' AND left(name, 2) <> '__'";
    const keyless = 'SELECT 1 FROM platform.organizations_without_log_keys()';
    return (await client.query([tasks, keyless, ...unsent].join(' UNION ALL '))).rows.length;
  });
}

async function statesOf(folder: string): Promise<GroupState[]> {
  const { output, complaint, exitCode } = await shortlist(folder, 'groups', 'list', '--output', 'json');
  if (exitCode !== 0) throw new Error(`the groups were not listed: ${complaint}`);
  return JSON.parse(output) as GroupState[];
}

/** Stops the system, runs the work on its database alone, and stops that too. */
async function stopped<T>(system: StandaloneProcess, work: () => Promise<T>): Promise<T> {
  const exitCode = await system.stop();
  if (exitCode !== 0) throw new Error(`the system ended with ${exitCode}:\n${system.lastOutput()}`);
  const server = await PostgresServer.prepare({ folder: join(system.folder, 'postgres') });
  await server.start();
  try {
    return await work();
  } finally {
    await server.stop();
  }
}
