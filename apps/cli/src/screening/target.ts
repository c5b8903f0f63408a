import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '@shortlist/api-client';
import { Environment, databaseVariables, modelVariables } from '@shortlist/platform';
import { sampleOrganization, samplePassword } from '@shortlist/sample-data';
import { Installation, holderOf } from '@shortlist/standalone';
import { cliVariables } from '../cli.config.js';
import type { Progress } from '../progress.js';

/** Where a folder is screened: the running installation, or one that lives as long as the command. */
export interface Target {
  readonly client: ApiClient;
  close(): Promise<void>;
}

/** Far more than a person needs, for a whole folder at once. */
const THROW_AWAY = { PORT: '0', LOG_LEVEL: 'error', HTTP_RATE_LIMIT_SCALE: '1000', INTAKE_APPEND_TIMEOUT_MS: '10000' };

/**
 * The installation that holds DATA_DIR, signed in as SHORTLIST_EMAIL (else as the recruiter of its sample organization), or
 * a throw-away one, which may ask the provider, with its key from the environment.
 */
export async function openTarget(progress: Progress, provider = 'rules'): Promise<Target> {
  const environment = Environment.ofProcess();
  const running = holderOf(environment.read(databaseVariables).DATA_DIR)?.url ?? null;
  return running ? signInTo(running, environment, progress) : throwAway(offering(environment, provider), progress);
}

function offering(environment: Environment, provider: string): Environment {
  const { MODEL_PROVIDERS } = environment.read(modelVariables);
  const names = MODEL_PROVIDERS.split(',').map((name) => name.trim());
  return names.includes(provider) ? environment : environment.with({ MODEL_PROVIDERS: [provider, ...names].join(',') });
}

async function signInTo(url: string, environment: Environment, progress: Progress): Promise<Target> {
  progress.step(`Using the installation at ${url}`);
  const client = new ApiClient({ baseUrl: url, attempts: 60 });
  const recruiter = sampleOrganization.users.find((user) => user.role === 'recruiter');
  const { SHORTLIST_EMAIL, SHORTLIST_PASSWORD } = environment.read(cliVariables);
  await client.signIn(SHORTLIST_EMAIL ?? recruiter?.email ?? '', SHORTLIST_PASSWORD ?? samplePassword);
  return { client, close: () => Promise.resolve() };
}

async function throwAway(environment: Environment, progress: Progress): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'shortlist-screen-'));
  const closers = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of closers.splice(0)) await step();
  };
  try {
    const installation = await Installation.open({
      environment: environment.with({ ...THROW_AWAY, DATA_DIR: folder }),
      temporary: true,
      onStep: (step) => progress.step(step),
    });
    closers.unshift(() => installation.close());
    return { client: await register(installation.url), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function register(baseUrl: string): Promise<ApiClient> {
  const client = new ApiClient({ baseUrl, attempts: 60 });
  const password = randomBytes(24).toString('base64url');
  const email = 'screening@localhost.localdomain';
  await client.call('POST /auth/register', { body: { name: 'Screening', email, password, organization: { name: 'Screening' } } });
  await client.signIn(email, password);
  return client;
}
