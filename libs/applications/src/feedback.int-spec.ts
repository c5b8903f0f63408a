import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { candidatesLinkedV1, feedbackGivenV1, jobsChangedV1, resumesParsedV1 } from '@shortlist/contracts';
import type { FeedbackGivenV1 } from '@shortlist/contracts';
import { catalogueProblems, newId, personKey } from '@shortlist/platform';
import type { Role } from '@shortlist/platform';
import { TestDatabase, TestProcess, eventually, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { ApplicationsHttpModule, ApplicationsWorkerModule, applicationsMigrations } from './index.js';

let database: TestDatabase;
let service: TestProcess;
let tokenFor: Awaited<ReturnType<typeof testTokens>>;
const organizationId = newId();
const [recruiterId, managerId] = [newId(), newId()];

beforeAll(async () => {
  database = await TestDatabase.start([applicationsMigrations]);
  service = await TestProcess.start(database, [ApplicationsHttpModule, ApplicationsWorkerModule], { HTTP_RATE_LIMIT_SCALE: '1000' });
  tokenFor = await testTokens(database);
});

afterAll(async () => {
  await service.stop();
  await database.stop();
});

interface Caller {
  readonly role?: Role;
  readonly userId?: string;
  readonly organizationId?: string;
}

async function call(method: string, path: string, body?: unknown, caller: Caller = {}): Promise<TestAnswer> {
  const token = await tokenFor({ organizationId, role: 'recruiter', userId: recruiterId, ...caller });
  return service.call(method, path, { token, ...(body !== undefined && { body }) });
}

const manager: Caller = { role: 'hiring_manager', userId: managerId };

async function openJob(changes: { hiringManagerId?: string; deletedAt?: string; jobId?: string; version?: number } = {}): Promise<string> {
  const { jobId = newId(Date.now() - 3_600_000), version = 1, ...rest } = changes;
  const job = { jobId, title: 'Engineer', description: null, status: 'open', department: null, location: null, openings: 1 } as const;
  const data = { ...job, duplicatePolicy: 'separate' as const, requirements: [], deletedAt: null, ...rest };
  await service.announce(jobsChangedV1, data, { organizationId, aggregateVersion: version });
  await eventually(async () =>
    expect(await database.rows('SELECT 1 FROM applications.job_copies WHERE job_id = $1 AND version = $2', [jobId, version])).toHaveLength(
      1,
    ),
  );
  return jobId;
}

let people = 0;
async function apply(jobId: string): Promise<string> {
  const body = { jobId, name: 'Ada Example', email: `ada.${(people += 1)}@example.org` };
  const { status, body: receipt } = await service.call('POST', '/applications', { body, headers: { 'idempotency-key': newId() } });
  expect(status).toBe(202);
  await eventually(async () => expect((await call('GET', `/applications/${receipt.data.id}`)).status).toBe(200));
  return receipt.data.id;
}

interface Person {
  readonly candidateId: string;
  readonly candidateKey: string;
}

/** Somebody with a resume that was read, who did not apply. */
async function person(): Promise<Person> {
  const candidateId = newId();
  const candidateKey = createHash('sha256').update(candidateId).digest('hex');
  await resumeRead({ candidateId, candidateKey }, new Date());
  await eventually(async () =>
    expect(await database.rows('SELECT 1 FROM applications.candidate_copies WHERE candidate_id = $1', [candidateId])).toHaveLength(1),
  );
  return { candidateId, candidateKey };
}

function resumeRead({ candidateId, candidateKey }: Person, parsedAt: Date): Promise<void> {
  const data = { resumeId: newId(), candidateId, applicationId: null, profileKey: 'profile', candidateKey, parserVersion: '1', flags: [] };
  return service.announce(resumesParsedV1, { ...data, parsedAt: parsedAt.toISOString() }, { organizationId });
}

const listed = async (jobId: string, query = ''): Promise<TestAnswer['body']> => {
  const { status, body } = await call('GET', `/jobs/${jobId}/feedback${query}`);
  expect(status).toBe(200);
  return body;
};

async function announced(feedbackId: string): Promise<FeedbackGivenV1> {
  return eventually(async () => {
    const found = (await service.published(feedbackGivenV1)).find((event) => event.feedbackId === feedbackId);
    if (!found) throw new Error('it was not announced yet');
    return found;
  });
}

describe('feedback', () => {
  it('is kept of an application, listed with its job and announced without its notes', async () => {
    const jobId = await openJob();
    const applicationId = await apply(jobId);
    const given = await call('POST', '/feedback', { applicationId, kind: 'positive', notes: 'Strong in the interview.' });
    expect(given).toMatchObject({
      status: 201,
      body: { data: { jobId, applicationId, candidateId: null, userId: recruiterId, number: 1 } },
    });
    expect(given.headers.get('location')).toContain(`/jobs/${jobId}/feedback`);
    const { id } = given.body.data;
    expect((await listed(jobId)).data).toEqual([given.body.data]);
    expect(given.body.data).toMatchObject({ kind: 'positive', notes: 'Strong in the interview.', replacedAt: null });
    const event = await announced(id);
    expect(event).toEqual({
      ...{ feedbackId: id, jobId, applicationId, candidateId: null, userId: recruiterId, number: 1, kind: 'positive' },
      givenAt: given.body.data.givenAt,
    });
    const kept = await database.rows('SELECT notes FROM applications.feedback WHERE id = $1', [id]);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toMatch(/Strong|interview/);
  });

  it('moves neither the status nor the version of an application', async () => {
    const jobId = await openJob();
    const applicationId = await apply(jobId);
    const before = (await call('GET', `/applications/${applicationId}`)).body.data;
    for (const kind of ['positive', 'negative', 'hired'])
      expect((await call('POST', '/feedback', { applicationId, kind })).status).toBe(201);
    expect((await call('GET', `/applications/${applicationId}`)).body.data).toEqual(before);
  });

  it('of the same person on the same application replaces what stood, and keeps it', async () => {
    const jobId = await openJob();
    const applicationId = await apply(jobId);
    const first = (await call('POST', '/feedback', { applicationId, kind: 'negative', notes: 'No.' })).body.data;
    const other = (await call('POST', '/feedback', { applicationId, kind: 'positive' }, { userId: newId() })).body.data;
    const second = (await call('POST', '/feedback', { applicationId, kind: 'hired' })).body.data;
    expect([first.number, other.number, second.number]).toEqual([1, 1, 2]);
    const standing = await listed(jobId);
    expect(standing.data.map((one: { id: string }) => one.id)).toEqual([second.id, other.id]);
    expect(standing.pagination).toMatchObject({ total: 2, hasMore: false });
    const all = await listed(jobId, '?history=true');
    expect(all.data.map((one: { id: string }) => one.id)).toEqual([second.id, other.id, first.id]);
    expect(all.data[2]).toMatchObject({ kind: 'negative', notes: 'No.', replacedAt: second.givenAt });
    expect((await announced(second.id)).number).toBe(2);
  });

  it('counts every word of a person who says several things at once', async () => {
    const jobId = await openJob();
    const applicationId = await apply(jobId);
    const kinds = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? 'positive' : 'negative'));
    const answers = await Promise.all(kinds.map((kind) => call('POST', '/feedback', { applicationId, kind })));
    expect(answers.map(({ status }) => status)).toEqual(kinds.map(() => 201));
    expect(answers.map(({ body }) => body.data.number).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await listed(jobId)).data).toMatchObject([{ number: 8 }]);
  });

  it('is kept of a candidate who did not apply, under the key of their newest resume', async () => {
    const jobId = await openJob();
    const somebody = await person();
    const newest = { ...somebody, candidateKey: createHash('sha256').update('another address').digest('hex') };
    await resumeRead(newest, new Date(Date.now() + 1_000));
    await resumeRead(somebody, new Date(Date.now() - 60_000));
    const key = 'SELECT candidate_key AS key FROM applications.candidate_copies WHERE candidate_id = $1';
    await eventually(async () => expect(await database.rows(key, [somebody.candidateId])).toEqual([{ key: newest.candidateKey }]));
    const { candidateId } = somebody;
    const given = await call('POST', '/feedback', { jobId, candidateId, kind: 'positive', notes: 'Call her.' });
    expect(given).toMatchObject({ status: 201, body: { data: { jobId, applicationId: null, candidateId, number: 1 } } });
    expect((await listed(jobId, `?candidateId=${candidateId}`)).data).toEqual([given.body.data]);
    expect(await announced(given.body.data.id)).toMatchObject({ applicationId: null, candidateId });
    await service.infrastructure.keyring.destroy(organizationId, personKey(newest.candidateKey));
    expect((await listed(jobId)).data).toEqual([{ ...given.body.data, notes: null }]);
  });

  it('is found by candidate also where it was given of an application, and by kind, person and application', async () => {
    const jobId = await openJob();
    const [one, other] = [await apply(jobId), await apply(jobId)];
    const candidateId = newId();
    await service.announce(candidatesLinkedV1, { applicationId: one, jobId, candidateId, isNew: true }, { organizationId });
    await eventually(async () => expect((await call('GET', `/applications/${one}`)).body.data.candidateId).toBe(candidateId));
    const first = (await call('POST', '/feedback', { applicationId: one, kind: 'positive' })).body.data;
    expect(first.candidateId).toBe(candidateId);
    const second = (await call('POST', '/feedback', { applicationId: other, kind: 'negative' }, manager)).status;
    expect(second).toBe(404);
    const third = (await call('POST', '/feedback', { applicationId: other, kind: 'negative' }, { userId: newId() })).body.data;
    const ids = async (query: string): Promise<string[]> => (await listed(jobId, query)).data.map(({ id }: { id: string }) => id);
    expect(await ids(`?candidateId=${candidateId}`)).toEqual([first.id]);
    expect(await ids('?kind=negative')).toEqual([third.id]);
    expect(await ids(`?userId=${recruiterId}`)).toEqual([first.id]);
    expect(await ids(`?applicationId=${other}`)).toEqual([third.id]);
    const page = await listed(jobId, '?limit=1');
    expect(page).toMatchObject({ data: [{ id: third.id }], pagination: { total: 2, hasMore: true } });
    expect(await ids(`?limit=1&cursor=${page.pagination.nextCursor}`)).toEqual([first.id]);
  });

  it('of an application that staff deleted is not shown any more', async () => {
    const jobId = await openJob();
    const applicationId = await apply(jobId);
    await call('POST', '/feedback', { applicationId, kind: 'positive' });
    const token = await tokenFor({ organizationId, role: 'recruiter' });
    const etag = (await call('GET', `/applications/${applicationId}`)).headers.get('etag') ?? '';
    expect((await service.call('DELETE', `/applications/${applicationId}`, { token, headers: { 'if-match': etag } })).status).toBe(204);
    expect((await listed(jobId, '?history=true')).data).toEqual([]);
    expect((await call('POST', '/feedback', { applicationId, kind: 'positive' })).status).toBe(404);
  });
});

