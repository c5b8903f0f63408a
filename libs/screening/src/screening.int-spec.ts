import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  applicationsAiScreenedV1,
  applicationsReceivedV1,
  applicationsStatusChangedV1,
  candidatesLinkedV1,
  candidatesRelinkedV1,
  jobsChangedV1,
  resumesParseFailedV1,
  resumesParsedV1,
  screeningsStartedV1,
  sealedProfileContext,
  screeningCriteriaChangedV1,
  screeningsOverriddenV1,
  shortlistsUpdatedV1,
} from '@shortlist/contracts';
import type { ApplicationStatus, ApplicationsAiScreenedV1, CriteriaDto, ResumesParsedV1, ShortlistsUpdatedV1 } from '@shortlist/contracts';
import { RulesModels, catalogueProblems, newId, personKey } from '@shortlist/platform';
import type { ModelAnswer, ModelQuestion, ModelRun, Tx } from '@shortlist/platform';
import { TestDatabase, TestProcess, eventually, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { createHash } from 'node:crypto';
import { sampleProfile } from './domain/scoring/sample-profile.js';
import type { SampleResume } from './domain/scoring/sample-profile.js';
import { ScreeningHttpModule, ScreeningWorkerModule, screeningMigrations } from './index.js';
import { countCriteriaOnly } from './screening.fixture-spec.js';
import { modelAnswerContext } from './domain/sealed-contexts.js';
import type { FactsAnswerDto } from './prompts/facts.js';
import { ShortlistRepository } from './persistence/shortlist.repository.js';
import { rescoreDegradedTask, screenApplicationTask } from './tasks.js';
import { RequestShortlist } from './use-cases/request-shortlist.use-case.js';

let database: TestDatabase;
let service: TestProcess;
let recruiter: string;
let viewer: string;
let manager: string;
const managerId = newId();
let foreigner: string;
const organizationId = newId();
const otherOrganizationId = newId();

beforeAll(async () => {
  database = await TestDatabase.start([screeningMigrations]);
  service = await TestProcess.start(database, [ScreeningHttpModule, ScreeningWorkerModule], {
    HTTP_RATE_LIMIT_SCALE: '1000',
    SHORTLIST_ANNOUNCE_INTERVAL_SECONDS: '0',
  });
  for (const id of [organizationId, otherOrganizationId]) await countCriteriaOnly(database, id);
  const tokenFor = await testTokens(database);
  recruiter = await tokenFor({ organizationId, role: 'recruiter' });
  viewer = await tokenFor({ organizationId, role: 'viewer' });
  manager = await tokenFor({ organizationId, role: 'hiring_manager', userId: managerId });
  foreigner = await tokenFor({ organizationId: otherOrganizationId, role: 'recruiter' });
});

afterAll(async () => {
  await service.stop();
  await database.stop();
});

const PYTHON: CriteriaDto = { mustHaveSkills: [{ name: 'Python' }], niceToHaveSkills: [{ name: 'Kubernetes' }], filtering: { topN: 2 } };
/** Scores 100, 83.33 and 0 under `PYTHON`. */
const BEST: SampleResume = { skills: [{ name: 'Python' }, { name: 'Kubernetes' }] };
const GOOD: SampleResume = { skills: [{ name: 'Python' }] };
const POOR: SampleResume = { skills: [{ name: 'Excel' }] };

interface JobOptions {
  readonly jobId?: string;
  readonly organization?: string;
  readonly criteria?: CriteriaDto;
  readonly token?: string;
  readonly hiringManagerId?: string;
}

async function openJob(options: JobOptions = {}): Promise<string> {
  const { jobId = newId(Date.now() - 3_600_000), organization = organizationId, criteria, token = recruiter, hiringManagerId } = options;
  const data = {
    ...{ jobId, title: 'Python Engineer', description: 'You will build services in Python.', status: 'open' as const },
    ...{ department: null, location: null, openings: 1, duplicatePolicy: 'separate' as const, requirements: [], deletedAt: null },
    ...(hiringManagerId !== undefined && { hiringManagerId }),
  };
  await service.announce(jobsChangedV1, data, { organizationId: organization, aggregateVersion: 1 });
  await eventually(async () =>
    expect(await database.rows('SELECT 1 FROM screening.job_copies WHERE job_id = $1', [jobId])).toHaveLength(1),
  );
  if (criteria) expect((await setCriteria(jobId, criteria, {}, token)).status).toBe(200);
  return jobId;
}

function setCriteria(jobId: string, body: unknown, headers: Record<string, string> = {}, token = recruiter): Promise<TestAnswer> {
  return service.call('PUT', `/jobs/${jobId}/screening-criteria`, { token, body, headers });
}

interface Applicant {
  readonly applicationId: string;
  readonly jobId: string;
  readonly candidateId: string;
  readonly candidateKey: string;
  readonly organizationId: string;
}

function applicantOf(jobId: string, organization = organizationId): Applicant {
  const applicationId = newId();
  const candidateKey = createHash('sha256').update(applicationId).digest('hex');
  return { applicationId, jobId, candidateId: newId(), candidateKey, organizationId: organization };
}

function received(one: Applicant, changes: { name?: string | null; wantsPerson?: boolean; receivedAt?: string } = {}): Promise<void> {
  const { applicationId, jobId, candidateKey } = one;
  const data = {
    ...{ applicationId, jobId, submitter: 'candidate' as const, receivedAt: new Date().toISOString(), candidateKey, resume: null },
    ...{ source: 'direct', wantsPerson: false, name: 'Ada Example', email: 'ada@example.org', phone: null, ...changes },
  };
  return service.announce(applicationsReceivedV1, data, { organizationId: one.organizationId });
}

function linked({ applicationId, jobId, candidateId, organizationId: organization }: Applicant): Promise<void> {
  return service.announce(candidatesLinkedV1, { applicationId, jobId, candidateId, isNew: true }, { organizationId: organization });
}

/** Stores a sealed profile as candidates would and tells of it. */
async function parsed(one: Applicant, resume: SampleResume, flags: string[] = []): Promise<ResumesParsedV1> {
  const resumeId = newId();
  const profileKey = `organizations/${one.organizationId}/candidates/${one.candidateId}/resumes/${resumeId}/profile`;
  const text = JSON.stringify(sampleProfile(resume).profile);
  const { keyring, storage } = service.infrastructure;
  const sealed = await keyring.seal(one.organizationId, personKey(one.candidateKey), sealedProfileContext(resumeId), text);
  await storage.put(profileKey, Buffer.from(sealed), { contentType: 'application/octet-stream', maxBytes: 10_000_000 });
  const data: ResumesParsedV1 = {
    ...{ resumeId, candidateId: one.candidateId, applicationId: one.applicationId, profileKey, candidateKey: one.candidateKey },
    ...{ parserVersion: 'test', flags, parsedAt: new Date().toISOString() },
  };
  await service.announce(resumesParsedV1, data, { organizationId: one.organizationId });
  return data;
}

function parseFailed({ applicationId, candidateId, organizationId: organization }: Applicant, code: string): Promise<void> {
  const data = { resumeId: newId(), candidateId, applicationId, code, detail: 'It is a scan.' };
  return service.announce(resumesParseFailedV1, data, { organizationId: organization });
}

function moved({ applicationId, jobId, candidateId, organizationId: organization }: Applicant, to: ApplicationStatus): Promise<void> {
  const changedAt = new Date().toISOString();
  const data = {
    applicationId,
    jobId,
    candidateId,
    from: 'screened' as const,
    to,
    reason: 'x',
    automatic: false,
    changedAt,
    name: null,
    email: null,
  };
  return service.announce(applicationsStatusChangedV1, data, { organizationId: organization });
}

async function apply(
  jobId: string,
  resume: SampleResume,
  changes: Parameters<typeof received>[1] = {},
  flags: string[] = [],
): Promise<Applicant> {
  const one = applicantOf(jobId);
  await received(one, changes);
  await parsed(one, resume, flags);
  return one;
}

async function announced({ applicationId }: Applicant, run = 1): Promise<ApplicationsAiScreenedV1> {
  return eventually(async () => {
    const events = (await service.published(applicationsAiScreenedV1)).filter(
      (event) => event.applicationId === applicationId && event.run === run,
    );
    expect(events).toHaveLength(1);
    return events[0] as ApplicationsAiScreenedV1;
  });
}

async function screeningOf({ applicationId }: Applicant): Promise<TestAnswer> {
  return eventually(async () => {
    const answer = await service.call('GET', `/applications/${applicationId}/screening`, { token: recruiter });
    expect(answer.status).toBe(200);
    return answer;
  });
}

async function settledList(jobId: string, handled: number): Promise<TestAnswer['body']> {
  return eventually(async () => {
    const answer = await service.call('GET', `/jobs/${jobId}/shortlist`, { token: recruiter });
    const { counts, isUpToDate } = answer.body.data;
    expect({ ...counts, isUpToDate, handled: counts.screened + counts.unreadable }).toMatchObject({
      waiting: 0,
      isUpToDate: true,
      handled,
    });
    return answer.body.data;
  });
}

const members = (list: TestAnswer['body']): string[] => list.entries.map((entry: { applicationId: string }) => entry.applicationId);

async function updatesOf(jobId: string): Promise<ShortlistsUpdatedV1[]> {
  return (await service.published(shortlistsUpdatedV1)).filter((event) => event.jobId === jobId);
}

type Question = ModelQuestion<FactsAnswerDto>;
type Changes = Partial<Omit<ModelAnswer<FactsAnswerDto>, 'run'>> & { readonly run?: Partial<ModelRun> };

/** Stands a model in for the rules, which answer what it leaves out. */
function modelAnswers(answer: (question: Question) => Changes): { asked: () => Question[]; restore: () => void } {
  const rules = new RulesModels();
  const double = jest.spyOn(service.infrastructure.models, 'ask').mockImplementation(async (question) => {
    const byRules = await rules.ask(question);
    const { run, ...changes } = answer(question as unknown as Question);
    return { ...byRules, ...changes, run: { ...byRules.run, ...run } } as typeof byRules;
  });
  return { asked: () => double.mock.calls.map(([question]) => question as unknown as Question), restore: () => double.mockRestore() };
}

const screeningsIn = async ({ applicationId }: Applicant): Promise<number> =>
  (await database.rows('SELECT 1 FROM screening.screenings WHERE application_id = $1', [applicationId])).length;

const handledBy = async (handler: string): Promise<number> =>
  (await database.rows('SELECT 1 FROM screening.inbox WHERE consumer = $1', [`screening.${handler}`])).length;

function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return service.infrastructure.runtimeOf('screening').unitOfWork.run({ organizationId }, work);
}

