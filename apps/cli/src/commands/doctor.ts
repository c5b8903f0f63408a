import { accessSync, constants, existsSync, statSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { Environment, catalogueProblems, databaseVariables, directClient, httpVariables, keyVariables } from '@shortlist/platform';
import type { PostgresServer } from '@shortlist/platform';
import { addressAt, contextMigrations, holderOf, withDatabase } from '@shortlist/standalone';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { examineServers } from '../servers.js';

interface Finding {
  readonly ok: boolean;
  readonly what: string;
  /** How to mend it. */
  readonly remedy?: string;
}

const LEAST_FREE_BYTES = 1024 ** 3;

/** `shortlist doctor`: what is wrong with this installation and how to mend it. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check this installation and say what is wrong and how to mend it')
    .action(async () => {
      const findings = await examine(Environment.ofProcess());
      for (const { ok, what, remedy } of findings)
        process.stdout.write(`${ok ? 'ok     ' : 'PROBLEM'}  ${what}${ok || !remedy ? '' : `\n         ${remedy}`}\n`);
      process.exitCode = findings.every((finding) => finding.ok) ? EXIT.ok : EXIT.fault;
    });
}

async function examine(environment: Environment): Promise<Finding[]> {
  const folder = resolve(environment.read(databaseVariables).DATA_DIR);
  const findings = [
    configuration(environment),
    ...dataFolder(folder),
    masterKey(environment, folder),
    await port(environment, folder),
    parserLimits(),
    ...(await examineServers(environment)),
  ];
  if (!existsSync(join(folder, 'postgres'))) return [...findings, { ok: true, what: 'no data yet: "shortlist start" makes it' }];
  try {
    return [...findings, ...(await withDatabase(environment, database))];
  } catch (error) {
    return [
      ...findings,
      {
        ok: false,
        what: `PostgreSQL cannot be reached: ${(error as Error).message}`,
        remedy: `Read ${join(folder, 'postgres', 'server.log')}.`,
      },
    ];
  }
}

function configuration(environment: Environment): Finding {
  try {
    environment.checkAll();
    return { ok: true, what: 'configuration' };
  } catch (error) {
    return { ok: false, what: (error as Error).message, remedy: 'Compare with .env.example.' };
  }
}

function dataFolder(folder: string): Finding[] {
  const existing = existsSync(folder) ? folder : dirname(folder);
  try {
    accessSync(existing, constants.W_OK);
  } catch {
    return [
      { ok: false, what: `${existing} cannot be written`, remedy: 'Give its owner write permission, or set DATA_DIR to another folder.' },
    ];
  }
  const { bavail, bsize } = statfsSync(existing);
  const free = bavail * bsize;
  const what = `${folder}: ${(free / 1024 ** 3).toFixed(1)} GiB free`;
  return [{ ok: free >= LEAST_FREE_BYTES, what, remedy: 'Make room: PostgreSQL stops when the disk is full.' }];
}

function masterKey(environment: Environment, folder: string): Finding {
  const path = environment.read(keyVariables).MASTER_KEY_FILE ?? join(folder, 'master.key');
  if (!existsSync(path)) {
    const hasData = existsSync(join(folder, 'postgres'));
    return {
      ok: !hasData,
      what: `there is no master key at ${path}`,
      remedy: 'Without it sealed data cannot be read: bring it back from your backup.',
    };
  }
  const open = (statSync(path).mode & 0o077) !== 0;
  return { ok: !open, what: `master key at ${path}`, remedy: `Others can read it: chmod 600 ${path}` };
}

async function port(environment: Environment, folder: string): Promise<Finding> {
  const holder = holderOf(folder);
  if (holder) return { ok: true, what: `process ${holder.pid} holds the data folder and answers at ${holder.url ?? '(starting)'}` };
  const { PORT } = environment.read(httpVariables);
  const free = await new Promise<boolean>((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(PORT, '127.0.0.1', () => probe.close(() => done(true)));
  });
  return {
    ok: free,
    what: `port ${PORT} ${free ? 'is free' : 'is taken by another program'}`,
    remedy: 'Stop that program, or set PORT to another number.',
  };
}

function parserLimits(): Finding {
  const found = ['/usr/bin/prlimit', '/bin/prlimit'].some((path) => existsSync(path));
  const remedy = 'Install util-linux: without prlimit hostile files are stopped by watching alone.';
  return { ok: found, what: found ? 'prlimit limits the resume readers' : 'prlimit is missing', remedy };
}

async function database(server: PostgresServer): Promise<Finding[]> {
  // The superuser of our own server: row security would hide the rows that are to be counted.
  const client = directClient(addressAt(server), 'postgres');
  await client.connect();
  try {
    const problems = await catalogueProblems(client);
    const findings = problems.map((what) => ({
      ok: false,
      what,
      remedy: 'Someone changed the schema by hand: undo it, or restore from a backup.',
    }));
    const stuck = await stuckEvents(client);
    return [
      { ok: true, what: 'PostgreSQL answers' },
      ...(findings.length > 0 ? findings : [{ ok: true, what: 'every table is protected by row security' }]),
      {
        ok: stuck === 0,
        what: `${stuck} events wait in outboxes for more than a minute`,
        remedy: 'Start Shortlist; if they stay, read its log for outbox_relay_failed.',
      },
    ];
  } finally {
    await client.end();
  }
}

async function stuckEvents(client: ReturnType<typeof directClient>): Promise<number> {
  const waiting = contextMigrations.map(
    ({ schema }) => `SELECT 1 FROM ${schema}.outbox WHERE published_at IS NULL AND created_at < now() - interval '1 minute'`,
  );
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM (${waiting.join(' UNION ALL ')}) AS stuck`);
  return Number(rows[0]?.count ?? 0);
}
