import { randomUUID } from 'node:crypto';
import { ApiClient, ApiError } from '@shortlist/api-client';
import type { CriteriaDto, Problem } from '@shortlist/api-client';
import type { Infrastructure } from '@shortlist/platform';
import { HealthyReceiver } from '../webhooks/receivers.js';
import { insisting, untilHolds } from './careful-client.js';
import type { Insist } from './careful-client.js';
import { lookAround } from './look-around.js';

/** The slowest way back is a task's third try, some ten seconds after its first. */
const SETTLED_MS = 90_000;
/** A search shows what was indexed within a second or so. */
const FOUND_MS = 60_000;

const CRITERIA: CriteriaDto = { mustHaveSkills: [{ name: 'TypeScript' }], filtering: { topN: 10, autoAdvanceScore: 50 } };

/** What one journey left behind, to be looked up. */
export interface Journey {
  readonly jobId: string;
  readonly applicationId: string;
  readonly email: string;
  /** What a receiver heard of the job, by id of the event. */
  readonly heard: () => ReadonlyMap<string, string>;
}

/** An organization that registers and opens a job, and an applicant who goes all the way to its shortlist, while something goes wrong beneath. */
export class Journeys {
  private constructor(
    private readonly baseUrl: string,
    private readonly infrastructure: Infrastructure,
    private readonly receiver: HealthyReceiver,
  ) {}

  static async prepare(baseUrl: string, infrastructure: Infrastructure): Promise<Journeys> {
    return new Journeys(baseUrl, infrastructure, await HealthyReceiver.start());
  }

  /** From the registration to the shortlist; whatever answers 503 is asked again with the same key, as a careful client does. */
  async run(trouble: { readonly collisions: boolean } = { collisions: false }): Promise<Journey> {
    const insist = insisting(trouble);
    const word = `x${randomUUID().replaceAll('-', '')}`;
    const recruiter = await this.register(insist, word);
    const { data: me } = await insist('GET /auth/me', () => recruiter.call('GET /auth/me'));
    const endpoint = { url: `${this.receiver.url}${word}`, eventTypes: [] };
    await insist('POST /webhooks', () => recruiter.call('POST /webhooks', { body: endpoint }));
    const jobId = await openJob(insist, recruiter, word);
    const uploadHandle = await this.upload(insist, jobId, word);
    const headers = { 'Idempotency-Key': randomUUID() };
    const email = `${word}@example.org`;
    const body = { jobId, name: `Applicant ${word}`, email, uploadHandle };
    const { data } = await insist('POST /applications', () => this.client().call('POST /applications', { body, headers }));
    const applicationId = await untilShortlisted(insist, recruiter, jobId, data.id);
    await untilFound(insist, recruiter, word);
    await lookAround(this.infrastructure, me.membership.organizationId);
    return { jobId, applicationId, email, heard: () => this.heardOf(jobId) };
  }

  stop(): Promise<void> {
    return this.receiver.stop();
  }

  /** An address that is taken when it is asked for again was taken by the first try: signing in tells. */
  private async register(insist: Insist, word: string): Promise<ApiClient> {
    const client = this.client();
    const account = { email: `recruiter@${word}.example.com`, password: 'a long pass phrase of seams' };
    const body = { name: 'Recruiter', ...account, organization: { name: `Seams ${word}` } };
    let tried = 0;
    await insist('POST /auth/register', async () => {
      tried += 1;
      await client.call('POST /auth/register', { body }).catch((error: unknown) => {
        if (tried === 1 || !(error instanceof ApiError) || error.problem.status !== 409) throw error;
      });
    });
    await insist('POST /auth/login', () => client.signIn(account.email, account.password));
    return client;
  }

  private client(): ApiClient {
    return new ApiClient({ baseUrl: this.baseUrl, attempts: 1 });
  }