function enqueue({ applicationId }: Applicant, run: number, times = 1): Promise<void> {
  const items = Array.from({ length: times }, () => ({ data: { organizationId, applicationId, run } }));
  return inTransaction((tx) => service.infrastructure.tasks.enqueueAll(tx, screenApplicationTask, items));
}

/** Asks for the next run, as a person would, and waits until it has come to nothing. */
async function enqueueNext(one: Applicant): Promise<void> {
  await service.call('POST', '/screenings', { token: recruiter, body: { applicationIds: [one.applicationId] } });
  await eventually(async () => {
    const [row] = await database.rows<{ settled: boolean }>(
      `SELECT s.requested_run = s.run AND NOT EXISTS (SELECT FROM platform.tasks t WHERE t.status IN ('waiting', 'running')) AS settled
         FROM screening.screening_subjects s WHERE application_id = $1`,
      [one.applicationId],
    );
    expect(row?.settled).toBe(true);
  });
}

async function tasksEnded({ applicationId }: Applicant): Promise<void> {
  await eventually(async () => {
    const open = await database.rows("SELECT 1 FROM pgboss.job WHERE data->>'applicationId' = $1 AND state <> 'completed'", [
      applicationId,
    ]);
    expect(open).toEqual([]);
  });
}

describe('screening an application', () => {
  it.each([
    ['received', 'linked', 'parsed'],
    ['received', 'parsed', 'linked'],
    ['linked', 'received', 'parsed'],
    ['linked', 'parsed', 'received'],
    ['parsed', 'received', 'linked'],
    ['parsed', 'linked', 'received'],
  ])('happens once when %s, %s and %s arrive in this order', async (...order) => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = applicantOf(jobId);
    const announce: Record<string, () => Promise<unknown>> = {
      received: () => received(one),
      linked: () => linked(one),
      parsed: () => parsed(one, GOOD),
    };
    const consumers: Record<string, string> = { received: 'open_subject', linked: 'link_candidate', parsed: 'take_profile' };
    for (const event of order) {
      const before = await handledBy(consumers[event] ?? '');
      await announce[event]?.();
      await eventually(async () => expect(await handledBy(consumers[event] ?? '')).toBe(before + 1));
    }
    expect(await announced(one)).toMatchObject({
      run: 1,
      outcome: 'scored',
      score: 83.33,
      criteriaVersion: 1,
      needsPerson: false,
      sendsWebhook: true,
      jobId,
    });
    const started = (await service.published(screeningsStartedV1)).filter((event) => event.applicationId === one.applicationId);
    expect(started).toEqual([{ applicationId: one.applicationId, jobId, criteriaVersion: 1 }]);
    expect((await settledList(jobId, 1)).entries).toMatchObject([
      { ...{ applicationId: one.applicationId, candidateId: one.candidateId }, rank: 1 },
    ]);
    expect(await screeningsIn(one)).toBe(1);
  });

  it('is of whom a merge made it, whatever older news of its resume says', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    await announced(one);
    const candidateId = newId();
    const relinked = { applicationId: one.applicationId, candidateId, mergeId: newId() };
    const [before, read] = [await handledBy('relink_candidate'), await handledBy('take_profile')];
    await service.announce(candidatesRelinkedV1, relinked, { organizationId });
    await eventually(async () => expect(await handledBy('relink_candidate')).toBe(before + 1));
    await parsed(one, GOOD);
    await eventually(async () => expect(await handledBy('take_profile')).toBe(read + 1));
    expect((await settledList(jobId, 1)).entries).toMatchObject([{ applicationId: one.applicationId, candidateId }]);
  });

  it('counts every event once that arrives five times', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    await announced(one);
    const topics = ['applications.events', 'candidates.events'] as const;
    for (const topic of topics) {
      const records = await service.infrastructure.eventLog.peek('again', topic, 10_000);
      const own = records.filter((record) => [one.applicationId, one.candidateId].includes(record.key));
      expect(own.length).toBeGreaterThan(0);
      for (let time = 0; time < 5; time++) await service.infrastructure.eventLog.append(own);
    }
    await announced(await apply(jobId, POOR));
    expect(await screeningsIn(one)).toBe(1);
    expect((await settledList(jobId, 2)).counts).toEqual({ screened: 2, waiting: 0, unreadable: 0, needsPerson: 0 });
  });

  it('is recorded once when its task runs five times at once', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    await announced(one);
    await database.rows('UPDATE screening.screening_subjects SET run = 0 WHERE application_id = $1', [one.applicationId]);
    await enqueue(one, 1, 5);
    await tasksEnded(one);
    expect(await screeningsIn(one)).toBe(1);
    await announced(one);
  });

  it('is not repeated by a task that comes again when the criteria have moved on', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    await announced(one);
    expect((await setCriteria(jobId, { mustHaveSkills: [{ name: 'Go' }] }, { 'if-match': '"1"' })).status).toBe(200);
    await announced(one, 2);
    await enqueue(one, 1);
    await tasksEnded(one);
    expect(await screeningsIn(one)).toBe(2);
    expect((await screeningOf(one)).body.data).toMatchObject({ run: 2, criteriaVersion: 2 });
  });

  it('leaves no record of a run that a newer one overtook while it was scored', async () => {
    const one = await apply(await openJob({ criteria: PYTHON }), GOOD);
    await announced(one);
    const asked = (run: number): [string, unknown[]] => [
      'UPDATE screening.screening_subjects SET requested_run = $2 WHERE application_id = $1',
      [one.applicationId, run],
    ];
    await database.rows(...asked(2));
    await inTransaction(async (tx) => {
      await tx.query('SELECT 1 FROM screening.screening_subjects WHERE application_id = $1 FOR UPDATE', [one.applicationId]);
      await enqueue(one, 2);
      await eventually(async () => expect(await database.rows('SELECT 1 FROM pg_locks WHERE NOT granted')).not.toEqual([]));
      await tx.execute(...asked(3));
    });
    await tasksEnded(one);
    expect(await screeningsIn(one)).toBe(1);
    await enqueue(one, 3);
    await announced(one, 3);
  });

  it('explains every criterion with evidence from the resume, and names every version', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const receivedAt = '2026-01-15T08:00:00.000Z';
    const one = await apply(jobId, GOOD, { receivedAt });
    const { data } = (await screeningOf(one)).body;
    expect(data).toMatchObject({
      run: 1,
      outcome: 'scored',
      score: 83.33,
      cap: null,
      asOf: receivedAt,
      criteriaVersion: 1,
      settingsVersion: 1,
    });
    expect(data).toMatchObject({
      taxonomyVersion: 2,
      scorerVersion: 2,
      parserVersion: 'test',
      inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      model: { provider: 'rules', promptId: 'screening.facts', promptVersion: 2, costMicros: 0, degraded: false, notAllowed: [] },
    });
    expect(data.criteria).toMatchObject([
      { kind: 'mustHaveSkill', name: 'Python', result: 'met', points: 83.33, evidence: [{ text: 'Python', start: 0, end: 6 }] },
      { kind: 'niceToHaveSkill', name: 'Kubernetes', result: 'notMet', points: 0 },
    ]);
  });

  it('ranks by the text of the job while nobody has set criteria', async () => {
    const jobId = await openJob();
    const one = await apply(jobId, { skills: [{ name: 'Python' }], roles: [{ title: 'Python Engineer', from: '2019', to: '2023' }] });
    const { data } = (await screeningOf(one)).body;
    expect(data).toMatchObject({ criteriaVersion: 0, needsPerson: false });
    expect(data.criteria.map((line: { kind: string }) => line.kind)).toEqual(['relevance', 'relevance', 'relevance']);
    expect(data.score).toBeGreaterThan(50);
  });

  it('waits for a job that arrives after its application', async () => {
    const jobId = newId();
    const one = await apply(jobId, GOOD);
    await eventually(async () => {
      const tried = await database.rows("SELECT 1 FROM pgboss.job WHERE data->>'applicationId' = $1 AND state = 'retry'", [
        one.applicationId,
      ]);
      expect(tried).toHaveLength(1);
    });
    expect(await screeningsIn(one)).toBe(0);
    await openJob({ jobId });
    expect(await announced(one)).toMatchObject({ outcome: 'scored', criteriaVersion: 0 });
  });

  it('records a resume that cannot be read without a score, for a person to look at', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = applicantOf(jobId);
    await parseFailed(one, 'needs_ocr');
    await received(one);
    expect(await announced(one)).toMatchObject({
      ...{ outcome: 'unreadable', score: null, needsPerson: true, needsPersonReason: 'unreadable_resume:needs_ocr', autoAdvance: false },
    });
    expect((await settledList(jobId, 1)).counts).toEqual({ screened: 0, waiting: 0, unreadable: 1, needsPerson: 1 });
    await parsed(one, GOOD);
    expect(await announced(one, 2)).toMatchObject({ outcome: 'scored', score: 83.33, needsPerson: false });
    const before = await handledBy('take_parse_failure');
    await parseFailed(one, 'bomb');
    await eventually(async () => expect(await handledBy('take_parse_failure')).toBe(before + 1));
    expect((await settledList(jobId, 1)).counts).toEqual({ screened: 1, waiting: 0, unreadable: 0, needsPerson: 0 });
    expect(await screeningsIn(one)).toBe(2);
  });

  it('ends as unreadable when the profile is gone, damaged or another organization’s', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const gone = applicantOf(jobId);
    const stray = applicantOf(jobId);
    const damaged = applicantOf(jobId);
    for (const one of [gone, stray, damaged]) await received(one);
    const { keyring, storage } = service.infrastructure;
    const event = { ...{ parserVersion: 'test', flags: [], parsedAt: new Date().toISOString() }, resumeId: newId() };
    const announce = ({ candidateId, applicationId, candidateKey }: Applicant, profileKey: string): Promise<void> =>
      service.announce(resumesParsedV1, { ...event, candidateId, applicationId, candidateKey, profileKey }, { organizationId });
    await announce(gone, `organizations/${organizationId}/nothing`);
    await announce(stray, `organizations/${otherOrganizationId}/profile`);
    const sealed = await keyring.seal(
      organizationId,
      personKey(damaged.candidateKey),
      sealedProfileContext(event.resumeId),
      '{"skills":1}',
    );
    await storage.put(`organizations/${organizationId}/damaged`, Buffer.from(sealed), { contentType: 'text/plain', maxBytes: 1_000 });
    await announce(damaged, `organizations/${organizationId}/damaged`);
    expect(await announced(gone)).toMatchObject({ outcome: 'unreadable', needsPersonReason: 'unreadable_resume:profile_missing' });
    expect(await announced(stray)).toMatchObject({ outcome: 'unreadable', needsPersonReason: 'unreadable_resume:profile_damaged' });
    expect(await announced(damaged)).toMatchObject({ outcome: 'unreadable', needsPersonReason: 'unreadable_resume:profile_damaged' });
  });

  it('screens again on request, with the next run, and says what cannot be', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    const waiting = applicantOf(jobId);
    await received(waiting);
    await announced(one);
    const unknown = newId();
    const body = { applicationIds: [one.applicationId, waiting.applicationId, unknown] };
    await eventually(async () => {
      const answer = await service.call('POST', '/screenings', { token: recruiter, body });
      expect(answer).toMatchObject({
        status: 202,
        body: { data: { requested: [one.applicationId], notReady: [waiting.applicationId], unknown: [unknown] } },
      });
    });
    expect(await announced(one, 2)).toMatchObject({ score: 83.33, criteriaVersion: 1 });
    const { body: listed } = await service.call('GET', '/tasks', { token: recruiter });
    const batch = listed.data.find((task: { kind: string }) => task.kind === 'screening.screen_batch');
    await eventually(async () => {
      const { body: followed } = await service.call('GET', `/tasks/${batch.id}`, { token: recruiter });
      expect(followed.data).toMatchObject({ status: 'succeeded', progress: 100, result: { total: 1, screened: 1 }, errorCode: null });
    });
    const cancelledBy = (token: string): Promise<TestAnswer> => service.call('POST', `/tasks/${batch.id}/cancel`, { token });
    expect(await cancelledBy(recruiter)).toMatchObject({ status: 409, body: { code: 'tasks.already_ended' } });
    expect((await cancelledBy(viewer)).status).toBe(403);
    expect(await cancelledBy(foreigner)).toMatchObject({ status: 404, body: { code: 'tasks.not_found' } });
    expect((await service.call('GET', `/tasks/${batch.id}`, { token: foreigner })).status).toBe(404);
    expect((await service.call('GET', '/tasks', { token: foreigner })).body).toMatchObject({ data: [], pagination: { total: 0 } });
    const page = await service.call('GET', '/tasks?limit=1&status=succeeded', { token: viewer });
    expect(page.body).toMatchObject({ data: [{ status: 'succeeded' }], pagination: { limit: 1, page: 1, hasMore: true } });
    const after = await service.call('GET', `/tasks?limit=1&cursor=${page.body.pagination.nextCursor}`, { token: viewer });
    expect(after.body.data[0].id < page.body.data[0].id).toBe(true);
    const notYet = await service.call('GET', `/applications/${waiting.applicationId}/screening`, { token: recruiter });
    expect(notYet).toMatchObject({ status: 404, body: { code: 'screening.not_screened_yet' } });
    const refused = await service.call('POST', '/screenings', { token: viewer, body });
    expect(refused.status).toBe(403);
  });
});

