import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, ApiError } from '@shortlist/api-client';
import type { JobDto } from '@shortlist/api-client';
import { sampleJobs, sampleOrganization, samplePassword, sampleResumes } from '@shortlist/sample-data';
import type { SampleResume } from '@shortlist/sample-data';

export interface SeedProgress {
  step(text: string): void;
  /** Of the sample applications. */
  applications(done: number, total: number): void;
}

export type SeededJob = Pick<JobDto, 'id' | 'title'>;

const administrator =
  sampleOrganization.users.find((user) => user.role === 'admin') ?? fail('the sample organization has no administrator');

/** Signs in as the sample organization's administrator, or answers null when it was not registered yet. */
export async function sampleClient(baseUrl: string): Promise<ApiClient | null> {
  const client = new ApiClient({ baseUrl });
  try {
    await client.signIn(administrator.email, samplePassword);
    return client;
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 401) return null;
    throw error;
  }
}

/**
 * Makes the sample organization through the public API, as any client would: users of each role, two open jobs with
 * criteria, 25 applications. Started again after an interruption it goes on where it was, because every request carries
 * the same idempotency key as before.
 */
export async function seedSampleOrganization(baseUrl: string, progress: SeedProgress): Promise<SeededJob[]> {
  progress.step('Registering the sample organization');
  const client = (await sampleClient(baseUrl)) ?? (await register(baseUrl));
  await addUsers(client);
  progress.step('Opening two jobs');
  const jobs = new Map<string, SeededJob>();
  for (const job of sampleJobs) jobs.set(job.key, await openJob(client, job));
  progress.step('Sending 25 applications');
  const resumes: SampleResume[] = [];
  for await (const resume of sampleResumes()) resumes.push(resume);
  for (const [index, resume] of resumes.entries()) {
    await apply(baseUrl, resume, jobs.get(resume.job.key) ?? fail(`there is no job ${resume.job.key}`));
    progress.applications(index + 1, resumes.length);
  }
  return [...jobs.values()];
}

async function register(baseUrl: string): Promise<ApiClient> {
  const client = new ApiClient({ baseUrl });
  const { name, slug } = sampleOrganization;
  await client.call('POST /auth/register', {
    body: { name: administrator.name, email: administrator.email, password: samplePassword, organization: { name, slug } },
  });
  await client.signIn(administrator.email, samplePassword);
  return client;
}

async function addUsers(client: ApiClient): Promise<void> {
  for (const { name, email, role } of sampleOrganization.users) {
    if (email === administrator.email) continue;
    try {
      await client.call('POST /admin/users', { body: { name, email, role, password: samplePassword } });
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.status !== 409) throw error;
    }
  }
}

async function openJob(client: ApiClient, job: (typeof sampleJobs)[number]): Promise<SeededJob> {
  const existing = await client.call('GET /jobs', { query: { search: job.title } });
  const known = existing.data.find((candidate) => candidate.title === job.title);
  const { title, department, location, description, requirements } = job;
  const body = { title, department, location, description, requirements };
  const path = { id: known?.id ?? (await client.call('POST /jobs', { body })).data.id };
  const { data: current, headers } = await client.call('GET /jobs/:id', { path });
  if (current.status === 'draft')
    await client.call('PUT /jobs/:id/status', { path, body: { status: 'open' }, headers: { 'If-Match': headers.get('etag') ?? '' } });
  await untilHere(() => client.call('PUT /jobs/:id/screening-criteria', { path, body: job.criteria }));
  return { id: path.id, title };
}

async function apply(baseUrl: string, { candidate, fileName, contentType, bytes }: SampleResume, job: SeededJob): Promise<void> {
  const client = new ApiClient({ baseUrl });
  const { name, email, phone } = candidate.content;
  const form = new FormData();
  form.set('jobId', job.id);
  form.set('name', name);
  form.set('email', email);
  if (phone) form.set('phone', phone);
  form.set('source', 'sample');
  form.set('resume', new Blob([new Uint8Array(bytes)], { type: contentType }), fileName);
  await untilHere(() => client.call('POST /applications', { body: form, headers: { 'Idempotency-Key': `sample:${fileName}` } }));
}

/** A job that was just made travels to the other contexts as an event: until then they know nothing of it. */
async function untilHere<T>(call: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 20_000; ; await sleep(50)) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.status !== 404 || Date.now() > deadline) throw error;
    }
  }
}

function fail(message: string): never {
  throw new Error(message);
}
