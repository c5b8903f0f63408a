import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { applicationsSubmittedV1, jobsChangedV1 } from '@shortlist/contracts';
import { DeadLetters, PgBossTaskQueue, newId } from '@shortlist/platform';
import type { TaskHandler } from '@shortlist/platform';
import { TestDatabase, TestProcess, eventually } from '@shortlist/testing';
import { ApplicationsHttpModule, ApplicationsWorkerModule, applicationsMigrations } from './index.js';
import { removeOrphanedUploadsTask } from './tasks.js';

const HOUR_MS = 3_600_000;
let database: TestDatabase;
let service: TestProcess;
let chore: TaskHandler<object>;
const organizationId = newId();

beforeAll(async () => {
  database = await TestDatabase.start([applicationsMigrations]);
  const work = jest.spyOn(PgBossTaskQueue.prototype, 'work');
  service = await TestProcess.start(database, [ApplicationsHttpModule, ApplicationsWorkerModule]);
  chore = work.mock.calls.find(([task]) => task.name === removeOrphanedUploadsTask.name)?.[1] as TaskHandler<object>;
  work.mockRestore();
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(async () => {
  await service.stop();
  await database.stop();
});

async function openJob(duplicatePolicy: 'keep_first' | 'replace' = 'keep_first', jobId = newId(Date.now() - HOUR_MS)): Promise<string> {
  const job = { jobId, title: 'Engineer', description: null, status: 'open' as const, department: null, location: null };
  const rest = { openings: 1, duplicatePolicy, requirements: [], deletedAt: null };
  await service.announce(jobsChangedV1, { ...job, ...rest }, { organizationId, aggregateVersion: 1 });
  await eventually(async () => {
    expect(await database.rows('SELECT 1 FROM applications.job_copies WHERE job_id = $1', [jobId])).toHaveLength(1);
  });
  return jobId;
}

/** Runs the chore as it would run some hours from now; answers how many uploads it says it removed. */
async function runAfter(hours: number): Promise<number> {
  const removed = async (): Promise<number> => {
    const text = await service.infrastructure.metrics.registry.getSingleMetricAsString('orphaned_uploads_removed_total');
    return Number(/^orphaned_uploads_removed_total (\d+)$/m.exec(text)?.[1] ?? 0);
  };
  const before = await removed();
  const now = new Date(Date.now() + hours * HOUR_MS);
  const clock = jest.spyOn(service.infrastructure.clock, 'now').mockReturnValue(now);
  const run = { id: newId(), attempt: 1, isLast: true, signal: new AbortController().signal, report: () => undefined };
  await chore({}, run);
  clock.mockRestore();
  return (await removed()) - before;
}

async function upload(jobId: string): Promise<{ handle: string; key: string }> {
  const answer = await service.call('POST', '/uploads', { body: { jobId, contentType: 'text/plain', bytes: 100 } });
  const { uploadHandle: handle, url, fields } = answer.body.data;
  const form = new FormData();
  for (const { name, value } of fields) form.set(name, value);
  form.set('file', new Blob(['Ada Example'], { type: 'text/plain' }), 'cv.txt');
  expect((await fetch(service.baseUrl + new URL(url).pathname, { method: 'POST', body: form })).status).toBe(204);
  const { key } = JSON.parse(Buffer.from(handle.split('.')[0], 'base64url').toString()) as { key: string };
  return { handle, key };
}

let people = 0;
const address = (): string => `ada.${++people}@example.org`;

interface Receipt {
  readonly id: string;
  readonly token: string;
  readonly key: string;
}

/** An application, and where the resume in its body lies. */
async function apply(jobId: string, body: Record<string, unknown>): Promise<Receipt> {
  const answer = await service.call('POST', '/applications', {
    body: { jobId, name: 'Ada Example', ...body },
    headers: { 'idempotency-key': newId() },
  });
  expect(answer.status).toBe(202);
  const { id, statusUrl } = answer.body.data;
  return { id, token: new URL(statusUrl).searchParams.get('token') ?? '', key: `organizations/${organizationId}/quarantine/${id}` };
}

const settled = async (id: string): Promise<void> =>
  eventually(async () => {
    const rows = await database.rows(
      'SELECT id FROM applications.applications WHERE id = $1 UNION SELECT id FROM applications.receipts WHERE id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
  });

const isThere = (key: string): Promise<boolean> =>
  service.infrastructure.storage.stat(key).then(
    () => true,
    () => false,
  );

describe('uploads', () => {
  it('that nobody submitted are removed after a day and counted; whatever a submission names stays', async () => {
    const jobId = await openJob('replace');
    const [orphan, used] = [await upload(jobId), await upload(jobId)];
    const email = address();
    const byHandle = await apply(jobId, { email, uploadHandle: used.handle });
    // A replacement that is stored before what it replaces becomes the application, and the other its duplicate.
    await settled(byHandle.id);
    const replacement = await apply(jobId, { email, resumeText: 'Newer', replaces: { id: byHandle.id, token: byHandle.token } });
    const duplicate = await apply(jobId, { email, resumeText: 'A stranger' });
    for (const { id } of [replacement, duplicate]) await settled(id);
    const foreign = `organizations/${newId()}/quarantine/${newId()}`;
    const taken = `organizations/${organizationId}/resumes/${newId()}/original`;
    const strange = `organizations/${organizationId}/quarantine/readme.txt`;
    const { storage } = service.infrastructure;
    for (const key of [foreign, taken, strange]) await storage.put(key, Buffer.from('x'), { contentType: 'text/plain', maxBytes: 1 });
    expect(await runAfter(23)).toBe(0);
    expect(await isThere(orphan.key)).toBe(true);
    expect(await runAfter(25)).toBe(2);
    expect([await isThere(orphan.key), await isThere(duplicate.key)]).toEqual([false, false]);
    for (const key of [used.key, replacement.key, foreign, taken, strange]) expect(await isThere(key)).toBe(true);
    expect(await runAfter(25)).toBe(0);
  });

  it('named by a submission that is accepted and not stored yet stay, in the log, held back and in the dead letters', async () => {
    const jobId = await openJob();
    const { handle, key } = await upload(jobId);
    let waiting: Receipt | undefined;
    await database.asRole('postgres', async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE applications.idempotency_keys');
      waiting = await apply(jobId, { email: address(), uploadHandle: handle });
      expect(await runAfter(25)).toBe(0);
      await client.query('ROLLBACK');
    });
    expect(await isThere(key)).toBe(true);
    await settled(waiting?.id ?? '');
    expect(await runAfter(25)).toBe(0);

    const [lost] = await service.published(applicationsSubmittedV1);
    if (!lost) throw new Error('nothing was submitted');
    const applicationId = newId();
    const parkedKey = `organizations/${organizationId}/quarantine/${applicationId}`;
    const { storage, eventLog } = service.infrastructure;
    await storage.put(parkedKey, Buffer.from('x'), { contentType: 'text/plain', maxBytes: 1 });
    const idempotency = { ...lost.idempotency, key: newId() };
    const resume = { storageKey: parkedKey, contentType: 'text/plain' };
    const unknown = { ...lost, applicationId, jobId: newId(), idempotency, resume };
    await service.announce(applicationsSubmittedV1, unknown, { organizationId });
    const parked = `SELECT 1 FROM applications.parked_keys WHERE key = $1`;
    await eventually(async () => expect(await database.rows(parked, [applicationId])).toHaveLength(1));
    expect(await runAfter(25)).toBe(0);
    await database.rows('UPDATE applications.parked_keys SET attempts = 100, next_attempt_at = now()');
    const dead = new DeadLetters(eventLog);
    await eventually(async () => {
      expect(await dead.list(applicationsSubmittedV1.topic, 'applications')).toMatchObject([{ key: applicationId }]);
    });
    expect(await runAfter(25)).toBe(0);
    expect(await isThere(parkedKey)).toBe(true);
    await openJob('keep_first', unknown.jobId);
    expect(await dead.redrive(applicationsSubmittedV1.topic, 'applications')).toBe(1);
    await settled(applicationId);
    expect(await runAfter(25)).toBe(0);
    expect(await isThere(parkedKey)).toBe(true);
  });

  it('stay while more submissions wait than one can look through', async () => {
    const orphan = await upload(await openJob());
    const records = Array.from({ length: 10_000 }, (_, offset) => ({ topic: '', partition: 0, offset, key: '', headers: {}, value: '{}' }));
    const peek = jest.spyOn(service.infrastructure.eventLog, 'peek').mockResolvedValue(records);
    expect(await runAfter(25)).toBe(0);
    peek.mockRestore();
    expect(await isThere(orphan.key)).toBe(true);
    expect(await runAfter(25)).toBe(1);
  });

  it('that candidates has taken are forgotten', async () => {
    const { id, key } = await apply(await openJob(), { email: address(), resumeText: 'Ada' });
    await settled(id);
    const kept = 'SELECT 1 FROM applications.kept_uploads WHERE storage_key = $1';
    await runAfter(25);
    expect(await database.rows(kept, [key])).toHaveLength(1);
    await service.infrastructure.storage.delete(key);
    await runAfter(25);
    expect(await database.rows(kept, [key])).toEqual([]);
  });
});