describe('auto-advance', () => {
  const eager: CriteriaDto = { ...PYTHON, filtering: { topN: 10, autoAdvanceScore: 80 } };

  it('lets an application advance by itself that reached the line and leaves nothing open', async () => {
    const jobId = await openJob({ criteria: eager });
    expect(await announced(await apply(jobId, GOOD))).toMatchObject({ autoAdvance: true, needsPerson: false, flags: [] });
    expect(await announced(await apply(jobId, POOR))).toMatchObject({ autoAdvance: false, needsPerson: false });
  });

  it('never lets one advance that is flagged, capped or asked for a person', async () => {
    const jobId = await openJob({ criteria: { ...eager, disqualifyingFactors: [{ kind: 'missingSkill', value: 'Rust' }] } });
    const capped = await announced(await apply(jobId, BEST));
    expect(capped).toMatchObject({ score: 40, autoAdvance: false, needsPerson: true, needsPersonReason: 'disqualifying_factor' });
    const rust: SampleResume = { skills: [{ name: 'Python' }, { name: 'Kubernetes' }, { name: 'Rust' }] };
    const flagged = await announced(await apply(jobId, rust, {}, ['hidden_text']));
    expect(flagged).toMatchObject({
      score: 100,
      autoAdvance: false,
      needsPerson: true,
      needsPersonReason: 'hidden_text',
      flags: ['hidden_text'],
    });
    const asked = await announced(await apply(jobId, rust, { wantsPerson: true }));
    expect(asked).toMatchObject({ score: 100, autoAdvance: false, needsPerson: true, needsPersonReason: 'asked_for_a_person' });
    expect(await announced(await apply(jobId, rust))).toMatchObject({ score: 100, autoAdvance: true, needsPerson: false });
  });
});

