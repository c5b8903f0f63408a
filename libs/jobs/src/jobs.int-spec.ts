import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { jobsChangedV1, matchStatisticsChangedV1 } from '@shortlist/contracts';
import type { JobsChangedV1 } from '@shortlist/contracts';
import { cacheUnavailable, newId } from '@shortlist/platform';
import { TestProcess, eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { JobsHttpModule } from './index.js';
import { JobsFixture } from './jobs.fixture-spec.js';

let jobs: JobsFixture;
beforeAll(async () => {
  jobs = await JobsFixture.start();
});
afterAll(() => jobs?.stop());

const requirement = { type: 'skill', value: 'TypeScript, 3 years', mandatory: true };

interface OutboxRow {
  readonly event: { readonly aggregateversion: number; readonly actor: string; readonly data: JobsChangedV1 };
}
const announced = async (jobId: string): Promise<OutboxRow['event'][]> =>
  (await jobs.database.rows<OutboxRow>('SELECT event FROM jobs.outbox WHERE key = $1 ORDER BY seq', [jobId])).map((row) => row.event);

describe('creating a job', () => {
  it('answers 201 with a draft, its address and its ETag; nothing is counted yet', async () => {
    const recruiter = await jobs.member('recruiter');
    const answer = await recruiter.call('POST', '/jobs', { title: 'Backend Engineer', requirements: [requirement] });
    expect(answer.status).toBe(201);
    const { data } = answer.body;
    expect(answer.headers.get('location')).toBe(`/api/v1/jobs/${data.id}`);
    expect(answer.headers.get('etag')).toMatch(/^"1\./);
    expect(data).toMatchObject({
      title: 'Backend Engineer',
      status: 'draft',
      description: null,
      openings: 1,
      duplicatePolicy: 'keep_first',
      requirements: [requirement],
      matchStatistics: { totalCandidates: 0, strongMatches: 0, goodMatches: 0, aiAnalyzedCount: 0 },
      publishedAt: null,
    });
  });

  it('announces the snapshot in the same transaction, and the relay publishes it', async () => {
    const recruiter = await jobs.member('recruiter');
    const jobId = await recruiter.draft({ requirements: [requirement], duplicatePolicy: 'separate' });
    const snapshot = { jobId, title: 'Backend Engineer', status: 'draft', duplicatePolicy: 'separate', requirements: [requirement] };
    expect(await announced(jobId)).toMatchObject([{ aggregateversion: 1, actor: `user:${recruiter.userId}`, data: snapshot }]);
    await eventually(async () => {
      const published = await jobs.process.published(jobsChangedV1);
      expect(published).toContainEqual(expect.objectContaining({ jobId }));
    });
  });

  it.each([
    ['no title', {}, '/title'],
    ['no openings', { title: 'x', openings: 0 }, '/openings'],
    ['an unknown policy', { title: 'x', duplicatePolicy: 'whatever' }, '/duplicatePolicy'],
    ['a requirement without value', { title: 'x', requirements: [{ type: 'skill', mandatory: true }] }, '/requirements/0/value'],
    ['a status of one’s own', { title: 'x', status: 'open' }, '/status'],
  ])('refuses %s', async (_name, body, pointer) => {
    const answer = await (await jobs.member('recruiter')).call('POST', '/jobs', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('happens once per Idempotency-Key', async () => {
    const recruiter = await jobs.member('recruiter');
    const headers = { 'idempotency-key': newId() };
    const answers = await Promise.all([1, 2, 3].map(() => recruiter.call('POST', '/jobs', { title: 'Once' }, headers)));
    expect(new Set(answers.map((answer) => answer.body.data.id)).size).toBe(1);
  });

  it('makes no second job when the first was committed and nobody learned of it', async () => {
    const recruiter = await jobs.member('recruiter');
    const headers = { 'idempotency-key': newId() };
    const create = (title: string): Promise<TestAnswer> => recruiter.call('POST', '/jobs', { title }, headers);
    jobs.process.faults.inject({ port: 'unitOfWork', method: 'run', kind: 'executes_then_times_out', times: 1 });
    expect((await create('Once')).status).toBe(503);
    jobs.process.faults.lift();
    const again = await create('Once');
    expect([again.status, again.headers.get('location')]).toEqual([201, `/api/v1/jobs/${again.body.data.id}`]);
    const elsewhere = await TestProcess.start(jobs.database, [JobsHttpModule]);
    try {
      const token = await jobs.tokenFor({ organizationId: recruiter.organizationId, role: 'recruiter', userId: recruiter.userId });
      const asked = (title: string): Promise<TestAnswer> => elsewhere.call('POST', '/jobs', { token, body: { title }, headers });
      expect((await asked('Once')).body.data).toEqual(again.body.data);
      expect((await asked('Other')).body).toMatchObject({ status: 422, code: 'http.idempotency_key_reused' });
    } finally {
      await elsewhere.stop();
    }
    expect((await recruiter.call('GET', '/jobs')).body.data).toHaveLength(1);
    expect(await announced(again.body.data.id as string)).toHaveLength(1);
  });
});

describe('changing a job', () => {
  it('PATCH leaves what is absent and empties what is null; PUT replaces all', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.draft({ department: 'Engineering', location: 'Karachi', requirements: [requirement] });
    const patched = await recruiter.edit('PATCH', `/jobs/${id}`, { location: null, openings: 3 });
    expect(patched.body.data).toMatchObject({ department: 'Engineering', location: null, openings: 3, requirements: [requirement] });
    const replaced = await recruiter.edit('PUT', `/jobs/${id}`, { title: 'Analyst' });
    expect(replaced.body.data).toMatchObject({ title: 'Analyst', department: null, openings: 1, requirements: [] });
    expect(replaced.headers.get('etag')).toMatch(/^"3\./);
    expect((await announced(id)).map((event) => [event.aggregateversion, event.data.title])).toEqual([
      [1, 'Backend Engineer'],
      [2, 'Backend Engineer'],
      [3, 'Analyst'],
    ]);
  });

  it('never empties what a job cannot be without', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.draft();
    const answer = await recruiter.edit('PATCH', `/jobs/${id}`, { title: null, requirements: null });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/title', '/requirements']);
  });

  it.each([
    ['PATCH', ''],
    ['PUT', ''],
    ['DELETE', ''],
    ['PUT', '/status'],
  ])('%s /jobs/:id%s needs the version last seen: 428 without, 412 when stale', async (method, suffix) => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.draft();
    const body = method === 'DELETE' ? undefined : suffix ? { status: 'open' } : { title: 'Late' };
    const stale = { 'if-match': (await recruiter.call('GET', `/jobs/${id}`)).headers.get('etag') ?? '' };
    await recruiter.edit('PATCH', `/jobs/${id}`, { title: 'Early' });
    expect((await recruiter.call(method, `/jobs/${id}${suffix}`, body)).status).toBe(428);
    const late = await recruiter.call(method, `/jobs/${id}${suffix}`, body, stale);
    expect([late.status, late.body.code]).toEqual([412, 'jobs.job_changed']);
    expect(await announced(id)).toHaveLength(2);
  });

  it('lets one of two concurrent edits of one version through', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.draft();
    const seen = { 'if-match': (await recruiter.call('GET', `/jobs/${id}`)).headers.get('etag') ?? '' };
    const answers = await Promise.all(['A', 'B', 'C', 'D'].map((title) => recruiter.call('PATCH', `/jobs/${id}`, { title }, seen)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('adds requirements behind those it has, also two at once', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.draft({ requirements: [requirement] });
    const add = (value: string): ReturnType<typeof recruiter.call> =>
      recruiter.call('POST', `/jobs/${id}/requirements`, { ...requirement, value });
    const [one, two] = await Promise.all([add('Node.js'), add('PostgreSQL')]);
    expect([one.status, two.status]).toEqual([201, 201]);
    const { data } = (await recruiter.call('GET', `/jobs/${id}`)).body;
    expect(data.requirements[0]).toEqual(requirement);
    expect(data.requirements.map((entry: { value: string }) => entry.value).sort()).toEqual(['Node.js', 'PostgreSQL', requirement.value]);
  });

  it('moves by the table only, and says where it could go', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.draft();
    const move = (status: string): ReturnType<typeof recruiter.call> => recruiter.edit('PUT', `/jobs/${id}/status`, { status });
    const refused = await move('closed');
    expect([refused.status, refused.body.code]).toEqual([409, 'jobs.status_not_reachable']);
    expect(refused.body.detail).toContain('open');
    for (const status of ['open', 'on_hold', 'open', 'closed']) expect((await move(status)).body.data.status).toBe(status);
    expect((await move('open')).status).toBe(409);
    expect((await announced(id)).map((event) => event.data.status)).toEqual(['draft', 'open', 'on_hold', 'open', 'closed']);
  });

  it('deletes softly: gone from every read, announced, its row kept', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.open();
    expect((await recruiter.edit('DELETE', `/jobs/${id}`)).status).toBe(204);
    expect((await recruiter.call('GET', `/jobs/${id}`)).status).toBe(404);
    expect((await recruiter.call('GET', '/jobs')).body.data).toEqual([]);
    expect((await announced(id)).at(-1)?.data.deletedAt).toEqual(expect.any(String));
    expect(await jobs.database.rows('SELECT 1 FROM jobs.jobs WHERE id = $1', [id])).toHaveLength(1);
  });
});

describe('reading jobs', () => {
  it('answers 304 while the job is as it was, by ETag', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.draft();
    const again = { 'if-none-match': (await recruiter.call('GET', `/jobs/${id}`)).headers.get('etag') ?? '' };
    expect((await recruiter.call('GET', `/jobs/${id}`, undefined, again)).status).toBe(304);
    await recruiter.edit('PATCH', `/jobs/${id}`, { openings: 2 });
    expect((await recruiter.call('GET', `/jobs/${id}`, undefined, again)).status).toBe(200);
  });

  it('answers 304 to a list and a job by the time of the last change: of a job, its counts, or a deletion', async () => {
    const recruiter = await jobs.member('recruiter');
    const [id, other] = [await recruiter.draft(), await recruiter.draft()];
    const paths = ['/jobs', `/jobs/${id}`];
    /** As if the last change were long ago. */
    const settle = async (): Promise<void> => {
      const sql = "UPDATE jobs.job_revisions SET changed_at = now() - interval '1 day' WHERE organization_id = $1";
      await jobs.database.rows(sql, [recruiter.organizationId]);
    };
    const known = async (path: string): Promise<{ 'if-modified-since': string }> => {
      const { headers } = await recruiter.call('GET', path);
      expect(Date.parse(headers.get('last-modified') ?? '')).not.toBeNaN();
      return { 'if-modified-since': headers.get('last-modified') ?? '' };
    };
    const changes = [
      () => recruiter.edit('PATCH', `/jobs/${id}`, { openings: 2 }),
      () => jobs.database.rows('UPDATE jobs.match_statistics SET good_matches = 7 WHERE job_id = $1', [id]),
      () => recruiter.edit('DELETE', `/jobs/${other}`),
    ];
    for (const change of changes) {
      await settle();
      const seen = new Map(await Promise.all(paths.map(async (path) => [path, await known(path)] as const)));
      const statuses = (): Promise<number[]> =>
        Promise.all(paths.map(async (path) => (await recruiter.call('GET', path, undefined, seen.get(path))).status));
      expect(await statuses()).toEqual([304, 304]);
      await change();
      expect(await statuses()).toEqual([200, 200]);
    }
    const newcomer = await jobs.member('recruiter');
    expect((await newcomer.call('GET', '/jobs')).headers.get('last-modified')).toBeNull();
  });

  it('shows the newest counts of its matches, whatever comes late or twice', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.draft();
    const { organizationId } = recruiter;
    const announce = (aggregateVersion: number, strongMatches: number, jobId = id): Promise<void> => {
      const counts = { jobId, totalCandidates: 12, strongMatches, goodMatches: 4, aiAnalyzedCount: 1, changedAt: new Date().toISOString() };
      return jobs.process.announce(matchStatisticsChangedV1, counts, { organizationId, aggregateVersion });
    };
    const strong = async (): Promise<number[]> => [
      (await recruiter.call('GET', '/jobs')).body.data[0].matchStatistics.strongMatches,
      (await recruiter.call('GET', `/jobs/${id}`)).body.data.matchStatistics.strongMatches,
    ];
    expect(await strong()).toEqual([0, 0]);
    await announce(2, 3);
    await eventually(async () => expect(await strong()).toEqual([3, 3]));
    await announce(3, 5);
    for (const version of [1, 2]) await announce(version, 9);
    // A job that is not here, and one of another organization, are left alone.
    await announce(4, 9, newId());
    const stranger = await jobs.member('recruiter');
    await announce(5, 9, await stranger.draft());
    await eventually(async () => {
      const lags = await jobs.process.infrastructure.eventLog.lag('jobs', [matchStatisticsChangedV1.topic]);
      expect(lags.filter(({ records }) => records > 0)).toEqual([]);
    });
    expect(await strong()).toEqual([5, 5]);
    expect((await recruiter.call('GET', `/jobs/${id}`)).body.data.matchStatistics).toEqual({
      ...{ totalCandidates: 12, strongMatches: 5, goodMatches: 4, aiAnalyzedCount: 1 },
    });
    expect((await stranger.call('GET', '/jobs')).body.data[0].matchStatistics.strongMatches).toBe(0);
  });

  it('comes from the cache until a job of the organization or its counts change, and does without a cache', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.draft({ title: 'First' });
    const titles = async (): Promise<string[]> => [
      (await recruiter.call('GET', '/jobs')).body.data[0].title,
      (await recruiter.call('GET', `/jobs/${id}`)).body.data.title,
    ];
    expect(await titles()).toEqual(['First', 'First']);
    // Behind the back of everything that counts changes.
    await jobs.database.asRole('postgres', async (client) => {
      await client.query("SET session_replication_role = 'replica'");
      await client.query("UPDATE jobs.jobs SET title = 'Second' WHERE id = $1", [id]);
    });
    expect(await titles()).toEqual(['First', 'First']);
    const manager = await jobs.member('hiring_manager', recruiter.organizationId);
    expect((await manager.call('GET', '/jobs')).body.data).toEqual([]);
    expect((await manager.call('GET', `/jobs/${id}`)).status).toBe(404);
    await jobs.database.rows('UPDATE jobs.match_statistics SET strong_matches = 3 WHERE job_id = $1', [id]);
    expect(await titles()).toEqual(['Second', 'Second']);
    await recruiter.edit('PATCH', `/jobs/${id}`, { title: 'Third' });
    expect(await titles()).toEqual(['Third', 'Third']);
    const away = jest.spyOn(jobs.process.infrastructure.cache, 'set').mockRejectedValue(cacheUnavailable());
    const get = jobs.process.infrastructure.cache.get.bind(jobs.process.infrastructure.cache);
    const gone = jest.spyOn(jobs.process.infrastructure.cache, 'get');
    gone.mockImplementation((key) => (key.startsWith('jobs:') ? Promise.reject(cacheUnavailable()) : get(key)));
    expect(await titles()).toEqual(['Third', 'Third']);
    for (const spy of [away, gone]) spy.mockRestore();
  });

  it('filters by status, department, location, text, ids and time', async () => {
    const recruiter = await jobs.member('recruiter');
    const backend = await recruiter.open({ title: '100% Backend', department: 'Engineering', location: 'Karachi or remote' });
    const analyst = await recruiter.draft({ title: 'Analyst', department: 'Finance', location: 'Lahore' });
    const found = async (query: string): Promise<string[]> =>
      (await recruiter.call('GET', `/jobs?${query}`)).body.data.map((job: { id: string }) => job.id);
    expect(await found('status=open')).toEqual([backend]);
    expect(await found('status=open,draft')).toEqual([analyst, backend]);
    expect(await found('department=finance')).toEqual([analyst]);
    expect(await found('location=karachi')).toEqual([backend]);
    expect(await found('search=0%25%20back')).toEqual([backend]);
    expect(await found('search=%25')).toEqual([backend]);
    expect(await found(`ids=${analyst},${newId()}`)).toEqual([analyst]);
    expect(await found('createdAt[gte]=2020-01-01T00:00:00Z&sort=title')).toEqual([backend, analyst]);
    expect(await found('createdAt[lt]=2020-01-01T00:00:00Z')).toEqual([]);
    // What is shown as an instant is at it, whatever its microseconds.
    const { createdAt } = (await recruiter.call('GET', `/jobs/${backend}`)).body.data;
    const at = (...bounds: string[]) => found(`ids=${backend}&${bounds.map((bound) => `createdAt[${bound}]=${createdAt}`).join('&')}`);
    expect([await at('gte'), await at('lte'), await at('gte', 'lte')]).toEqual([[backend], [backend], [backend]]);
    expect([await at('gt'), await at('lt')]).toEqual([[], []]);
  });

  it.each(['createdAt', '-createdAt', 'updatedAt', 'title', '-title'])('walks every job once by cursor, sorted by %s', async (sort) => {
    const recruiter = await jobs.member('recruiter');
    const ids = [];
    for (const title of ['b', 'a', 'b', 'c', 'a']) ids.push(await recruiter.draft({ title }));
    await recruiter.draft({ title: 'other', department: 'Elsewhere' });
    const walked: string[] = [];
    let path: string | null = `/jobs?limit=2&sort=${sort}&status=draft&ids=${ids.join()}`;
    while (path) {
      const { body, headers } = await recruiter.call('GET', path);
      walked.push(...body.data.map((job: { id: string }) => job.id));
      expect(body.pagination).toMatchObject({ limit: 2, total: 5, totalIsEstimate: false });
      expect(headers.get('link') !== null).toBe(body.pagination.hasMore);
      path = body.pagination.nextCursor && `/jobs?limit=2&cursor=${body.pagination.nextCursor}`;
    }
    expect([...walked].sort()).toEqual([...ids].sort());
    const whole = await recruiter.call('GET', `/jobs?sort=${sort}&ids=${ids.join()}`);
    expect(walked).toEqual(whole.body.data.map((job: { id: string }) => job.id));
  });

  it('tells the page, and refuses a sort that it does not know', async () => {
    const recruiter = await jobs.member('recruiter');
    for (let count = 0; count < 3; count += 1) await recruiter.draft();
    const second = await recruiter.call('GET', '/jobs?limit=2&page=2');
    expect(second.body.data).toHaveLength(1);
    expect(second.body.pagination).toMatchObject({ page: 2, total: 3, totalPages: 2, hasMore: false });
    expect((await recruiter.call('GET', '/jobs?sort=salary')).body.code).toBe('http.sort_unknown');
  });
});