describe('who may give and read feedback', () => {
  it('is staff; hiring managers for their own jobs, viewers only read, and nobody of another organization', async () => {
    const jobId = await openJob({ hiringManagerId: managerId });
    const applicationId = await apply(jobId);
    const body = { applicationId, kind: 'positive' };
    expect((await service.call('POST', '/feedback', { body })).status).toBe(401);
    for (const role of ['interviewer', 'viewer', 'candidate'] as const) {
      expect(await call('POST', '/feedback', body, { role })).toMatchObject({
        status: 403,
        body: { detail: expect.stringContaining('feedback:write') },
      });
    }
    expect((await call('GET', `/jobs/${jobId}/feedback`, undefined, { role: 'interviewer' })).status).toBe(403);
    expect((await call('POST', '/feedback', body, manager)).status).toBe(201);
    const strangers: Caller[] = [{ role: 'hiring_manager', userId: newId() }, { organizationId: newId() }];
    const { candidateId } = await person();
    for (const stranger of strangers) {
      expect((await call('POST', '/feedback', body, stranger)).status).toBe(404);
      expect((await call('POST', '/feedback', { jobId, candidateId, kind: 'positive' }, stranger)).status).toBe(404);
      expect((await call('GET', `/jobs/${jobId}/feedback`, undefined, stranger)).status).toBe(404);
    }
    expect((await call('GET', `/jobs/${jobId}/feedback`, undefined, { role: 'viewer' })).body.data).toHaveLength(1);
    const problems = await database.asRole('applications_app', catalogueProblems);
    expect(problems.filter((problem) => problem.includes('applications'))).toEqual([]);
  });

  it('has to name something that is there', async () => {
    const jobId = await openJob();
    const { candidateId } = await person();
    const give = (body: object): Promise<TestAnswer> => call('POST', '/feedback', { kind: 'positive', ...body });
    expect(await give({ jobId })).toMatchObject({ status: 422, body: { code: 'applications.feedback_subject_unclear' } });
    expect(await give({ jobId, candidateId, applicationId: newId() })).toMatchObject({ status: 422 });
    expect(await give({ applicationId: newId() })).toMatchObject({ status: 404, body: { code: 'applications.not_found' } });
    expect(await give({ jobId, candidateId: newId() })).toMatchObject({ status: 404, body: { code: 'applications.candidate_not_found' } });
    const unknown = newId(Date.now() - 3_600_000);
    expect(await give({ jobId: unknown, candidateId })).toMatchObject({ status: 404, body: { code: 'applications.job_not_found' } });
    expect(await give({ jobId: newId(), candidateId })).toMatchObject({ status: 503, body: { code: 'applications.job_not_here_yet' } });
    expect((await give({ applicationId: 'no id' })).status).toBe(400);
    expect((await give({ jobId, candidateId, kind: 'neutral' })).status).toBe(400);
    await openJob({ jobId, version: 2, deletedAt: new Date().toISOString() });
    expect((await give({ jobId, candidateId })).status).toBe(404);
    expect((await call('GET', `/jobs/${jobId}/feedback`)).status).toBe(404);
  });
});