describe('criteria', () => {
  const read = (jobId: string, token = recruiter): Promise<TestAnswer> =>
    service.call('GET', `/jobs/${jobId}/screening-criteria`, { token });

  it('keeps versions: the first needs no If-Match, each later one that of the version before, the same again changes nothing', async () => {
    const jobId = await openJob();
    expect((await read(jobId)).body.data).toMatchObject({ version: 0, createdAt: null, warnings: [] });
    const first = await setCriteria(jobId, { ...PYTHON, notifications: { emailRecipients: ['hr@example.org'] } });
    expect(first.body.data).toMatchObject({ version: 1, criteria: { ...PYTHON, notifications: { emailRecipients: ['hr@example.org'] } } });
    expect((await setCriteria(jobId, first.body.data.criteria)).body.data.version).toBe(1);
    const next = { mustHaveSkills: [{ name: 'Go' }] };
    expect((await setCriteria(jobId, next)).status).toBe(428);
    expect(await setCriteria(jobId, next, { 'if-match': '"0"' })).toMatchObject({
      status: 412,
      body: { code: 'screening.criteria_changed' },
    });
    const etag = (await read(jobId)).headers.get('etag') ?? '';
    expect((await setCriteria(jobId, next, { 'if-match': etag })).body.data.version).toBe(2);
    const versions = await service.call('GET', `/jobs/${jobId}/screening-criteria/versions`, { token: viewer });
    expect(versions.body.data.map((one: { version: number }) => one.version)).toEqual([2, 1]);
    const { taskId, ...version } = first.body.data;
    expect(taskId).not.toBeNull();
    expect(versions.body.data[1]).toEqual(version);
    await eventually(async () => {
      const told = (await service.published(screeningCriteriaChangedV1)).filter((event) => event.jobId === jobId);
      expect(told.map((event) => [event.version, event.criteria.mustHaveSkills?.[0]?.name])).toEqual([
        [1, 'Python'],
        [2, 'Go'],
      ]);
      expect(JSON.stringify(told)).not.toContain('hr@example.org');
    });
  });

  it('refuses protected attributes with their place, names proxies, and lets readers only read', async () => {
    const jobId = await openJob();
    const refused = await setCriteria(jobId, { mustHaveSkills: [{ name: 'Python' }, { name: 'male' }] });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'screening.criteria_refused', errors: [{ pointer: '/mustHaveSkills/1/name' }] },
    });
    const warned = await setCriteria(jobId, { languages: [{ name: 'English', level: 'native' }] });
    expect(warned.body.data.warnings).toMatchObject([{ pointer: '/languages/0/level', code: 'screening.proxy' }]);
    expect((await setCriteria(jobId, PYTHON, {}, viewer)).status).toBe(403);
    expect(await setCriteria(newId(), PYTHON)).toMatchObject({ status: 503, body: { code: 'screening.job_not_here_yet' } });
  });

  it('screens every application again under a new version, and the list never mixes two versions', async () => {
    const jobId = await openJob({ criteria: { ...PYTHON, filtering: { topN: 100 } } });
    const applicants = await Promise.all(Array.from({ length: 20 }, (_, index) => apply(jobId, index % 2 ? GOOD : BEST)));
    const rejected = await apply(jobId, POOR);
    await settledList(jobId, 21);
    await moved(rejected, 'rejected');
    await eventually(async () => expect((await settledList(jobId, 21)).entries).toHaveLength(20));
    const next = { mustHaveSkills: [{ name: 'Kubernetes' }, { name: 'Excel' }], filtering: { topN: 100 } };
    const changed = await setCriteria(jobId, next, { 'if-match': '"1"' });
    expect(changed.status).toBe(200);
    await Promise.all(applicants.map(async (one) => expect(await announced(one, 2)).toMatchObject({ criteriaVersion: 2 })));
    expect((await settledList(jobId, 21)).criteriaVersion).toBe(2);
    await eventually(async () => {
      const { body } = await service.call('GET', `/tasks/${changed.body.data.taskId}`, { token: recruiter });
      expect(body.data).toMatchObject({ status: 'succeeded', subjectId: jobId, progress: 100, result: { total: 20, screened: 20 } });
    });
    expect(await screeningsIn(rejected)).toBe(1);
    await moved(rejected, 'screened');
    expect(await announced(rejected, 2)).toMatchObject({ criteriaVersion: 2, score: 50 });
    await eventually(async () => expect(members(await settledList(jobId, 21))).toContain(rejected.applicationId));
    const updates = await eventually(async () => {
      const all = await updatesOf(jobId);
      expect(all.at(-1)?.entries).toHaveLength(21);
      return all;
    });
    for (const { criteriaVersion, entries } of updates) {
      const possible = criteriaVersion === 1 ? [100, 83.33, 0] : [50, 0];
      expect(entries.filter((entry) => !possible.includes(entry.score))).toEqual([]);
    }
  });
});

