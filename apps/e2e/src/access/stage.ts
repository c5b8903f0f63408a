import { createHash, randomUUID } from 'node:crypto';
import type { Tenant } from '../tenant.js';
import type { Call } from './send.js';
import { anotherPerson, firstMatch, firstNotification, jobOf, sampleOf, untilEnded } from './things.js';

/** A port on which nobody listens: deliveries to it fail, which is no matter here. */
const HOOK = 'http://127.0.0.1:9/hook';
const STALE = { 'If-Match': '"999"' };
const PASSWORD = 'harbour and pine 42';

/** One of everything that a route can name, in one organization. */
interface Things {
  readonly apiKeys: string;
  readonly applications: string;
  readonly candidates: string;
  /** More people, whom calls may merge. */
  readonly others: readonly string[];
  readonly jobs: string;
  /** With a job to which nobody applied. */
  readonly matches: string;
  readonly notifications: string;
  readonly resumes: string;
  readonly samples: string;
  readonly sampled: string;
  readonly screenings: string;
  readonly shadows: string;
  readonly tasks: string;
  readonly users: string;
  readonly webhooks: string;
  readonly statusUrl: string;
  readonly refreshToken: string;
}

/** An organization where one application was screened, and the calls that name what it has. */
export class Stage {
  private liveMerge: string | null = null;

  private constructor(
    private readonly tenant: Tenant,
    private readonly things: Things,
  ) {}

  static async set(tenant: Tenant, hiringManagerId: string): Promise<Stage> {
    const { client, canary } = tenant;
    const jobs = await jobOf(tenant, hiringManagerId);
    const unasked = await jobOf(tenant, hiringManagerId);
    const resume = `Applicant ${canary}\n\nSkills\nTypeScript\n\nExperience\nEngineer, Company\n2018 - 2023\nWrote TypeScript.\n`;
    const receipt = await tenant.apply(jobs, `applicant@${canary}.example.com`, resume);
    await tenant.untilScreened(jobs, 1);
    const path = { id: receipt.id };
    const { data: screening } = await client.call('GET /applications/:id/screening', { path });
    const { data: application } = await client.call('GET /applications/:id', { path });
    const candidates = application.candidateId ?? '';
    const { data: candidate } = await client.call('GET /candidates/:id', { path: { id: candidates } });
    const others: string[] = [];
    for (const name of ['one', 'two', 'three']) others.push(await anotherPerson(tenant, jobs, `${name}@${canary}.example.com`));
    const { data: webhook } = await client.call('POST /webhooks', { body: { url: HOOK, eventTypes: [] } });
    const { data: apiKey } = await client.call('POST /api-keys', { body: { name: 'Named by calls', scopes: ['job:read'] } });
    const { data: batch } = await client.call('POST /screenings', { body: { applicationIds: [receipt.id] } });
    const tasks = batch.taskId ?? '';
    await untilEnded(tenant, tasks);
    await untilEnded(tenant, (await client.call('POST /jobs/:id/fairness', { path: { id: jobs } })).data.taskId);
    const { data: shadow } = await client.call('POST /jobs/:id/screening-criteria/shadow', { path: { id: jobs }, body: {} });
    await client.call('POST /jobs/:id/analyze', { path: { id: jobs }, body: {} });
    const { data: tokens } = await client.call('POST /auth/login', { body: accountOf(tenant) });
    return new Stage(tenant, {
      ...{ jobs, candidates, others, tasks, applications: receipt.id, statusUrl: receipt.statusUrl, refreshToken: tokens.refreshToken },
      ...{
        resumes: candidate.resumes[0]?.id ?? '',
        screenings: screening.id,
        shadows: shadow.shadowId,
        ...(await sampleOf(tenant, jobs)),
        webhooks: webhook.id,
        users: hiringManagerId,
        apiKeys: apiKey.id,
      },
      notifications: await firstNotification(tenant),
      matches: await firstMatch(tenant, unasked),
    });
  }

  private searchId: Promise<string> | undefined;
  private skillId: Promise<string> | undefined;

  get refreshToken(): string {
    return this.things.refreshToken;
  }

  /** The call of a route, with ids of this organization and a body that the route accepts. */
  async callOf(route: string): Promise<Call> {
    const [method = '', template = ''] = route.split(' ');
    const special = await this.special[route]?.();
    const path =
      special?.path ??
      template.replace(':slug', 'nobody').replace(/^(\/(?:public\/)?([\w-]+)\/):id/, (_all, before, noun) => `${before}${this.idOf(noun)}`);
    const headers = { ...(['PUT', 'PATCH', 'DELETE'].includes(method) && STALE), 'Idempotency-Key': randomUUID(), ...special?.headers };
    const body = special?.body ?? BODIES[route];
    return { method, path, headers, ...(body !== undefined && { body }) };
  }

