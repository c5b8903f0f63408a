import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Environment, databaseVariables, leave } from '@shortlist/platform';
import { sampleCandidates, sampleOrganization, samplePassword } from '@shortlist/sample-data';
import { Installation, sampleClient, seedSampleOrganization } from '@shortlist/standalone';
import type { Command } from 'commander';
import { Progress } from '../progress.js';
import { readShortlists, untilScreened } from '../screening/shortlists.js';
import { shortlistTable } from '../screening/shortlist-table.js';

interface StartOptions {
  readonly sample: boolean;
}

/** `shortlist start`: the whole system in one process. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('start the whole system in one process, with its own PostgreSQL, and stay up until Ctrl-C')
    .option('--no-sample', 'do not make the sample organization')
    .addHelpText('after', '\nData is kept in DATA_DIR (default ./data). PORT chooses the port (default 3000).')
    .action((options: StartOptions) => start(options));
}

async function start({ sample }: StartOptions): Promise<void> {
  const progress = new Progress();
  const environment = Environment.ofProcess();
  const installation = await Installation.open({ environment, onStep: (step) => progress.step(step) });
  const stopped = untilSignal();
  try {
    if (sample) await Promise.race([showSample(installation, environment, progress), stopped]);
    process.stdout.write(addresses(installation.url, sample));
    await stopped;
  } finally {
    progress.step('Stopping');
    await installation.close();
    leave();
  }
}

async function showSample(installation: Installation, environment: Environment, progress: Progress): Promise<void> {
  const marker = join(resolve(environment.read(databaseVariables).DATA_DIR), 'sample-organization.json');
  if (!existsSync(marker)) {
    const jobs = await seedSampleOrganization(installation.url, {
      step: (text) => progress.step(text),
      applications: (done, total) => progress.count('Applications sent', done, total),
    });
    writeFileSync(marker, `${JSON.stringify({ jobs })}\n`);
  }
  const client = await sampleClient(installation.url);
  if (!client) return;
  const jobs = (await client.call('GET /jobs', { query: { status: ['open'] } })).data;
  const stored = (await client.call('GET /applications', { query: { limit: 1 } })).pagination.total;
  const total = Math.max(stored, sampleCandidates.length);
  await untilScreened(client, total, (done) => progress.count('Applications screened', done, total));
  for (const shortlist of await readShortlists(client, jobs)) process.stdout.write(`${shortlistTable(shortlist)}\n`);
}

function addresses(url: string, sample: boolean): string {
  const lines = [`API documentation   ${url}/docs`, `Mailbox             ${url}/mailbox`, `Health              ${url}/health`];
  if (sample) {
    lines.push('', `Sign in to "${sampleOrganization.name}" (POST /api/v1/auth/login), password ${samplePassword}:`);
    for (const { role, email } of sampleOrganization.users) lines.push(`  ${role.padEnd(16)}  ${email}`);
  }
  return `\n${lines.join('\n')}\n\nReady. Press Ctrl-C to stop.\n`;
}

/** The handlers stay: Ctrl-C reaches the whole process group and npm passes it on once more, which must not cut the stop short. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}
