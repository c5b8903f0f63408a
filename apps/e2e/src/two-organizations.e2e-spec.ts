import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiError } from '@shortlist/api-client';
import { TOPICS } from '@shortlist/contracts';
import { Environment, newId, openApiDocument } from '@shortlist/platform';
import { Installation } from '@shortlist/standalone';
import { eventually } from '@shortlist/testing';
import { asSuperuser, countRows, schemasOf } from './superuser.js';
import { Tenant } from './tenant.js';

const [KIWI, MANGO] = ['kiwicanary', 'mangocanary'] as const;
/** One person who applies to both organizations, under one address. */
const SHARED = 'shared.person@example.org';

interface Received {
  readonly path: string;
  readonly body: string;
}

let folder: string;
let installation: Installation;
let receiver: Server;
const received: Received[] = [];
const tenants: Tenant[] = [];
const jobs: string[] = [];
const applications: { id: string; statusUrl: string }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shortlist-e2e-'));
  const environment = new Environment({
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'error',
    HTTP_RATE_LIMIT_SCALE: '1000',
    HTTP_MAX_EVENT_LOOP_DELAY_MS: '60000',
    WEBHOOKS_ALLOW_PRIVATE_ADDRESSES: 'true',
    SHORTLIST_MAIL_WINDOW_SECONDS: '0',
  });
  installation = await Installation.open({ environment, temporary: true });
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  for (const canary of [KIWI, MANGO]) await prepare(canary);
}, 180_000);

afterAll(async () => {
  receiver.close();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

async function prepare(canary: string): Promise<void> {
  const tenant = await Tenant.register(installation.url, canary);
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/${canary}`;
  const eventTypes = ['shortlists.updated', 'applications.status_changed'] as const;
  await tenant.client.call('POST /webhooks', { body: { url, eventTypes, description: `Hook ${canary}` } });
  const confirmation = { id: 'confirmation', subject: `Words of ${canary}`, text: `Words of ${canary}: {{trackingUrl}}` } as const;
  await tenant.client.call('PUT /settings/templates', { body: { templates: [confirmation] }, headers: { 'If-Match': '"0"' } });
  const jobId = await tenant.openJob({
    mustHaveSkills: [{ name: 'TypeScript' }, { name: `Skill ${canary}` }],
    filtering: { topN: 5, autoAdvanceScore: 20 },
    notifications: { webhook: true, onComplete: true, emailRecipients: [`hr@${canary}.example.com`] },
  });
  const resume = `Applicant ${canary}\n${SHARED}\n\nSkills\nTypeScript, Skill ${canary}\n\nExperience\nEngineer, Company ${canary}\n2018 - 2023\nWrote TypeScript.\n`;
  applications.push(await tenant.apply(jobId, SHARED, resume));
  await tenant.untilScreened(jobId, 1);
  tenants.push(tenant);
  jobs.push(jobId);
}

/** Every GET route of the API with the given ids in its path. */
function readPaths(ids: readonly string[]): string[] {
  const { paths } = openApiDocument(installation.process.app) as unknown as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths)
    .filter(([, operations]) => 'get' in operations)
    .map(([path]) => path.replace(/^\/api\/v1/, ''))
    .flatMap((path) => (path.includes('{') ? ids.map((id) => path.replaceAll(/\{[^}]+\}/g, id)) : [path]));
}

/** All that one tenant is shown on every route, over the ids of both tenants. */
async function everythingShownTo(tenant: Tenant, ids: readonly string[]): Promise<string> {
  const answers: string[] = [];
  for (const path of readPaths(ids)) {
    try {
      const { data } = await tenant.client.request('GET', path);
      answers.push(`${path} ${JSON.stringify(data)}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // 503 is the answer for an id that may only be on its way.
      expect([400, 403, 404, 422, 503]).toContain(error.problem.status);
    }
  }
  return answers.join('\n');
}

