import { createHash, randomUUID } from 'node:crypto';
import { eventually } from '@shortlist/testing';
import type { Tenant } from '../tenant.js';
import { untilKnown } from '../tenant.js';
import type { Call } from './send.js';

/** A port on which nobody listens: deliveries to it fail, which is no matter here. */
const HOOK = 'http://127.0.0.1:9/hook';
const STALE = { 'If-Match': '"999"' };
const PASSWORD = 'harbour and pine 42';

/** One of everything that a route can name, in one organization. */
interface Things {
  readonly apiKeys: string;
  readonly applications: string;
  readonly candidates: string;
  readonly jobs: string;
  readonly notifications: string;
  readonly resumes: string;
  readonly screenings: string;
  readonly tasks: string;
  readonly webhooks: string;
  readonly statusUrl: string;
  readonly refreshToken: string;
}

/** An organization where one application was screened, and the calls that name what it has. */
export class Stage {
  private constructor(
    private readonly tenant: Tenant,
    private readonly things: Things,
  ) {}

  static async set(tenant: Tenant, hiringManagerId: string): Promise<Stage> {
    const { client, canary } = tenant;
    const jobs = await tenant.openJob({ mustHaveSkills: [{ name: 'TypeScript' }] });
    const { headers } = await client.call('GET /jobs/:id', { path: { id: jobs } });
    const seen = { 'If-Match': headers.get('etag') ?? '' };
    await client.call('PATCH /jobs/:id', { path: { id: jobs }, body: { hiringManagerId }, headers: seen });
    const resume = `Applicant ${canary}\n\nSkills\nTypeScript\n\nExperience\nEngineer, Company\n2018 - 2023\nWrote TypeScript.\n`;
    const receipt = await tenant.apply(jobs, `applicant@${canary}.example.com`, resume);
    await tenant.untilScreened(jobs, 1);
    const path = { id: receipt.id };
    const { data: screening } = await client.call('GET /applications/:id/screening', { path });
    const { data: application } = await client.call('GET /applications/:id', { path });
    const candidates = application.candidateId ?? '';
    const { data: candidate } = await client.call('GET /candidates/:id', { path: { id: candidates } });
    const { data: webhook } = await client.call('POST /webhooks', { body: { url: HOOK, eventTypes: [] } });
    const { data: apiKey } = await client.call('POST /api-keys', { body: { name: 'Named by calls', scopes: ['job:read'] } });
    const { data: batch } = await client.call('POST /screenings', { body: { applicationIds: [receipt.id] } });
    const tasks = batch.taskId ?? '';
    await untilEnded(tenant, tasks);
    const { data: tokens } = await client.call('POST /auth/login', { body: accountOf(tenant) });
    return new Stage(tenant, {
      ...{ jobs, candidates, tasks, applications: receipt.id, statusUrl: receipt.statusUrl, refreshToken: tokens.refreshToken },
      ...{ resumes: candidate.resumes[0]?.id ?? '', screenings: screening.id, webhooks: webhook.id, apiKeys: apiKey.id },
      notifications: await firstNotification(tenant),
    });
  }

  get refreshToken(): string {
    return this.things.refreshToken;
  }

  /** The call of a route, with ids of this organization and a body that the route accepts. */
  async callOf(route: string): Promise<Call> {
    const [method = '', template = ''] = route.split(' ');
    const special = await this.special(route);
    const path =
      special?.path ??
      template.replace(':slug', 'nobody').replace(/^(\/(?:public\/)?([\w-]+)\/):id/, (_all, before, noun) => `${before}${this.idOf(noun)}`);
    const headers = { ...(['PUT', 'PATCH', 'DELETE'].includes(method) && STALE), 'Idempotency-Key': randomUUID(), ...special?.headers };
    const body = special?.body ?? BODIES[route];
    return { method, path, headers, ...(body !== undefined && { body }) };
  }

