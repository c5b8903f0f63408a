import { accessSync, constants, existsSync, statSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { Environment, databaseVariables, httpVariables, keyVariables } from '@shortlist/platform';
import { holderOf } from '@shortlist/standalone';
import type { Command } from 'commander';
import { examineDatabase } from '../database-findings.js';
import { EXIT } from '../exit-codes.js';
import type { Finding } from '../finding.js';
import { withInstalledDatabase } from '../installed-database.js';
import { examineServers } from '../servers.js';

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
  const { DATA_DIR, DATABASE_URL } = environment.read(databaseVariables);
  const folder = resolve(DATA_DIR);
  const findings = [
    configuration(environment),
    ...dataFolder(folder),
    masterKey(environment, folder),
    await port(environment, folder),
    parserLimits(),
    ...(await examineServers(environment)),
  ];
  const hasData = existsSync(join(folder, 'postgres'));
  if (!hasData && !DATABASE_URL) return [...findings, { ok: true, what: 'no data yet: "shortlist start" makes it' }];
  try {
    return [...findings, ...(await withInstalledDatabase(examineDatabase))];
  } catch (error) {
    const remedy = hasData
      ? `Read ${join(folder, 'postgres', 'server.log')}.`
      : 'Start it, or correct DATABASE_URL and DATABASE_DIRECT_URL. The password in it is DATABASE_ROLES_PASSWORD of the migrations.';
    return [...findings, { ok: false, what: `PostgreSQL cannot be reached: ${(error as Error).message}`, remedy }];
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