describe('a re-screening', () => {
  it('ends although applications keep arriving, which it neither asks nor waits for', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    await settledList(jobId, 1);
    const arriving = newId();
    await database.rows(
      `INSERT INTO screening.screening_subjects (organization_id, application_id, job_id, requested_run, created_at)
       VALUES ($1, $2, $3, 1, now() + interval '1 hour')`,
      [organizationId, arriving, jobId],
    );
    const changed = await setCriteria(jobId, { mustHaveSkills: [{ name: 'Kubernetes' }] }, { 'if-match': '"1"' });
    expect(await announced(one, 2)).toMatchObject({ criteriaVersion: 2 });
    await eventually(async () => {
      const { body } = await service.call('GET', `/tasks/${changed.body.data.taskId}`, { token: recruiter });
      expect(body.data).toMatchObject({ status: 'succeeded', result: { total: 1, screened: 1 } });
    });
    const subjects = 'SELECT requested_run FROM screening.screening_subjects WHERE application_id = $1';
    expect(await database.rows(subjects, [arriving])).toEqual([{ requested_run: 1 }]);
  });
});

describe('the shortlist', () => {
  it('keeps the best with rank, ties, names and reasons, and names who ties below the cut line', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const at = (minute: number): { receivedAt: string } => ({ receivedAt: `2026-01-15T08:0${minute}:00.000Z` });
    const third = await apply(jobId, GOOD, at(3));
    const second = await apply(jobId, GOOD, at(2));
    const first = await apply(jobId, { ...BEST, name: 'Grace Resume' }, { ...at(4), name: null });
    const last = await apply(jobId, POOR, at(1));
    const list = await settledList(jobId, 4);
    expect(list).toMatchObject({ topN: 2, cutLine: { score: 83.33, tiedBelow: [third.applicationId], tiedBelowCount: 1 } });
    expect(list.entries).toMatchObject([
      { applicationId: first.applicationId, rank: 1, score: 100, tied: false, name: 'Grace Resume', lookedAt: null },
      { applicationId: second.applicationId, rank: 2, score: 83.33, tied: true, name: 'Ada Example' },
    ]);
    expect(list.entries[1].reasons).toMatchObject([
      { kind: 'mustHaveSkill', name: 'Python', result: 'met', points: 83.33 },
      { kind: 'niceToHaveSkill', result: 'notMet' },
    ]);
    expect(members(list)).not.toContain(last.applicationId);
    const grant = { apiKeyId: newId(), organizationId, scopes: ['screening:read'] };
    const keys = jest.spyOn(service.infrastructure.apiKeys, 'find').mockResolvedValue(grant);
    expect((await service.call('GET', `/applications/${second.applicationId}/screening`, { token: 'sl_key' })).status).toBe(200);
    keys.mockRestore();
    await screeningOf(first);
    const seen = (await settledList(jobId, 4)).entries;
    expect(seen).toMatchObject([{ lookedAt: expect.any(String) }, { lookedAt: null }]);
  });

  it('lets go of who is rejected or withdrawn, takes them back, and announces each state with names and addresses', async () => {
    const criteria = { ...PYTHON, notifications: { emailRecipients: ['hr@example.org'], webhook: false } };
    const jobId = await openJob({ criteria });
    const best = await apply(jobId, BEST);
    const good = await apply(jobId, GOOD);
    const poor = await apply(jobId, POOR);
    await settledList(jobId, 3);
    expect(await announced(good)).toMatchObject({ sendsWebhook: false });
    await moved(best, 'rejected');
    await eventually(async () => expect(members(await settledList(jobId, 3))).toEqual([good.applicationId, poor.applicationId]));
    const update = await eventually(async () => {
      const newest = (await updatesOf(jobId)).at(-1);
      expect(newest?.left).toEqual([best.applicationId]);
      return newest;
    });
    expect(update).toMatchObject({
      ...{
        entered: [poor.applicationId],
        sendsWebhook: false,
        sendsMail: true,
        emailRecipients: ['hr@example.org'],
        cutLine: 0,
        screenedCount: 3,
      },
      names: expect.arrayContaining([{ applicationId: good.applicationId, name: 'Ada Example' }]),
    });
    await moved(best, 'screened');
    await eventually(async () => expect(members(await settledList(jobId, 3))).toEqual([best.applicationId, good.applicationId]));
    const versions = (await updatesOf(jobId)).map((event) => event.version);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
  });

  it('announces the last state of a burst, however many updates it took', async () => {
    const jobId = await openJob({ criteria: { ...PYTHON, filtering: { topN: 5, minScore: 50 } } });
    const applicants = await Promise.all(
      Array.from({ length: 30 }, (_, index) => apply(jobId, [BEST, GOOD, POOR][index % 3] as SampleResume)),
    );
    const list = await settledList(jobId, applicants.length);
    expect(list.entries.map((entry: { score: number }) => entry.score)).toEqual([100, 100, 100, 100, 100]);
    const updates = await eventually(async () => {
      const all = await updatesOf(jobId);
      expect(all.at(-1)?.entries.map((entry) => entry.applicationId)).toEqual(members(list));
      return all;
    });
    expect(updates.at(-1)?.version).toBe(list.version);
    expect(updates.length).toBeLessThanOrEqual(applicants.length);
    const again = await service.call('POST', `/jobs/${jobId}/shortlist`, { token: recruiter });
    expect(again).toMatchObject({ status: 200, body: { data: { version: list.version } } });
  });

  it('misses no change: an update waits for every transaction that is about to change the ranking', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    await settledList(jobId, 1);
    const request = new RequestShortlist(new ShortlistRepository(), service.infrastructure.tasks);
    const update: Promise<TestAnswer>[] = [];
    await inTransaction(async (tx) => {
      await tx.execute("UPDATE screening.screening_subjects SET status = 'rejected' WHERE application_id = $1", [one.applicationId]);
      await request.execute(tx, organizationId, jobId);
      update.push(service.call('POST', `/jobs/${jobId}/shortlist`, { token: recruiter }));
      await eventually(async () =>
        expect(await database.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).not.toEqual([]),
      );
    });
    expect(members((await update[0])?.body.data)).toEqual([]);
  });

  it('reads the best from the index of ranks and a record from one partition', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    const { id } = (await screeningOf(one)).body.data;
    const plan = (sql: string, parameters: unknown[]): Promise<string> =>
      inTransaction(async (tx) => {
        await tx.query('SET LOCAL enable_seqscan = off');
        const rows = await tx.query<Record<string, string>>(`EXPLAIN ${sql}`, parameters);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      });
    const best = await plan(
      'SELECT application_id FROM screening.screening_subjects WHERE job_id = $1 AND score >= 0 ORDER BY score DESC FETCH FIRST 10 ROWS WITH TIES',
      [jobId],
    );
    expect(best).toContain('screening_subjects_rank');
    expect(best).not.toContain('Sort');
    const record = await plan('SELECT score FROM screening.screenings WHERE id = $1', [id]);
    expect(record.match(/screenings_(p\d{4}_\d\d|default)_pkey/g)).toHaveLength(1);
  });
});

