import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  applicationsAiScreenedV1,
  applicationsDuplicateFoundV1,
  applicationsReceivedV1,
  applicationsStatusChangedV1,
  applicationsSubmittedV1,
  candidatesLinkedV1,
  candidatesRelinkedV1,
  jobsChangedV1,
  organizationsChangedV1,
  screeningsOverriddenV1,
  screeningsStartedV1,
  shortlistsUpdatedV1,
} from '@shortlist/contracts';
import type { ApplicationsAiScreenedV1, DuplicatePolicy, JobStatus, ScreeningsOverriddenV1 } from '@shortlist/contracts';
import { newId } from '@shortlist/platform';
import { TestDatabase, TestProcess, eventually, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { MOST_RESUME_BYTES } from './domain/resume-upload.js';
import { ApplicationsHttpModule, ApplicationsWorkerModule, applicationsMigrations } from './index.js';

let database: TestDatabase;
let service: TestProcess;
let recruiter: string;
let manager: string;
const [recruiterId, managerId] = [newId(), newId()];
let foreigner: string;
const organizationId = newId();
const otherOrganizationId = newId();

beforeAll(async () => {
  database = await TestDatabase.start([applicationsMigrations]);
  service = await TestProcess.start(database, [ApplicationsHttpModule, ApplicationsWorkerModule]);
  const tokenFor = await testTokens(database);
  recruiter = await tokenFor({ organizationId, role: 'recruiter', userId: recruiterId });
  manager = await tokenFor({ organizationId, role: 'hiring_manager', userId: managerId });
  foreigner = await tokenFor({ organizationId: otherOrganizationId, role: 'recruiter' });
  await service.announce(organizationsChangedV1, { organizationId, name: 'Acme', slug: 'acme' }, { organizationId, aggregateVersion: 1 });
});

afterAll(async () => {
  await service.stop();
  await database.stop();
});

async function openJob(
  changes: { status?: JobStatus; duplicatePolicy?: DuplicatePolicy; version?: number; jobId?: string; hiringManagerId?: string } = {},
): Promise<string> {
  const { status = 'open', duplicatePolicy = 'keep_first', version = 1, jobId = newId(Date.now() - 3_600_000), hiringManagerId } = changes;
  await service.announce(
    jobsChangedV1,
    {
      jobId,
      title: 'Engineer',
      description: null,
      status,
      department: null,
      location: null,
      openings: 1,
      duplicatePolicy,
      requirements: [],
      deletedAt: null,
      ...(hiringManagerId !== undefined && { hiringManagerId }),
    },
    { organizationId, aggregateVersion: version },
  );
  await eventually(async () => {
    const rows = await database.rows('SELECT 1 FROM applications.job_copies WHERE job_id = $1 AND version = $2', [jobId, version]);
    expect(rows).toHaveLength(1);
  });
  return jobId;
}

let people = 0;
const person = (): { name: string; email: string } => ({ name: 'Ada Example', email: `ada.${++people}@example.org` });

function apply(jobId: string, body: Record<string, unknown> = person(), key: string = newId(), token?: string): Promise<TestAnswer> {
  return service.call('POST', '/applications', { body: { jobId, ...body }, headers: { 'idempotency-key': key }, ...(token && { token }) });
}

async function stored(id: string): Promise<TestAnswer> {
  return eventually(async () => {
    const answer = await service.call('GET', `/applications/${id}`, { token: recruiter });
    expect(answer.status).toBe(200);
    return answer;
  });
}

function screen(applicationId: string, jobId: string, changes: Partial<ApplicationsAiScreenedV1> = {}): Promise<void> {
  const data: ApplicationsAiScreenedV1 = {
    applicationId,
    jobId,
    candidateId: null,
    screeningId: newId(),
    run: 1,
    outcome: 'scored',
    score: 91.5,
    criteriaVersion: 1,
    needsPerson: false,
    needsPersonReason: null,
    flags: [],
    autoAdvance: false,
    screenedAt: new Date().toISOString(),
    ...changes,
  };
  return service.announce(applicationsAiScreenedV1, data, { organizationId });
}

function overrideScreening(applicationId: string, jobId: string, changes: Partial<ScreeningsOverriddenV1>): Promise<void> {
  const ids = { overrideId: newId(), screeningId: newId(), applicationId, jobId, candidateId: null, userId: managerId };
  const data = { ...ids, run: 1, score: null, decision: null, overriddenAt: new Date().toISOString(), ...changes };
  return service.announce(screeningsOverriddenV1, data, { organizationId });
}

describe('intake', () => {
  let fresh: TestProcess | undefined;
  afterAll(() => fresh?.stop());

  it('answers 202 with a status page that works at once, then stores and announces the application', async () => {
    const jobId = await openJob();
    const answer = await apply(jobId, { ...person(), phone: '+92 300 1234567', resumeText: 'Ada Example\nPython', source: 'linkedin' });
    expect(answer.status).toBe(202);
    expect(answer.body.data).toMatchObject({
      status: 'received',
      statusUrl: expect.stringContaining(`/applications/${answer.body.data.id}/track?token=`),
    });
    const { id, statusUrl } = answer.body.data;
    const track = await service.call('GET', statusUrl.slice(statusUrl.indexOf('/applications')));
    expect(track.body.data).toMatchObject({ id, status: 'received', seenByPerson: false });
    const application = await stored(id);
    expect(application.body.data).toMatchObject({
      id,
      jobId,
      name: 'Ada Example',
      phone: '+92 300 1234567',
      source: 'linkedin',
      status: 'received',
    });
    await eventually(async () => {
      const received = (await service.published(applicationsReceivedV1)).find((event) => event.applicationId === id);
      expect(received).toMatchObject({ jobId, submitter: 'candidate', name: 'Ada Example', resume: { contentType: 'text/plain' } });
    });
    const seen = await service.call('GET', statusUrl.slice(statusUrl.indexOf('/applications')));
    expect(seen.body.data).toMatchObject({ seenByPerson: true, jobTitle: 'Engineer', organizationName: 'Acme' });
  });

  it('tells the candidate nothing of what a program has read', async () => {
    const answer = await apply(await openJob());
    const { id, statusUrl } = answer.body.data;
    const track = async (): Promise<unknown> =>
      (await service.call('GET', statusUrl.slice(statusUrl.indexOf('/applications')))).body.data.seenByPerson;
    const grant = { apiKeyId: newId(), organizationId, scopes: ['application:read'] };
    const keys = jest.spyOn(service.infrastructure.apiKeys, 'find').mockResolvedValue(grant);
    await eventually(async () => expect((await service.call('GET', `/applications/${id}`, { token: 'sl_key' })).status).toBe(200));
    keys.mockRestore();
    expect(await track()).toBe(false);
    await stored(id);
    expect(await track()).toBe(true);
  });

  it('gives no receipt before the log has the application: 503 and when to try again, and the same key counts once', async () => {
    const jobId = await openJob();
    const [key, body] = [newId(), person()];
    const append = jest.spyOn(service.infrastructure.eventLog, 'append');
    append.mockRejectedValueOnce(new Error('no broker'));
    append.mockImplementationOnce(() => new Promise(() => undefined));
    for (const attempt of ['refused', 'hanging']) {
      const answer = await apply(jobId, body, key);
      expect([attempt, answer.status, answer.body.code]).toEqual([attempt, 503, 'applications.append_unconfirmed']);
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    const receipt = await apply(jobId, body, key);
    expect(receipt.status).toBe(202);
    await stored(receipt.body.data.id);
    append.mockRestore();
    expect(await database.rows('SELECT 1 FROM applications.applications WHERE job_id = $1', [jobId])).toHaveLength(1);
  });

  it('writes no row on the request but that of the event log: a fresh process answers while nobody may write to any other table', async () => {
    const jobId = await openJob();
    await database.infrastructure().then(({ chores }) => chores.makeLogKeys());
    fresh = await TestProcess.start(database, [ApplicationsHttpModule]);
    const answer = await database.asRole('postgres', async (client) => {
      await client.query('BEGIN');
      const { rows } = await client.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('applications', 'platform') AND tablename !~ '^log_'`,
      );
      expect(rows.length).toBeGreaterThan(20);
      for (const { name } of rows) await client.query(`LOCK TABLE ${name} IN SHARE MODE`);
      const body = { jobId, ...person() };
      const response = await fresh?.call('POST', '/applications', { body, headers: { 'idempotency-key': newId() } });
      await client.query('ROLLBACK');
      return response;
    });
    expect(answer?.status).toBe(202);
  });

  it('takes a resume as the file of a form', async () => {
    const jobId = await openJob();
    const form = new FormData();
    for (const [name, value] of Object.entries({ jobId, ...person(), wantsPerson: 'true' })) form.set(name, value);
    form.set('resume', new Blob(['plain resume'], { type: 'text/plain' }), 'cv.txt');
    const headers = { 'idempotency-key': newId() };
    const answer = await service.call('POST', '/applications', { body: form, headers });
    expect(answer.status).toBe(202);
    expect((await stored(answer.body.data.id)).body.data.wantsPerson).toBe(true);
  });

  it('refuses a file whose content no resume has, however long it is and whatever it calls itself, and one that is too long', async () => {
    const jobId = await openJob();
    const send = async (content: Uint8Array<ArrayBuffer>): Promise<TestAnswer> => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ jobId, ...person() })) form.set(name, value);
      form.set('resume', new Blob([content], { type: 'application/pdf' }), 'cv.pdf');
      return service.call('POST', '/applications', { body: form, headers: { 'idempotency-key': newId() } });
    };
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(9 * 1024 * 1024)]);
    for (let time = 0; time < 3; time++) {
      expect(await send(program)).toMatchObject({ status: 415, body: { code: 'storage.content_mismatch' } });
    }
    expect(await send(Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(MOST_RESUME_BYTES)]))).toMatchObject({ status: 413 });
    expect(await send(Buffer.from('plain resume'))).toMatchObject({ status: 202 });
  });

  it.each(['setIfAbsent', 'get'])('goes on while the cache fails at %s: the same key counts once all the same', async (method) => {
    const jobId = await openJob({ duplicatePolicy: 'separate' });
    const form = new FormData();
    for (const [name, value] of Object.entries({ jobId, ...person() })) form.set(name, value);
    form.set('resume', new Blob(['plain resume'], { type: 'text/plain' }), 'cv.txt');
    const [body, headers, key] = [{ jobId, ...person() }, { 'idempotency-key': newId() }, newId()];
    service.faults.inject({ port: 'cache', method, kind: 'fails_before', times: 100 });
    const answers: TestAnswer[] = [];
    for (let time = 0; time < 2; time++) {
      answers.push(await service.call('POST', '/applications', { body: form, headers }), await apply(jobId, body, key));
    }
    expect(service.faults.lift()).toBeGreaterThan(0);
    expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202, 202]);
    const ids = await Promise.all(answers.map(async (answer) => (await stored(answer.body.data.id)).body.data.id));
    expect([ids[2], ids[3]]).toEqual([ids[0], ids[1]]);
    expect(await database.rows('SELECT 1 FROM applications.applications WHERE job_id = $1', [jobId])).toHaveLength(2);
  });

  it('takes a resume by upload handle, with size and type enforced by the form', async () => {
    const jobId = await openJob();
    const bytes = Buffer.from('a small resume');
    const upload = await service.call('POST', '/uploads', { body: { jobId, contentType: 'text/plain', bytes: bytes.length } });
    expect([upload.status, upload.headers.get('location')]).toEqual([200, null]);
    const { uploadHandle, url, fields } = upload.body.data;
    const send = async (content: Buffer, type: string): Promise<number> => {
      const form = new FormData();
      for (const { name, value } of fields) form.set(name, value);
      form.set('file', new Blob([new Uint8Array(content)], { type }), 'cv.txt');
      const path = new URL(url).pathname;
      return (await fetch(service.baseUrl + path, { method: 'POST', body: form })).status;
    };
    expect(await send(Buffer.concat([bytes, bytes]), 'text/plain')).toBe(413);
    expect(await send(bytes, 'text/plain')).toBe(204);
    const answer = await apply(jobId, { ...person(), uploadHandle });
    expect(answer.status).toBe(202);
    await stored(answer.body.data.id);
    const other = await apply(await openJob(), { ...person(), uploadHandle });
    expect(other).toMatchObject({ status: 422, body: { code: 'applications.upload_of_another_job' } });
  });

  it('refuses what it cannot take, and says why', async () => {
    const jobId = await openJob();
    const missingKey = await service.call('POST', '/applications', { body: { jobId, ...person() } });
    expect(missingKey).toMatchObject({ status: 400, body: { code: 'http.idempotency_key_required' } });
    const unknownField = await apply(jobId, { ...person(), score: 100 });
    expect(unknownField).toMatchObject({ status: 400, body: { errors: [{ pointer: '/score', code: 'unknown_field' }] } });
    const noContact = await apply(jobId, {});
    expect(noContact).toMatchObject({ status: 400, body: { errors: [{ pointer: '/name' }, { pointer: '/email' }] } });
    const two = await apply(jobId, { ...person(), resumeText: 'x', uploadHandle: 'y' });
    expect(two).toMatchObject({ status: 422, body: { code: 'applications.several_resumes' } });
    expect(await apply(newId(Date.now() - 3_600_000))).toMatchObject({ status: 404, body: { code: 'applications.job_not_found' } });
    const young = await apply(newId());
    expect(young).toMatchObject({ status: 503, body: { code: 'applications.job_not_here_yet' } });
    expect(young.headers.get('retry-after')).toBe('1');
    const justOpened = await apply(await openJob({ status: 'draft', jobId: newId() }));
    expect(justOpened).toMatchObject({ status: 503, body: { code: 'applications.job_not_here_yet' } });
    expect(await apply(await openJob({ status: 'closed' }))).toMatchObject({ status: 409, body: { code: 'applications.job_not_open' } });
  });

  it('notices that a job was closed', async () => {
    const jobId = await openJob();
    expect((await apply(jobId)).status).toBe(202);
    await openJob({ jobId, status: 'closed', version: 2 });
    await eventually(async () => expect((await apply(jobId)).status).toBe(409));
  });

  it('lets staff hand in a resume without contact, in their own name, and nobody else', async () => {
    const jobId = await openJob();
    const answer = await apply(jobId, { resumeText: 'someone' }, newId(), recruiter);
    expect(answer.status).toBe(202);
    expect((await stored(answer.body.data.id)).body.data).toMatchObject({ name: null, email: null, source: 'upload' });
    const timeline = await service.call('GET', `/applications/${answer.body.data.id}/timeline`, { token: recruiter });
    expect(timeline.body.data).toMatchObject([{ to: 'received', actor: `user:${recruiterId}` }]);
    const own = (await apply(jobId)).body.data;
    await stored(own.id);
    const theirs = await service.call('GET', `/applications/${own.id}/timeline`, { token: recruiter });
    expect(theirs.body.data).toMatchObject([{ to: 'received', actor: 'candidate' }]);
    expect((await apply(jobId, { resumeText: 'someone' }, newId(), foreigner)).status).toBe(400);
  });
});

describe('retries and duplicates', () => {
  it('makes one application of 20 concurrent posts with one key, with identical answers', async () => {
    const jobId = await openJob({ duplicatePolicy: 'separate' });
    const [body, key] = [person(), newId()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => apply(jobId, body, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body)))).toEqual(new Set([JSON.stringify(answers[0]?.body)]));
    await stored(answers[0]?.body.data.id);
    const other = await apply(jobId, person(), key);
    expect(other.status).toBe(422);
    expect(await database.rows('SELECT 1 FROM applications.applications WHERE job_id = $1', [jobId])).toHaveLength(1);
  });

  it('resolves every receipt when the shared cache has lost the key: the store finds it again', async () => {
    const jobId = await openJob({ duplicatePolicy: 'separate' });
    const submission = {
      jobId,
      submitter: 'candidate' as const,
      receivedAt: new Date().toISOString(),
      idempotency: { caller: 'public', key: newId(), bodyHash: 'a'.repeat(64) },
      resume: null,
      source: 'direct',
      consents: [],
      wantsPerson: false,
      ...person(),
      phone: null,
      answers: [],
    };
    const receipts = Array.from({ length: 5 }, () => newId());
    for (const applicationId of receipts)
      await service.announce(applicationsSubmittedV1, { ...submission, applicationId }, { organizationId });
    const ids = await Promise.all(receipts.map(async (id) => (await stored(id)).body.data.id));
    expect(new Set(ids).size).toBe(1);
    expect(await database.rows('SELECT 1 FROM applications.applications WHERE job_id = $1', [jobId])).toHaveLength(1);
  });

  it('keeps the first of a person when the job says so, and tells', async () => {
    const jobId = await openJob({ duplicatePolicy: 'refuse' });
    const ada = person();
    const first = await apply(jobId, ada);
    await stored(first.body.data.id);
    const second = await apply(jobId, { ...ada, email: ada.email.toUpperCase(), phone: '123' });
    expect((await stored(second.body.data.id)).body.data.id).toBe(first.body.data.id);
    await eventually(async () => {
      const found = (await service.published(applicationsDuplicateFoundV1)).filter((event) => event.jobId === jobId);
      expect(found).toEqual([
        expect.objectContaining({ applicationId: first.body.data.id, receiptId: second.body.data.id, policy: 'refuse' }),
      ]);
    });
  });

  it('tells whoever only typed an address nothing about the person behind it', async () => {
    const jobId = await openJob();
    const ada = person();
    const first = await apply(jobId, ada);
    const { id } = (await stored(first.body.data.id)).body.data;
    await screen(id, jobId, { autoAdvance: true });
    const page = async (receipt: TestAnswer): Promise<TestAnswer['body']> => {
      const { statusUrl } = receipt.body.data as { statusUrl: string };
      return (await service.call('GET', statusUrl.slice(statusUrl.indexOf('/applications')))).body.data;
    };
    await eventually(async () => expect(await page(first)).toMatchObject({ id, status: 'shortlisted', seenByPerson: true }));
    const stranger = await apply(jobId, { name: 'Eve', email: ada.email });
    await stored(stranger.body.data.id);
    expect(await page(stranger)).toMatchObject({
      id: stranger.body.data.id,
      status: 'received',
      seenByPerson: false,
      jobTitle: 'Engineer',
    });
  });

  it('counts an event once that arrives five times', async () => {
    const jobId = await openJob();
    const { id } = (await apply(jobId)).body.data;
    await stored(id);
    const records = await service.infrastructure.eventLog.peek('again', 'applications.submitted', 10_000);
    const record = records.find((one) => one.key === id);
    if (!record) throw new Error('the submission is not in the log');
    for (let time = 0; time < 5; time++) await service.infrastructure.eventLog.append([record]);
    await stored((await apply(await openJob())).body.data.id);
    await eventually(async () => {
      const received = (await service.published(applicationsReceivedV1)).filter((event) => event.applicationId === id);
      expect(received).toHaveLength(1);
    });
  });
});

describe('the pipeline', () => {
  it('follows screening: started, screened with a score, shortlisted by rule; every step in the timeline', async () => {
    const jobId = await openJob();
    const { id } = (await apply(jobId)).body.data;
    await stored(id);
    const candidateId = newId();
    await service.announce(candidatesLinkedV1, { applicationId: id, jobId, candidateId, isNew: true }, { organizationId });
    await service.announce(screeningsStartedV1, { applicationId: id, jobId, criteriaVersion: 1 }, { organizationId });
    await screen(id, jobId, { autoAdvance: true });
    await eventually(async () => {
      const { data } = (await service.call('GET', `/applications/${id}`, { token: recruiter })).body;
      expect(data).toMatchObject({ status: 'shortlisted', score: 91.5, candidateId });
    });
    const timeline = (await service.call('GET', `/applications/${id}/timeline`, { token: recruiter })).body.data;
    expect(timeline.map((entry: { to: string; automatic: boolean }) => [entry.to, entry.automatic])).toEqual([
      ['received', false],
      ['screening', true],
      ['screened', true],
      ['shortlisted', true],
    ]);
    await eventually(async () => {
      const changes = (await service.published(applicationsStatusChangedV1)).filter((event) => event.applicationId === id);
      expect(changes.map((event) => event.to)).toEqual(['screening', 'screened', 'shortlisted']);
    });
  });

  it('belongs to whom a merge made it, and to its own person again after the undo', async () => {
    const jobId = await openJob();
    const { id } = (await apply(jobId)).body.data;
    await stored(id);
    const [own, survivor] = [newId(), newId()];
    const until = (candidateId: string): Promise<void> =>
      eventually(async () => expect((await stored(id)).body.data.candidateId).toBe(candidateId));
    await service.announce(candidatesLinkedV1, { applicationId: id, jobId, candidateId: own, isNew: true }, { organizationId });
    for (const candidateId of [survivor, own]) {
      await service.announce(candidatesRelinkedV1, { applicationId: id, candidateId, mergeId: newId() }, { organizationId });
      await until(candidateId);
    }
    // Of an application that was archived there is nothing to change, and later events still count.
    const archived = { applicationId: newId(), candidateId: own, mergeId: newId() };
    await service.announce(candidatesRelinkedV1, archived, { organizationId });
    await service.announce(candidatesRelinkedV1, { ...archived, applicationId: id, candidateId: survivor }, { organizationId });
    await until(survivor);
  });

  it('never advances an application that needs a person, and keeps an older screening from overwriting a newer one', async () => {
    const jobId = await openJob();
    const { id } = (await apply(jobId)).body.data;
    await stored(id);
    await screen(id, jobId, { run: 2, needsPerson: true, needsPersonReason: 'hidden_text', autoAdvance: true, score: 95 });
    await screen(id, jobId, { run: 1, score: 10, autoAdvance: true });
    await eventually(async () => expect((await stored(id)).body.data.status).toBe('screened'));
    expect((await stored(id)).body.data).toMatchObject({
      status: 'screened',
      score: 95,
      needsPerson: true,
      needsPersonReason: 'hidden_text',
    });
  });

  it('shows what a person said instead of the newest screening, moves nothing by it, and drops it with the next screening', async () => {
    const jobId = await openJob();
    const { id } = (await apply(jobId)).body.data;
    await stored(id);
    const until = (expected: object): Promise<void> =>
      eventually(async () => expect((await stored(id)).body.data).toMatchObject({ status: 'screened', ...expected }));
    await screen(id, jobId, { run: 2, score: 40 });
    await until({ score: 40, override: null });
    await overrideScreening(id, jobId, { run: 2, score: 90, decision: 'hold' });
    await overrideScreening(id, jobId, { run: 1, score: 99, decision: 'advance' });
    await eventually(async () => {
      const handled = await database.rows(`SELECT 1 FROM applications.inbox WHERE consumer = 'applications.record_override'`);
      expect(handled).toHaveLength(2);
    });
    await until({ score: 40, override: { score: 90, decision: 'hold', userId: managerId, at: expect.any(String) } });
    await screen(id, jobId, { run: 3, score: 50 });
    await until({ score: 50, override: null });
  });

  it('moves by hand only where the table allows, with a reason for a rejection and the current version', async () => {
    const jobId = await openJob();
    const { id } = (await apply(jobId)).body.data;
    const etag = (await stored(id)).headers.get('etag') ?? '';
    const move = (body: unknown, headers: Record<string, string>): Promise<TestAnswer> =>
      service.call('PUT', `/applications/${id}/status`, { token: recruiter, body, headers });
    expect(await move({ status: 'rejected', reason: 'x' }, {})).toMatchObject({ status: 428 });
    expect(await move({ status: 'hired' }, { 'if-match': etag })).toMatchObject({
      status: 409,
      body: { code: 'applications.status_not_reachable' },
    });
    expect(await move({ status: 'rejected' }, { 'if-match': etag })).toMatchObject({
      status: 422,
      body: { code: 'applications.reason_required' },
    });
    const moved = await move({ status: 'rejected', reason: 'Not enough Python.' }, { 'if-match': etag });
    expect(moved).toMatchObject({ status: 200, body: { data: { status: 'rejected' } } });
    expect(await move({ status: 'screened' }, { 'if-match': etag })).toMatchObject({ status: 412 });
  });

  it('lists with filters, sorts and a cursor that misses and repeats nothing', async () => {
    const jobId = await openJob();
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) ids.push((await apply(jobId)).body.data.id);
    await stored(ids.at(-1) ?? '');
    for (const [index, id] of ids.slice(0, 5).entries()) await screen(id, jobId, { score: 50 + 10 * (index % 3) });
    await eventually(async () => {
      const list = await service.call('GET', `/applications?jobId=${jobId}&status=screened`, { token: recruiter });
      expect(list.body.pagination.total).toBe(5);
    });
    for (const sort of ['-receivedAt', 'receivedAt', '-score', 'score']) {
      const seen: string[] = [];
      let path = `/applications?jobId=${jobId}&limit=2&sort=${sort}`;
      for (let cursor: string | null = ''; cursor !== null; path = `/applications?limit=2&cursor=${cursor}`) {
        const { body } = await service.call('GET', path, { token: recruiter });
        seen.push(...body.data.map((one: { id: string }) => one.id));
        cursor = body.pagination.nextCursor;
      }
      expect([...seen].sort()).toEqual([...ids].sort());
    }
    const good = await service.call('GET', `/applications?jobId=${jobId}&minScore=65`, { token: recruiter });
    expect(good.body.data.map((one: { score: number }) => one.score)).toEqual([70]);
    const { id, receivedAt } = good.body.data[0];
    const at = async (...bounds: string[]): Promise<number> => {
      const query = bounds.map((bound) => `receivedAt[${bound}]=${receivedAt}`).join('&');
      return (await service.call('GET', `/applications?ids=${id}&${query}`, { token: recruiter })).body.pagination.total;
    };
    expect([await at('gte', 'lte'), await at('gt'), await at('lt')]).toEqual([1, 0, 0]);
  });
});

describe('a deleted application', () => {
  const remove = async (id: string, token = recruiter, version?: number): Promise<TestAnswer> => {
    const etag = version === undefined ? (await stored(id)).headers.get('etag') : `"${version}"`;
    return service.call('DELETE', `/applications/${id}`, { token, headers: { 'if-match': etag ?? '' } });
  };

  it('is withdrawn and gone for staff; its receipt says so, and the person may apply again', async () => {
    const jobId = await openJob();
    const ada = person();
    const receipt = (await apply(jobId, ada)).body.data;
    await stored(receipt.id);
    expect((await service.call('DELETE', `/applications/${receipt.id}`, { token: recruiter })).status).toBe(428);
    expect((await remove(receipt.id, recruiter, 99)).status).toBe(412);
    expect((await remove(receipt.id, manager)).status).toBe(403);
    expect((await remove(receipt.id, foreigner)).status).toBe(404);
    expect((await remove(receipt.id)).status).toBe(204);
    for (const path of [`/applications/${receipt.id}`, `/applications/${receipt.id}/timeline`]) {
      expect((await service.call('GET', path, { token: recruiter })).status).toBe(404);
    }
    expect((await service.call('GET', `/applications?jobId=${jobId}`, { token: recruiter })).body.pagination.total).toBe(0);
    const page = await service.call('GET', receipt.statusUrl.slice(receipt.statusUrl.indexOf('/applications')));
    expect(page.body.data).toMatchObject({ status: 'withdrawn' });
    await eventually(async () => {
      const moves = (await service.published(applicationsStatusChangedV1)).filter((event) => event.applicationId === receipt.id);
      expect(moves).toEqual([expect.objectContaining({ from: 'received', to: 'withdrawn', reason: 'deleted', automatic: false })]);
    });
    await screen(receipt.id, jobId);
    const again = (await apply(jobId, ada)).body.data;
    expect((await stored(again.id)).body.data).toMatchObject({ id: again.id, status: 'received' });
  });

  it('is never one of somebody who was hired', async () => {
    const jobId = await openJob();
    const { id } = (await apply(jobId)).body.data;
    await stored(id);
    for (const status of ['shortlisted', 'offer', 'hired']) {
      const etag = (await stored(id)).headers.get('etag') ?? '';
      await service.call('PUT', `/applications/${id}/status`, { token: recruiter, body: { status }, headers: { 'if-match': etag } });
    }
    expect((await remove(id)).body).toMatchObject({ status: 409, code: 'applications.status_not_reachable' });
    expect((await stored(id)).body.data.status).toBe('hired');
  });
});

describe('lists', () => {
  it('are narrowed by the skills that a resume names and by the newest shortlist', async () => {
    const jobId = await openJob();
    const [python, both, none] = await Promise.all(
      [apply(jobId), apply(jobId), apply(jobId)].map(async (answer) => (await answer).body.data.id),
    );
    for (const id of [python, both, none]) await stored(id);
    await screen(python, jobId, { skills: ['Python'] });
    await screen(both, jobId, { skills: ['Python', 'Node.js'] });
    await screen(none, jobId);
    const found = async (query: string): Promise<string[]> =>
      (await service.call('GET', `/applications?jobId=${jobId}&${query}&sort=receivedAt`, { token: recruiter })).body.data
        .map((application: { id: string }) => application.id)
        .sort();
    await eventually(async () => expect(await found('skills=python')).toEqual([python, both].sort()));
    expect(await found('skills=PYTHON,node.js')).toEqual([both]);
    expect(await found('skills=cobol')).toEqual([]);
    const shortlist = (version: number, ...ids: string[]): Promise<void> => {
      const entries = ids.map((applicationId, index) => ({ applicationId, candidateId: null, rank: index + 1, score: 90, tied: false }));
      const rest = {
        criteriaVersion: 1,
        topN: 10,
        cutLine: 90,
        screenedCount: 3,
        entered: [],
        left: [],
        sendsWebhook: false,
        sendsMail: false,
      };
      const data = { jobId, version, entries, ...rest, updatedAt: new Date().toISOString(), names: [], emailRecipients: [] };
      return service.announce(shortlistsUpdatedV1, data, { organizationId, aggregateVersion: version });
    };
    await shortlist(2, both, python);
    await eventually(async () => expect(await found('shortlist=true')).toEqual([python, both].sort()));
    await shortlist(1, none);
    await shortlist(3, both);
    await eventually(async () => expect(await found('shortlist=true')).toEqual([both]));
    expect(await found('shortlist=false')).toEqual([python, none].sort());
    expect(await found('shortlist=true&skills=python&minScore=90')).toEqual([both]);
  });
});

describe('a hiring manager', () => {
  const read = (path: string): Promise<TestAnswer> => service.call('GET', path, { token: manager });

  it('works with applications to own jobs only; others look absent, on every route', async () => {
    const own = await openJob({ hiringManagerId: managerId });
    const others = await openJob({ hiringManagerId: newId() });
    const mine = (await apply(own)).body.data.id;
    const theirs = (await apply(others)).body.data.id;
    await stored(mine);
    const etag = (await stored(theirs)).headers.get('etag') ?? '';
    const reject = (id: string, seen: string): Promise<TestAnswer> =>
      service.call('PUT', `/applications/${id}/status`, {
        ...{ token: manager, body: { status: 'rejected', reason: 'Not enough Python.' }, headers: { 'if-match': seen } },
      });
    for (const path of [`/applications/${theirs}`, `/applications/${theirs}/timeline`]) expect((await read(path)).status).toBe(404);
    expect(await reject(theirs, etag)).toMatchObject({ status: 404, body: { code: 'applications.not_found' } });
    const list = (await read('/applications')).body;
    expect(list.data.map((one: { id: string }) => one.id)).toEqual([mine]);
    expect(list.pagination.total).toBe(1);
    expect((await read(`/applications?jobId=${others}`)).body.pagination.total).toBe(0);
    const seen = await read(`/applications/${mine}`);
    expect(seen.status).toBe(200);
    expect((await read(`/applications/${mine}/timeline`)).status).toBe(200);
    expect((await reject(mine, seen.headers.get('etag') ?? '')).status).toBe(200);
  });

  it('loses the applications when the job is given to somebody else', async () => {
    const jobId = await openJob({ hiringManagerId: managerId });
    const { id } = (await apply(jobId)).body.data;
    await stored(id);
    expect((await read(`/applications/${id}`)).status).toBe(200);
    await openJob({ jobId, version: 2 });
    expect((await read(`/applications/${id}`)).status).toBe(404);
  });
});

describe('tenancy', () => {
  it('answers 404 for another organization’s application, on every route, and shows it in no list', async () => {
    const { id } = (await apply(await openJob())).body.data;
    await stored(id);
    for (const path of [`/applications/${id}`, `/applications/${id}/timeline`]) {
      expect((await service.call('GET', path, { token: foreigner })).status).toBe(404);
    }
    const move = { token: foreigner, body: { status: 'rejected', reason: 'x' }, headers: { 'if-match': '"1"' } };
    expect((await service.call('PUT', `/applications/${id}/status`, move)).status).toBe(404);
    expect((await service.call('GET', '/applications', { token: foreigner })).body.pagination.total).toBe(0);
  });

  it('keeps personal data out of every column in plain text', async () => {
    const email = 'planted.canary@example.org';
    const { id } = (await apply(await openJob(), { name: 'Planted Canary', email, phone: '+15550100' })).body.data;
    await stored(id);
    const tables = await database.rows<{ name: string }>(
      "SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('applications', 'platform', 'pgboss')",
    );
    for (const { name } of tables) {
      const rows = await database.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      expect(rows.filter(({ row }) => /planted|canary|15550100/i.test(row))).toEqual([]);
    }
  });
});