  private upload(insist: Insist, jobId: string, word: string): Promise<string> {
    const file = new Blob([resumeOf(word)], { type: 'text/plain' });
    return insist('POST /uploads', async () => {
      const body = { jobId, contentType: 'text/plain', bytes: file.size } as const;
      const { data } = await this.client().call('POST /uploads', { body });
      const form = new FormData();
      for (const { name, value } of data.fields) form.append(name, value);
      form.append('file', file, 'resume.txt');
      const answer = await fetch(data.url, { method: 'POST', body: form });
      if (!answer.ok) throw await problemOf(answer);
      return data.uploadHandle;
    });
  }

  private heardOf(jobId: string): ReadonlyMap<string, string> {
    const events = this.receiver.received.map(({ id, body }) => ({ id, ...(JSON.parse(body) as WebhookBody) }));
    const own = events.filter(({ data }) => data.jobId === jobId);
    return new Map(own.map(({ id, type, data }) => [id, data.to ? `${type} ${data.to}` : type]));
  }
}

/** Every submission to the job counts, so that nothing but its key makes a repeated one count once. Where an answer leaves open whether a change was made, it looks before it asks for the change again. */
async function openJob(insist: Insist, client: ApiClient, word: string): Promise<string> {
  const body = { title: `Engineer ${word}`, description: 'Build things in TypeScript.', duplicatePolicy: 'separate' } as const;
  const headers = { 'Idempotency-Key': randomUUID() };
  const { data } = await insist('POST /jobs', () => client.call('POST /jobs', { body, headers }));
  const path = { id: data.id };
  await insist('PUT /jobs/:id/status', async () => {
    const { data: job, headers: current } = await client.call('GET /jobs/:id', { path });
    if (job.status === 'open') return;
    await client.call('PUT /jobs/:id/status', { path, body: { status: 'open' }, headers: { 'If-Match': current.get('etag') ?? '' } });
  });
  await insist('PUT /jobs/:id/screening-criteria', async () => {
    const { data: criteria } = await client.call('GET /jobs/:id/screening-criteria', { path });
    if (criteria.version === 0) await client.call('PUT /jobs/:id/screening-criteria', { path, body: CRITERIA });
  });
  return data.id;
}

/** The application that a receipt stands for: one that was asked for again may be an alias. */
function untilShortlisted(insist: Insist, client: ApiClient, jobId: string, receipt: string): Promise<string> {
  return untilHolds(async () => {
    const { data } = await insist('GET /applications/:id', () => client.call('GET /applications/:id', { path: { id: receipt } }));
    const { id, status } = data;
    if (status !== 'shortlisted') throw new Error(`application ${id} is still ${status}`);
    const path = { id: jobId };
    const { data: list } = await insist('GET /jobs/:id/shortlist', () => client.call('GET /jobs/:id/shortlist', { path }));
    const places = list.entries.map((entry) => entry.applicationId);
    if (places.length !== 1 || places[0] !== id) throw new Error(`the shortlist holds ${places.join()} instead of application ${id}`);
    return id;
  }, SETTLED_MS);
}

async function untilFound(insist: Insist, client: ApiClient, word: string): Promise<void> {
  const search = () => client.call('POST /candidates/search', { body: { text: word } });
  await untilHolds(async () => {
    const { data } = await insist('POST /candidates/search', search);
    if (data.candidates.length !== 1) throw new Error(`${word} is found ${data.candidates.length} times`);
  }, FOUND_MS);
}

interface WebhookBody {
  readonly type: string;
  readonly data: { readonly jobId: string; readonly to?: string };
}

async function problemOf(answer: Response): Promise<ApiError> {
  const retryAfter = answer.headers.get('retry-after');
  return new ApiError((await answer.json()) as Problem, retryAfter === null ? null : Number(retryAfter));
}

function resumeOf(word: string): string {
  return `Applicant ${word}\n${word}@example.org\n\nSkills\nTypeScript, PostgreSQL, Kafka\n\nExperience\nSoftware Engineer, Example Ltd\n01/2019 - 06/2023\nBuilt services in TypeScript.\n`;
}