describe('the record', () => {
  it('replays to the identical score, also after criteria and the text of the job have moved on', async () => {
    const withCriteria = await openJob({ criteria: PYTHON });
    const byText = await openJob();
    const applicants = [await apply(withCriteria, GOOD), await apply(byText, GOOD)];
    const records = await Promise.all(applicants.map(async (one) => (await screeningOf(one)).body.data));
    expect((await setCriteria(withCriteria, { mustHaveSkills: [{ name: 'Go' }] }, { 'if-match': '"1"' })).status).toBe(200);
    const changed = {
      ...{ jobId: byText, title: 'Accountant', description: null, status: 'open' as const, department: null, location: null, openings: 1 },
      ...{ duplicatePolicy: 'separate' as const, requirements: [], deletedAt: null },
    };
    await service.announce(jobsChangedV1, changed, { organizationId, aggregateVersion: 2 });
    await eventually(async () =>
      expect(await database.rows('SELECT 1 FROM screening.job_copies WHERE job_id = $1 AND version = 2', [byText])).toHaveLength(1),
    );
    for (const { id, score } of records) {
      const { body } = await service.call('POST', `/screenings/${id}/replay`, { token: recruiter });
      expect(body.data).toEqual({ screeningId: id, identical: true, recordedScore: score, replayedScore: score, differences: [] });
    }
  });

  it('scores what a model added and quoted, drops what it made up, and replays that exactly without asking again', async () => {
    const resume: SampleResume = { roles: [{ title: 'Engineer', from: '2019', to: '2023', text: 'Ran Python on Kubernetes.' }] };
    const { text, profile } = sampleProfile(resume);
    const skills = [
      { name: 'Python', years: 12, quote: 'Ran Python' },
      { name: 'Kubernetes', years: null, quote: 'Kubernetes for years' },
    ];
    const output = 'Here you are: Python, Kubernetes';
    const model = modelAnswers((question) => ({ value: { ...question.byRules(), skills }, output, run: { provider: 'elsewhere' } }));
    const one = await apply(await openJob({ criteria: PYTHON }), resume);
    const { id, score, criteria, model: answered } = (await screeningOf(one)).body.data;
    expect(model.asked()).toHaveLength(1);
    expect(answered.provider).toBe('elsewhere');
    expect(criteria).toMatchObject([
      { name: 'Python', result: 'met' },
      { name: 'Kubernetes', result: 'notMet' },
    ]);
    model.restore();
    const { body } = await service.call('POST', `/screenings/${id}/replay`, { token: recruiter });
    expect(body.data).toEqual({ screeningId: id, identical: true, recordedScore: score, replayedScore: score, differences: [] });
    const [row] = await database.rows<{ model_answer: string }>('SELECT model_answer FROM screening.screenings WHERE id = $1', [id]);
    const opened = await service.infrastructure.keyring.open(organizationId, modelAnswerContext(id), row?.model_answer ?? '');
    const start = text.indexOf('Ran Python');
    const evidence = [{ text: 'Ran Python', start, end: start + 'Ran Python'.length }];
    expect(JSON.parse(opened)).toMatchObject({ output, facts: { skills: [{ name: 'Python', statedYears: null, evidence }] } });
    expect(profile.skills).toEqual([]);
  });

  it('tells a model nothing of who somebody is, and of somebody who wants a person nothing at all', async () => {
    const model = modelAnswers(() => ({}));
    const criteria: CriteriaDto = { ...PYTHON, model: { provider: 'openai', name: 'some-model', temperature: 0.2, maxTokens: 500 } };
    const jobId = await openJob({ criteria });
    const resume: SampleResume = { name: 'Ada Example', location: 'Karachi', skills: [{ name: 'Python' }] };
    for (const wantsPerson of [false, true]) await screeningOf(await apply(jobId, resume, { wantsPerson, name: 'Grace Applicant' }));
    const [asked, closed] = model.asked();
    model.restore();
    expect(asked).toMatchObject({ choice: { provider: 'openai', model: 'some-model' }, parameters: { temperature: 0.2, maxTokens: 500 } });
    expect(closed).toMatchObject({ choice: { provider: 'rules' } });
    expect(asked?.data).toContain('Python');
    expect(asked?.data).not.toMatch(/Ada|Karachi|example/i);
    expect(asked?.personal).toEqual(expect.arrayContaining(['Ada Example', 'Grace Applicant']));
  });

  it('hands a score to a person whose model did not answer', async () => {
    const model = modelAnswers(() => ({ run: { degraded: true } }));
    const filtering = { autoAdvanceScore: 10 };
    const one = await apply(await openJob({ criteria: { ...PYTHON, filtering } }), BEST);
    expect(await announced(one)).toMatchObject({ score: 100, autoAdvance: false, needsPerson: true, needsPersonReason: 'degraded' });
    model.restore();
  });

  it('screens again what was degraded once a model answers, and tells of nothing before', async () => {
    const model = modelAnswers(() => ({ run: { degraded: true } }));
    const jobId = await openJob({ criteria: PYTHON });
    const some = [await apply(jobId, BEST), await apply(jobId, GOOD)];
    for (const one of some) await announced(one);
    const look = (): Promise<void> =>
      inTransaction((tx) => service.infrastructure.tasks.enqueue(tx, rescoreDegradedTask, { organizationId, jobId }));
    const looked = async (times: number): Promise<void> => {
      await eventually(async () => {
        const done = await database.rows(
          "SELECT 1 FROM pgboss.job WHERE name = 'screening.rescore_degraded' AND data->>'jobId' = $1 AND state = 'completed'",
          [jobId],
        );
        expect(done).toHaveLength(times);
      });
    };
    await look();
    await looked(1);
    for (const one of some) await enqueueNext(one);
    for (const one of some) expect(await screeningsIn(one)).toBe(1);
    model.restore();
    await look();
    for (const one of some) {
      await eventually(async () => expect((await screeningOf(one)).body.data).toMatchObject({ run: 2, flags: [], needsPerson: false }));
      expect(await screeningsIn(one)).toBe(2);
    }
    // A record is there an instant before its event is in the log.
    const told = async (): Promise<unknown[]> =>
      (await service.published(applicationsAiScreenedV1))
        .filter((event) => some.some((one) => one.applicationId === event.applicationId))
        .map(({ run, needsPerson }) => [run, needsPerson])
        .sort();
    await eventually(async () =>
      expect(await told()).toEqual([
        [1, true],
        [1, true],
        [2, false],
        [2, false],
      ]),
    );
    const waiting = await database.rows(
      'SELECT 1 FROM screening.screening_subjects WHERE job_id = $1 AND (degraded OR requested_run > run)',
      [jobId],
    );
    expect(waiting).toEqual([]);
  });

  it('says where a replay differs when the stored profile is another', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = applicantOf(jobId);
    await received(one);
    const { profileKey, resumeId } = await parsed(one, GOOD);
    const { id } = (await screeningOf(one)).body.data;
    const { keyring, storage } = service.infrastructure;
    const other = JSON.stringify(sampleProfile(BEST).profile);
    const sealed = await keyring.seal(organizationId, personKey(one.candidateKey), sealedProfileContext(resumeId), other);
    await storage.put(profileKey, Buffer.from(sealed), { contentType: 'application/octet-stream', maxBytes: 10_000_000 });
    const { data } = (await service.call('POST', `/screenings/${id}/replay`, { token: recruiter })).body;
    expect(data).toMatchObject({ identical: false, recordedScore: 83.33, replayedScore: 100 });
    expect(data.differences.map((one: { what: string }) => one.what)).toEqual(['/score', '/criteria/1', 'inputHash']);
  });

  it('cannot be changed or deleted by the application role, nor by the owner', async () => {
    const one = await apply(await openJob({ criteria: PYTHON }), GOOD);
    await announced(one);
    const attempt = (role: string, sql: string): Promise<string> =>
      database.asRole(role, async (client) => {
        await client.query('BEGIN');
        await client.query("SELECT set_config('app.organization_id', $1, true)", [organizationId]);
        return client.query(sql).then(
          () => 'done',
          (error: { code: string }) => error.code,
        );
      });
    const tables = ['screenings', 'screening_keys', 'job_texts', 'screening_criteria', 'scoring_settings', 'screening_overrides'];
    for (const table of tables) {
      expect([table, await attempt('screening_app', `UPDATE screening.${table} SET organization_id = organization_id`)]).toEqual([
        table,
        '42501',
      ]);
      expect([table, await attempt('screening_app', `DELETE FROM screening.${table}`)]).toEqual([table, '42501']);
    }
    for (const sql of ['UPDATE screening.screenings SET score = 100', 'DELETE FROM screening.screenings']) {
      expect(await attempt('postgres', sql)).toBe('23000');
    }
  });

  it('keeps an override beside the result, with its reason, and the result as it was', async () => {
    const one = await apply(await openJob({ criteria: PYTHON }), GOOD);
    const before = (await screeningOf(one)).body.data;
    const override = (body: unknown, token = recruiter): Promise<TestAnswer> =>
      service.call('POST', `/screenings/${before.id}/override`, { token, body });
    expect((await override({ score: 90 })).status).toBe(400);
    expect(await override({ reason: 'x' })).toMatchObject({ status: 422, body: { code: 'screening.override_is_empty' } });
    expect((await override({ score: 90, reason: 'x' }, viewer)).status).toBe(403);
    const stored = await override({ score: 90, decision: 'advance', reason: 'Wrote the library that we use.' });
    expect(stored).toMatchObject({
      status: 201,
      body: { data: { score: 90, decision: 'advance', reason: 'Wrote the library that we use.' } },
    });
    const after = (await screeningOf(one)).body.data;
    expect(after).toEqual({ ...before, overrides: [stored.body.data] });
    const { id: overrideId, userId, createdAt: overriddenAt } = stored.body.data;
    const { applicationId, jobId } = one;
    await eventually(async () => {
      const told = (await service.published(screeningsOverriddenV1)).filter((event) => event.applicationId === applicationId);
      expect(told).toMatchObject([
        { overrideId, screeningId: before.id, jobId, run: 1, score: 90, decision: 'advance', userId, overriddenAt },
      ]);
      expect(JSON.stringify(told)).not.toContain('library');
    });
  });

  it('keeps words of the resume, names, reasons and addresses out of every column in plain text', async () => {
    const jobId = await openJob({ criteria: { ...PYTHON, notifications: { emailRecipients: ['planted.canary@example.org'] } } });
    const resume: SampleResume = {
      name: 'Planted Canary',
      skills: [{ name: 'Python' }],
      roles: [{ title: 'Python planted', text: 'canary', names: ['Python'] }],
    };
    const one = await apply(jobId, resume, { name: 'Planted Canary' });
    const { id, criteria } = (await screeningOf(one)).body.data;
    expect(JSON.stringify(criteria)).toMatch(/planted|canary|Python/i);
    await service.call('POST', `/screenings/${id}/override`, {
      token: recruiter,
      body: { decision: 'hold', reason: 'Ask Planted about canary.' },
    });
    await settledList(jobId, 1);
    const tables = await database.rows<{ name: string }>(
      "SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('screening', 'platform', 'pgboss')",
    );
    for (const { name } of tables) {
      const rows = await database.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      expect([name, rows.filter(({ row }) => /planted|canary/i.test(row))]).toEqual([name, []]);
    }
  });

  it('shows the decision and nothing of the person once the person’s key is destroyed', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    await settledList(jobId, 1);
    await service.infrastructure.keyring.destroy(organizationId, personKey(one.candidateKey));
    const { data } = (await screeningOf(one)).body;
    expect(data).toMatchObject({ score: 83.33, criteria: [], outcome: 'scored' });
    expect((await settledList(jobId, 1)).entries).toMatchObject([{ name: null, reasons: [], score: 83.33 }]);
    const replay = await service.call('POST', `/screenings/${data.id}/replay`, { token: recruiter });
    expect(replay).toMatchObject({ status: 409, body: { code: 'screening.nothing_to_replay' } });
  });
});