  /** Calls that need a thing, a body or an address of their own. */
  private async special(route: string): Promise<Partial<Call> | null> {
    const { tenant, things } = this;
    switch (route) {
      case 'DELETE /api-keys/:id':
        return {
          path: `/api-keys/${(await tenant.client.call('POST /api-keys', { body: { name: 'To revoke', scopes: ['job:read'] } })).data.id}`,
        };
      case 'DELETE /webhooks/:id':
        return { path: `/webhooks/${(await tenant.client.call('POST /webhooks', { body: { url: HOOK, eventTypes: [] } })).data.id}` };
      case 'GET /applications/:id/track':
        return { path: things.statusUrl.slice(things.statusUrl.indexOf('/applications')) };
      case 'POST /auth/login':
        return { body: await this.newcomer() };
      case 'POST /auth/refresh':
        return { body: { refreshToken: things.refreshToken } };
      case 'POST /auth/register':
        return { body: { name: 'Newcomer', email: freshAddress(), password: PASSWORD, organization: { name: 'Newcomers' } } };
      case 'POST /admin/users':
        return { body: { name: 'Newcomer', email: freshAddress(), password: PASSWORD, role: 'viewer' } };
      case 'POST /applications':
        return { body: { jobId: things.jobs, name: 'Ada Example', email: freshAddress() } };
      case 'POST /uploads':
        return { body: { jobId: things.jobs, contentType: 'text/plain', bytes: 100 } };
      case 'POST /settings/templates/:id/preview':
        return { path: '/settings/templates/rejected/preview', body: {} };
      case 'POST /screenings':
        return { body: { applicationIds: [things.applications] } };
      default:
        return null;
    }
  }

  /** An account of its own, because attempts at one are counted. */
  private async newcomer(): Promise<{ email: string; password: string }> {
    const account = { email: freshAddress(), password: PASSWORD };
    await this.tenant.client.call('POST /auth/register', { body: { name: 'Newcomer', ...account, organization: { name: 'Newcomers' } } });
    return account;
  }

  private idOf(noun: string): string {
    const id = this.things[noun.replace('api-keys', 'apiKeys') as keyof Things];
    if (!id) throw new Error(`there is nothing of ${noun} to name`);
    return id;
  }
}

/** Bodies that name nothing. Criteria differ from those that are set, so that the stale version matters. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /api-keys': { name: 'Made by a call', scopes: ['job:read'] },
  'POST /api-keys/:id/rotate': {},
  'PUT /auth/me': { name: 'Renamed' },
  'POST /auth/logout': {},
  'PUT /applications/:id/status': { status: 'rejected', reason: 'A test.' },
  'POST /candidates/search': { text: 'TypeScript' },
  'PATCH /candidates/:id': { title: 'Engineer' },
  'PUT /candidates/:id/notes': { text: 'A note.' },
  'POST /jobs': { title: 'Made by a call' },
  'PUT /jobs/:id': { title: 'Replaced' },
  'PATCH /jobs/:id': { title: 'Changed' },
  'POST /jobs/:id/requirements': { type: 'skill', value: 'TypeScript', mandatory: false },
  'PUT /jobs/:id/status': { status: 'closed' },
  'PUT /jobs/:id/screening-criteria': { mustHaveSkills: [{ name: 'Python' }] },
  'POST /screenings/:id/override': { score: 1, reason: 'A test.' },
  'PUT /settings/templates': { templates: [] },
  'POST /webhooks': { url: HOOK, eventTypes: [] },
  'PATCH /webhooks/:id': { description: 'Changed' },
  'POST /webhooks/:id/replay': { from: '2026-01-01T00:00:00.000Z', until: '2026-01-01T00:00:01.000Z' },
  'POST /webhooks/:id/rotate-secret': {},
};

const accountOf = ({ canary }: Tenant): { email: string; password: string } => ({
  email: `admin@${canary}.example.com`,
  password: `a long pass phrase of ${canary}`,
});

const freshAddress = (): string => `${createHash('sha256').update(randomUUID()).digest('hex').slice(0, 16)}@example.com`;

function firstNotification({ client }: Tenant): Promise<string> {
  return eventually(async () => {
    const [first] = (await client.call('GET /notifications')).data;
    if (!first) throw new Error('there is no notification yet');
    return first.id;
  });
}

function untilEnded({ client }: Tenant, id: string): Promise<void> {
  return untilKnown(async () => {
    const { data } = await client.call('GET /tasks/:id', { path: { id } });
    if (data.status !== 'succeeded') throw new Error(`the task is ${data.status}`);
  });
}
