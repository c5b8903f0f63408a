import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  applicationsAiScreenedV1,
  applicationsDuplicateFoundV1,
  applicationsReplacedV1,
  applicationsResubmittedV1,
  applicationsSubmittedV1,
  jobsChangedV1,
} from '@shortlist/contracts';
import type { ApplicationsReplacedV1, DuplicatePolicy } from '@shortlist/contracts';
import { newId } from '@shortlist/platform';
import { TestDatabase, TestProcess, eventually, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { ApplicationsHttpModule, ApplicationsWorkerModule, applicationsMigrations } from './index.js';

let database: TestDatabase;
let service: TestProcess;
let recruiter: string;
const organizationId = newId();
const otherOrganizationId = newId();

beforeAll(async () => {
  database = await TestDatabase.start([applicationsMigrations]);
  service = await TestProcess.start(database, [ApplicationsHttpModule, ApplicationsWorkerModule]);
  recruiter = await (await testTokens(database))({ organizationId, role: 'recruiter' });
});

afterAll(async () => {
  await service.stop();
  await database.stop();
});

async function openJob(duplicatePolicy: DuplicatePolicy = 'replace', owner = organizationId): Promise<string> {
  const jobId = newId(Date.now() - 3_600_000);
  const job = { jobId, title: 'Engineer', description: null, status: 'open', department: null, location: null } as const;
  const rest = { openings: 1, duplicatePolicy, requirements: [], deletedAt: null };
  await service.announce(jobsChangedV1, { ...job, ...rest }, { organizationId: owner, aggregateVersion: 1 });
  await eventually(async () => {
    expect(await database.rows('SELECT 1 FROM applications.job_copies WHERE job_id = $1', [jobId])).toHaveLength(1);
  });
  return jobId;
}

let people = 0;
const address = (): string => `ada.${++people}@example.org`;

function post(jobId: string, body: Record<string, unknown>): Promise<TestAnswer> {
  return service.call('POST', '/applications', {
    body: { jobId, name: 'Ada Example', resumeText: 'Ada Example', ...body },
    headers: { 'idempotency-key': newId() },
  });
}

/** A receipt, and the proof that its status page carries. */
interface Receipt {
  readonly id: string;
  readonly token: string;
  readonly page: string;
}

async function apply(jobId: string, body: Record<string, unknown>): Promise<Receipt> {
  const { status, body: answer } = await post(jobId, body);
  expect(status).toBe(202);
  const url = new URL(answer.data.statusUrl);
  return { id: answer.data.id, token: url.searchParams.get('token') ?? '', page: url.pathname.replace('/api/v1', '') + url.search };
}

const proof = ({ id, token }: Receipt): { id: string; token: string } => ({ id, token });

const read = (id: string): Promise<TestAnswer> => service.call('GET', `/applications/${id}`, { token: recruiter });

/** The application that a receipt names, once it is stored and passes the check. */
function settled(id: string, check: (data: TestAnswer['body']['data']) => void = () => undefined): Promise<TestAnswer['body']['data']> {
  return eventually(async () => {
    const { status, body } = await read(id);
    expect(status).toBe(200);
    check(body.data);
    return body.data;
  });
}

const duplicatesOf = async (jobId: string): Promise<string[]> =>
  (await service.published(applicationsDuplicateFoundV1)).filter((event) => event.jobId === jobId).map((event) => event.receiptId);

const replacementsOf = async (jobId: string): Promise<ApplicationsReplacedV1[]> =>
  (await service.published(applicationsReplacedV1)).filter((event) => event.jobId === jobId);

function screen(applicationId: string, jobId: string, run: number, submission?: number): Promise<void> {
  const data = { applicationId, jobId, candidateId: null, screeningId: newId(), run, outcome: 'scored', score: 90 + run } as const;
  const rest = { criteriaVersion: 1, needsPerson: false, needsPersonReason: null, flags: [], autoAdvance: true };
  const screenedAt = new Date().toISOString();
  return service.announce(
    applicationsAiScreenedV1,
    { ...data, ...rest, screenedAt, ...(submission !== undefined && { submission }) },
    { organizationId },
  );
}

describe('a job with duplicate policy replace', () => {
  it('lets the applicant replace what was sent, under the same id, and every receipt keeps naming it', async () => {
    const jobId = await openJob();
    const email = address();
    const first = await apply(jobId, { email, phone: '1', wantsPerson: true });
    await settled(first.id);
    const second = await apply(jobId, { email, phone: '2', resumeText: 'Newer', replaces: proof(first) });
    await settled(second.id, (data) => expect(data).toMatchObject({ id: first.id, phone: '2', wantsPerson: true, status: 'received' }));
    const third = await apply(jobId, { email, phone: '3', resumeText: 'Newest', replaces: proof(second) });
    await settled(third.id, (data) => expect(data).toMatchObject({ id: first.id, phone: '3' }));
    for (const receipt of [first, second, third]) {
      expect((await read(receipt.id)).body.data).toMatchObject({ id: first.id, phone: '3' });
      expect((await service.call('GET', receipt.page)).body.data).toMatchObject({ id: first.id, status: 'received' });
    }
    await eventually(async () => {
      expect(await replacementsOf(jobId)).toMatchObject([
        { applicationId: first.id, receiptId: second.id, submission: 2, phone: '2' },
        { applicationId: first.id, receiptId: third.id, submission: 3, phone: '3', wantsPerson: true },
      ]);
    });
    expect(await duplicatesOf(jobId)).toEqual([]);
    expect(await database.rows('SELECT 1 FROM applications.applications WHERE job_id = $1', [jobId])).toHaveLength(1);
  });

  it('lets nobody replace an application who knows only its address, whatever receipt they show', async () => {
    const jobId = await openJob();
    const email = address();
    const victim = await apply(jobId, { email, phone: 'mine' });
    await settled(victim.id);
    const intruder = await apply(jobId, { email, phone: 'forged' });
    await settled(intruder.id);
    const bystander = await apply(jobId, { email: address() });
    await settled(bystander.id);
    const own = await apply(jobId, { email, phone: 'forged', replaces: proof(intruder) });
    const other = await apply(jobId, { email, phone: 'forged', replaces: proof(bystander) });
    const chained = await apply(jobId, { email, phone: 'forged', replaces: proof(own) });
    // The caches of two processes may not know each other: a retry of the duplicate becomes an alias of an alias.
    const [submission] = (await service.published(applicationsSubmittedV1)).filter(({ applicationId }) => applicationId === intruder.id);
    if (!submission) throw new Error('the submission is not in the log');
    const [retried, shown] = [newId(), newId()];
    await service.announce(applicationsSubmittedV1, { ...submission, applicationId: retried }, { organizationId });
    await settled(retried, (data) => expect(data).toMatchObject({ id: victim.id, phone: 'mine' }));
    const idempotency = { ...submission.idempotency, key: newId() };
    await service.announce(
      applicationsSubmittedV1,
      { ...submission, idempotency, applicationId: shown, replaces: retried },
      { organizationId },
    );
    const attempts = [own.id, other.id, chained.id, shown];
    for (const id of attempts) await settled(id, (data) => expect(data).toMatchObject({ id: victim.id, phone: 'mine' }));
    await eventually(async () => {
      expect((await duplicatesOf(jobId)).sort()).toEqual([intruder.id, ...attempts].sort());
    });
    expect(await replacementsOf(jobId)).toEqual([]);
  });

  it('refuses a token that belongs to no receipt here, and a replacement without a resume', async () => {
    const jobId = await openJob();
    const email = address();
    const first = await apply(jobId, { email });
    const foreign = await apply(await openJob('replace', otherOrganizationId), { email });
    const stolen = { id: first.id, token: foreign.token };
    for (const replaces of [stolen, proof(foreign), { id: newId(), token: first.token }, { id: first.id, token: 'x' }]) {
      expect(await post(jobId, { email, replaces })).toMatchObject({ status: 422, body: { code: 'applications.replacement_not_proven' } });
    }
    const empty = await post(jobId, { email, resumeText: null, replaces: proof(first) });
    expect(empty).toMatchObject({ status: 422, body: { code: 'applications.replacement_without_resume' } });
  });

  it('keeps what was screened: what comes later is a duplicate, and the person is told', async () => {
    const jobId = await openJob();
    const email = address();
    const first = await apply(jobId, { email, phone: '1' });
    await settled(first.id);
    await screen(first.id, jobId, 1);
    await settled(first.id, (data) => expect(data.status).toBe('shortlisted'));
    const late = await apply(jobId, { email, phone: '2', replaces: proof(first) });
    await eventually(async () => expect(await duplicatesOf(jobId)).toEqual([late.id]));
    expect((await read(late.id)).body.data).toMatchObject({ id: first.id, phone: '1', score: 91 });
  });

  it('follows the screening of the newest submission only', async () => {
    const jobId = await openJob();
    const email = address();
    const first = await apply(jobId, { email, phone: '1' });
    await settled(first.id);
    await apply(jobId, { email, phone: '2', replaces: proof(first) });
    await settled(first.id, (data) => expect(data.phone).toBe('2'));
    const handled = "SELECT 1 FROM applications.inbox WHERE consumer = 'applications.record_screening'";
    const before = await database.rows(handled);
    await screen(first.id, jobId, 1);
    await eventually(async () => expect(await database.rows(handled)).toHaveLength(before.length + 1));
    expect((await read(first.id)).body.data).toMatchObject({ score: null, status: 'received' });
    await screen(first.id, jobId, 2, 2);
    await settled(first.id, (data) => expect(data).toMatchObject({ score: 92, status: 'shortlisted' }));
    const changes = await database.rows(`SELECT to_status FROM applications.status_changes WHERE application_id = $1 ORDER BY id`, [
      first.id,
    ]);
    expect(changes).toEqual(['received', 'screened', 'shortlisted'].map((to_status) => ({ to_status })));
  });

  it('counts a resubmission once that arrives five times, and never lets an older one win', async () => {
    const jobId = await openJob();
    const email = address();
    const first = await apply(jobId, { email, phone: '1' });
    await settled(first.id);
    const second = await apply(jobId, { email, phone: '2', replaces: proof(first) });
    await settled(first.id, (data) => expect(data.phone).toBe('2'));
    const [announced] = (await service.published(applicationsResubmittedV1)).filter((event) => event.jobId === jobId);
    if (!announced) throw new Error('the resubmission was not announced');
    const records = await service.infrastructure.eventLog.peek('again', 'applications.events', 10_000);
    const record = records.find((one) => one.key === first.id && one.headers.type === applicationsResubmittedV1.type);
    if (!record) throw new Error('the resubmission is not in the log');
    for (let time = 0; time < 5; time++) await service.infrastructure.eventLog.append([record]);
    const stale = {
      ...announced,
      receiptId: newId(),
      phone: '0',
      receivedAt: new Date(Date.parse(announced.receivedAt) - 60_000).toISOString(),
    };
    await service.announce(applicationsResubmittedV1, stale, { organizationId });
    await eventually(async () => expect(await duplicatesOf(jobId)).toEqual([stale.receiptId]));
    expect((await read(second.id)).body.data).toMatchObject({ id: first.id, phone: '2', version: 2 });
    expect(await replacementsOf(jobId)).toHaveLength(1);
  });

  it('ends with the newest when the store meets both at once', async () => {
    const jobId = await openJob();
    const pairs = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const email = address();
        const first = await apply(jobId, { email, phone: '1' });
        return [first, await apply(jobId, { email, phone: '2', replaces: proof(first) })] as const;
      }),
    );
    for (const [first, second] of pairs) {
      const { id } = await settled(second.id, (data) => expect(data.phone).toBe('2'));
      await settled(first.id, (data) => expect(data.id).toBe(id));
    }
  });
});