describe('a hiring manager', () => {
  const callsFor = (jobId: string, applicationId: string, screeningId: string): [string, string, unknown?][] => [
    ['GET', `/jobs/${jobId}/screening-criteria`],
    ['GET', `/jobs/${jobId}/screening-criteria/versions`],
    ['PUT', `/jobs/${jobId}/screening-criteria`, PYTHON],
    ['GET', `/jobs/${jobId}/shortlist`],
    ['POST', `/jobs/${jobId}/shortlist`],
    ['GET', `/applications/${applicationId}/screening`],
    ['POST', '/screenings', { applicationIds: [applicationId] }],
    ['POST', `/screenings/${screeningId}/replay`],
    ['POST', `/screenings/${screeningId}/override`, { score: 0, reason: 'x' }],
  ];
  const send = ([method, path, body]: [string, string, unknown?]): Promise<TestAnswer> =>
    service.call(method, path, { token: manager, ...(body !== undefined && { body }) });

  it('works with own jobs only; what belongs to others looks absent, on every route', async () => {
    const [own, others] = [await openJob({ criteria: PYTHON, hiringManagerId: managerId }), await openJob({ criteria: PYTHON })];
    const [mine, theirs] = [await apply(own, GOOD), await apply(others, GOOD)];
    const [{ id: ownScreening }, { id: otherScreening }] = [(await screeningOf(mine)).body.data, (await screeningOf(theirs)).body.data];
    for (const call of callsFor(others, theirs.applicationId, otherScreening)) {
      expect([...call.slice(0, 2), (await send(call)).status]).toEqual([...call.slice(0, 2), 404]);
    }
    for (const call of callsFor(own, mine.applicationId, ownScreening)) {
      const { status } = await send(call);
      expect([...call.slice(0, 2), status < 300]).toEqual([...call.slice(0, 2), true]);
    }
    const mixed = await send(['POST', '/screenings', { applicationIds: [mine.applicationId, theirs.applicationId] }]);
    expect(mixed.body.data).toMatchObject({ requested: [mine.applicationId], unknown: [theirs.applicationId] });
    expect((await screeningOf(theirs)).body.data).toMatchObject({ id: otherScreening, run: 1, overrides: [] });
  });

  it('loses a job that is given to somebody else', async () => {
    const jobId = await openJob({ hiringManagerId: managerId });
    const data = {
      ...{ jobId, title: 'Python Engineer', description: null, status: 'open' as const, department: null, location: null },
      ...{ openings: 1, duplicatePolicy: 'separate' as const, requirements: [], deletedAt: null, hiringManagerId: newId() },
    };
    expect((await send(['GET', `/jobs/${jobId}/shortlist`])).status).toBe(200);
    await service.announce(jobsChangedV1, data, { organizationId, aggregateVersion: 2 });
    await eventually(async () => expect((await send(['GET', `/jobs/${jobId}/shortlist`])).status).toBe(404));
  });
});