  /** Calls that need a thing, a body or an address of their own. */
  private readonly special: Readonly<Record<string, () => Partial<Call> | Promise<Partial<Call>>>> = {
    'GET /admin/users/:id': () => ({ path: `/admin/users/${this.things.users}` }),
    'GET /applications/:id/track': () => ({ path: this.things.statusUrl.slice(this.things.statusUrl.indexOf('/applications')) }),
    'POST /auth/login': async () => ({ body: await this.newcomer() }),
    'POST /auth/refresh': () => ({ body: { refreshToken: this.things.refreshToken } }),
    'POST /auth/register': () => ({
      body: { name: 'Newcomer', email: freshAddress(), password: PASSWORD, organization: { name: 'Newcomers' } },
    }),
    'POST /admin/users': () => ({ body: { name: 'Newcomer', email: freshAddress(), password: PASSWORD, role: 'viewer' } }),
    'POST /applications': () => ({ body: { jobId: this.things.jobs, name: 'Ada Example', email: freshAddress() } }),
    'POST /feedback': () => ({ body: { applicationId: this.things.applications, kind: 'positive' } }),
    'POST /uploads': () => ({ body: { jobId: this.things.jobs, contentType: 'text/plain', bytes: 100 } }),
    'POST /candidates/merge': () => ({
      body: { survivorId: this.things.candidates, survivorVersion: 999, mergedId: this.things.others[0], mergedVersion: 999 },
    }),
    'POST /candidates/merge/preview': () => ({ body: { survivorId: this.things.candidates, mergedId: this.things.others[0] } }),
    'GET /candidates/searches/:id': async () => ({ path: `/candidates/searches/${await this.search()}` }),
    'PATCH /candidates/searches/:id': async () => ({ path: `/candidates/searches/${await this.search()}`, body: { name: 'Renamed' } }),
    'DELETE /candidates/searches/:id': async () => ({ path: `/candidates/searches/${await this.search()}` }),
    'GET /candidates/searches/:id/candidates': async () => ({ path: `/candidates/searches/${await this.search()}/candidates` }),
    'GET /candidates/merge/:id': async () => ({ path: `/candidates/merge/${await this.merge()}` }),
    'POST /candidates/merge/:id/undo': async () => ({ path: `/candidates/merge/${await this.merge()}/undo` }),
    'POST /resumes/upload': () => ({ body: { candidateId: this.things.candidates, text: 'A resume of few words.' } }),
    'POST /settings/skills': () => ({ body: aSkill() }),
    'GET /settings/skills/:id': async () => ({ path: `/settings/skills/${await this.skill()}` }),
    'PUT /settings/skills/:id': async () => ({ path: `/settings/skills/${await this.skill()}`, body: aSkill() }),
    'DELETE /settings/skills/:id': async () => ({ path: `/settings/skills/${await this.skill()}` }),
    'POST /settings/templates/:id/preview': () => ({ path: '/settings/templates/rejected/preview', body: {} }),
    'GET /jobs/:id/screening-criteria/shadow/:shadowId': () => ({
      path: `/jobs/${this.things.jobs}/screening-criteria/shadow/${this.things.shadows}`,
    }),
    'GET /jobs/:id/shortlist/samples/:sampleId': () => ({ path: this.samplePath() }),
    'POST /jobs/:id/shortlist/samples/:sampleId/verdicts': () => ({
      path: `${this.samplePath()}/verdicts`,
      body: { applicationId: this.things.sampled, verdict: 'cannot_tell', reason: 'A test.' },
    }),
    'GET /jobs/:id/candidates/:candidateId/match': () => ({ path: this.matchPath() }),
    'POST /jobs/:id/candidates/:candidateId/match/analyze': () => ({ path: `${this.matchPath()}/analyze` }),
    'POST /jobs/:id/demographics': () => ({ body: { answers: [{ applicationId: this.things.applications }] } }),
    'POST /matches/compare': () => ({ body: { jobId: this.things.jobs, candidateIds: [this.things.candidates] } }),
    'POST /screenings': () => ({ body: { applicationIds: [this.things.applications] } }),
  };

  private matchPath(): string {
    return `/jobs/${this.things.jobs}/candidates/${this.things.candidates}/match`;
  }