/** What is left of a refusal without the id of the request and the place. */
async function refusal(tenant: Tenant, path: string): Promise<unknown> {
  try {
    await tenant.client.request('GET', path);
  } catch (error) {
    if (error instanceof ApiError) return [error.problem.status, error.problem.code, error.problem.detail];
  }
  throw new Error(`${path} was answered`);
}

async function idsOf(tenant: Tenant, index: number): Promise<string[]> {
  const ids = [jobs[index] ?? '', applications[index]?.id ?? ''];
  for (const list of ['GET /candidates', 'GET /webhooks', 'GET /messages', 'GET /notifications'] as const) {
    const { data }: { readonly data: readonly { readonly id: string }[] } = await tenant.client.call(list);
    ids.push(...data.map((one) => one.id));
  }
  return ids;
}

describe('two organizations', () => {
  it('see their own and never a word of the other on any route that reads', async () => {
    const ids = (await Promise.all(tenants.map(idsOf))).flat();
    for (const [index, tenant] of tenants.entries()) {
      const shown = await everythingShownTo(tenant, ids);
      const other = tenants[1 - index]?.canary ?? '';
      const leaks = shown.split('\n').filter((line) => line.includes(other) && !line.startsWith('/public/'));
      expect(leaks).toEqual([]);
      expect(shown.split(tenant.canary).length).toBeGreaterThan(10);
    }
  });

  it('are answered for each other’s ids as for ids that do not exist', async () => {
    for (const [index, tenant] of tenants.entries()) {
      const other = 1 - index;
      const ids = { job: jobs[other] ?? '', application: applications[other]?.id ?? '' };
      for (const path of ['/jobs/JOB', '/applications/APPLICATION', '/jobs/JOB/shortlist', '/applications/APPLICATION/screening']) {
        const foreign = await refusal(tenant, path.replace('JOB', ids.job).replace('APPLICATION', ids.application));
        const absent = await refusal(tenant, path.replace(/JOB|APPLICATION/, newId()));
        expect(foreign).toEqual(absent);
      }
    }
  });

  it('find only their own people, also by the address they share', async () => {
    for (const tenant of tenants) {
      await eventually(async () => {
        const { data } = await tenant.client.call('POST /candidates/search', { body: { text: 'TypeScript' } });
        expect(data.candidates.map((one) => one.name)).toEqual([expect.stringContaining(tenant.canary)]);
        expect(JSON.stringify(data)).not.toContain(tenants.find((other) => other !== tenant)?.canary);
      });
    }
  });

  it('see beside a job how many of their own people it matches', async () => {
    for (const tenant of tenants) {
      const id = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
      await eventually(async () => {
        const { data } = await tenant.client.call('GET /jobs/:id', { path: { id } });
        expect(data.matchStatistics).toMatchObject({ totalCandidates: 1, aiAnalyzedCount: 0 });
      });
      const { data } = await tenant.client.call('GET /jobs');
      expect(data.find((job) => job.id === id)?.matchStatistics).toMatchObject({ totalCandidates: 1 });
    }
  });

  it('have events that carry nothing of the other, opened with their own keys', async () => {
    const { eventLog, codec } = installation.infrastructure;
    let opened = 0;
    const byOrganization = new Map<string, string>();
    for (const topic of Object.keys(TOPICS)) {
      for (const record of await eventLog.peek('canary-reader', topic, 10_000)) {
        expect(`${JSON.stringify(record.headers)} ${record.key}`).not.toMatch(/canary/);
        const decoded = await codec.decode(record);
        const organization = decoded?.event.organizationid;
        if (!organization) continue;
        opened++;
        byOrganization.set(organization, (byOrganization.get(organization) ?? '') + JSON.stringify(decoded.event));
      }
    }
    expect(opened).toBeGreaterThan(15);
    const texts = [...byOrganization.values()].filter((text) => text.includes('canary'));
    expect(texts).toHaveLength(2);
    for (const text of texts) expect([text.includes(KIWI), text.includes(MANGO)].filter(Boolean)).toHaveLength(1);
  });

  it('have no row that a context sees whose tenant is not set, but what is public or of no organization', async () => {
    const { visible, looked } = await asSuperuser(installation.address, async (client) => {
      const { rows: tables } = await client.query<{ role: string; name: string }>(
        `SELECT n.nspname || '_app' AS role, format('%I.%I', n.nspname, c.relname) AS name
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            AND has_table_privilege(n.nspname || '_app', c.oid, 'SELECT') ORDER BY name`,
        [[...(await schemasOf(client)), 'platform']],
      );
      const filled: typeof tables = [];
      for (const table of tables) if ((await countRows(client, `SELECT FROM ${table.name}`)) > 0) filled.push(table);
      const seen: string[] = [];
      for (const { role, name } of filled) {
        await client.query(`SET ROLE ${role}`);
        if ((await countRows(client, `SELECT FROM ${name}`)) > 0) seen.push(name);
        await client.query('RESET ROLE');
      }
      return { visible: seen, looked: filled.length };
    });
    expect(looked).toBeGreaterThan(40);
    expect(visible.filter((name) => !name.startsWith('platform.log_') && !name.endsWith('.migrations'))).toEqual([
      'auth.signing_keys',
      // Open postings, and the names under which their organizations are public.
      ...['jobs.organization_copies', 'jobs.public_jobs'],
      ...['platform.master_key', 'platform.model_switch', 'platform.verification_keys'],
    ]);
  });

  it('have files below their own prefix only', async () => {
    const { storage } = installation.infrastructure;
    const { objects } = await storage.list('organizations/');
    const prefixes = new Set(objects.map((object) => object.key.split('/')[1]));
    expect(prefixes.size).toBe(2);
    for (const prefix of prefixes) {
      const own = objects.filter((object) => object.key.startsWith(`organizations/${prefix}/`));
      const texts = await Promise.all(own.map((object) => storage.read(object.key, 1_000_000)));
      const found = new Set([KIWI, MANGO].filter((canary) => texts.some((text) => text.includes(canary))));
      expect(found.size).toBeLessThanOrEqual(1);
    }
  });

  it('get mails and webhooks about their own only', async () => {
    await eventually(() => {
      for (const { canary } of tenants) expect(received.filter(({ path }) => path === `/${canary}`).length).toBeGreaterThanOrEqual(2);
    });
    const own = (path: string): string => tenants.find(({ canary }) => path === `/${canary}`)?.canary ?? '';
    for (const { path, body } of received) {
      const index = tenants.findIndex(({ canary }) => canary === own(path));
      expect(body).not.toContain(applications[1 - index]?.id);
      expect(body).not.toContain(jobs[1 - index]);
    }
    const mails = await eventually(() => {
      const texts = mailTexts(join(folder, 'mailbox'));
      expect(texts.length).toBeGreaterThanOrEqual(4);
      return texts;
    });
    for (const mail of mails) expect([mail.includes(KIWI), mail.includes(MANGO)].filter(Boolean)).toHaveLength(1);
    for (const { canary } of tenants) expect(mails.filter((mail) => mail.includes(`Words of ${canary}: http`))).toHaveLength(1);
  });

  it('show a candidate only the application whose token they hold', async () => {
    const [first, second] = applications;
    const token = new URL(second?.statusUrl ?? '').searchParams.get('token') ?? '';
    const track = (id: string | undefined): Promise<Response> =>
      fetch(`${installation.url}/api/v1/applications/${id}/track?token=${token}`);
    expect((await track(second?.id)).status).toBe(200);
    expect((await track(first?.id)).status).toBe(404);
  });
});

function mailTexts(mailbox: string): string[] {
  return readdirSync(mailbox, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.eml'))
    .map((entry) => decodeQuotedPrintable(readFileSync(join(entry.parentPath, entry.name), 'utf8')));
}

function decodeQuotedPrintable(text: string): string {
  return text.replace(/=\r?\n/g, '');
}