describe('tenancy', () => {
  it('answers 404 for another organization’s jobs, applications and screenings, on every route, and changes nothing', async () => {
    const jobId = await openJob({ criteria: PYTHON });
    const one = await apply(jobId, GOOD);
    const { id } = (await screeningOf(one)).body.data;
    const before = await settledList(jobId, 1);
    const calls: [string, string, unknown?][] = [
      ['GET', `/jobs/${jobId}/screening-criteria`],
      ['GET', `/jobs/${jobId}/screening-criteria/versions`],
      ['PUT', `/jobs/${jobId}/screening-criteria`, PYTHON],
      ['GET', `/jobs/${jobId}/shortlist`],
      ['POST', `/jobs/${jobId}/shortlist`],
      ['GET', `/applications/${one.applicationId}/screening`],
      ['POST', '/screenings', { applicationIds: [one.applicationId] }],
      ['POST', `/screenings/${id}/replay`],
      ['POST', `/screenings/${id}/override`, { score: 0, reason: 'x' }],
    ];
    for (const [method, path, body] of calls) {
      const answer = await service.call(method, path, { token: foreigner, ...(body !== undefined && { body }) });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    expect(await settledList(jobId, 1)).toEqual(before);
    expect((await screeningOf(one)).body.data).toMatchObject({ id, run: 1, overrides: [] });
  });

  it('is kept by the catalogue: every table forces row security, every key begins with the organization', async () => {
    const problems = await database.asRole('screening_app', catalogueProblems);
    expect(problems.filter((problem) => problem.includes('screening'))).toEqual([]);
  });

  it('ranks only the applications of its own organization', async () => {
    const own = await openJob({ criteria: PYTHON });
    const other = await openJob({ organization: otherOrganizationId, criteria: PYTHON, token: foreigner });
    const stranger = applicantOf(other, otherOrganizationId);
    await received(stranger);
    await parsed(stranger, BEST);
    const one = await apply(own, GOOD);
    await announced(stranger);
    expect(members(await settledList(own, 1))).toEqual([one.applicationId]);
    expect((await service.call('GET', `/jobs/${other}/shortlist`, { token: recruiter })).status).toBe(404);
  });
});