  private samplePath(): string {
    return `/jobs/${this.things.jobs}/shortlist/samples/${this.things.samples}`;
  }

  private search(): Promise<string> {
    this.searchId ??= this.tenant.client.call('POST /candidates/searches', { body: A_SEARCH }).then(({ data }) => data.id);
    return this.searchId;
  }

  private skill(): Promise<string> {
    this.skillId ??= firstSkill(this.tenant);
    return this.skillId;
  }

  /** An account of its own, because attempts at one are counted. */
  private async newcomer(): Promise<{ email: string; password: string }> {
    const account = { email: freshAddress(), password: PASSWORD };
    await this.tenant.client.call('POST /auth/register', { body: { name: 'Newcomer', ...account, organization: { name: 'Newcomers' } } });
    return account;
  }

  /** A merge that holds: the one made before, or a new one. */
  private async merge(): Promise<string> {
    const { client } = this.tenant;
    const known = this.liveMerge && (await client.call('GET /candidates/merge/:id', { path: { id: this.liveMerge } })).data;
    if (known && known.undoneAt === null) return known.id;
    const [survivorId = '', mergedId = ''] = this.things.others.slice(1);
    const versionOf = async (id: string): Promise<number> => (await client.call('GET /candidates/:id', { path: { id } })).data.version;
    const versions = { survivorVersion: await versionOf(survivorId), mergedVersion: await versionOf(mergedId) };
    const { data } = await client.call('POST /candidates/merge', { body: { survivorId, mergedId, ...versions } });
    this.liveMerge = data.id;
    return data.id;
  }

  private idOf(noun: string): string {
    const id = this.things[noun.replace('api-keys', 'apiKeys') as Exclude<keyof Things, 'others'>];
    if (!id) throw new Error(`there is nothing of ${noun} to name`);
    return id;
  }
}

const A_SEARCH = { name: 'Saved by a call', query: { text: 'TypeScript' } };

/** Bodies that name nothing. Criteria differ from those that are set, so that the stale version matters. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /api-keys': { name: 'Made by a call', scopes: ['job:read'] },
  'POST /api-keys/:id/rotate': {},
  'PUT /auth/me': { name: 'Renamed' },
  'PUT /auth/me/preferences': { theme: 'dark' },
  'POST /auth/logout': {},
  'PUT /applications/:id/status': { status: 'rejected', reason: 'A test.' },
  'POST /candidates': { name: 'Made by a call' },
  'POST /candidates/search': { text: 'TypeScript' },
  'POST /candidates/searches': A_SEARCH,
  'PATCH /candidates/:id': { title: 'Engineer' },
  'PUT /candidates/:id/notes': { text: 'A note.' },
  'POST /resumes/parse': {},
  'POST /jobs': { title: 'Made by a call' },
  'PUT /jobs/:id': { title: 'Replaced' },
  'PATCH /jobs/:id': { title: 'Changed' },
  'POST /cv-analysis': { text: 'Ada Example\nSkills: Python', criteria: {} },
  'POST /cv-analysis/batch': { cvs: [{ text: 'Ada Example\nSkills: Python' }], criteria: {} },
  'POST /jobs/:id/analyze': {},
  'POST /jobs/generate-requirements': { title: 'Python Engineer' },
  'POST /jobs/:id/requirements': { type: 'skill', value: 'TypeScript', mandatory: false },
  'PUT /jobs/:id/status': { status: 'closed' },
  'POST /jobs/:id/shortlist/samples': { size: 1 },
  'POST /jobs/:id/screening-criteria/shadow': { mustHaveSkills: [{ name: 'Python' }] },
  'PUT /jobs/:id/screening-criteria': { mustHaveSkills: [{ name: 'Python' }] },
  'PUT /matches/:id/status': { status: 'reviewed' },
  'POST /jobs/:id/analyze-top': {},
  'POST /screenings/:id/override': { score: 1, reason: 'A test.' },
  'PUT /settings/models': { enabled: true },
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

/** Each by another name, since an organization has a name once. */
const aSkill = (): { name: string; kind: 'technology' } => ({ name: `Skill ${randomUUID().slice(0, 8)}`, kind: 'technology' });

async function firstSkill({ client }: Tenant): Promise<string> {
  const { data } = await client.call('POST /settings/skills', { body: aSkill() });
  return data.skills[0]?.id ?? '';
}

const freshAddress = (): string => `${createHash('sha256').update(randomUUID()).digest('hex').slice(0, 16)}@example.com`;
