import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { CLERK, EXCEL, PROGRAMMER, PYTHON, ScreeningFixture } from './screening.fixture-spec.js';
import type { Applicant } from './screening.fixture-spec.js';
import { RescreenJob } from './use-cases/rescreen-job.use-case.js';
import { ScreenApplication } from './use-cases/screen-application.use-case.js';
import { ScreenBatch } from './use-cases/screen-batch.use-case.js';

const APPLICANTS = 20;
const LET_THROUGH = 5;

let fixture: ScreeningFixture;

beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => fixture.stop());

interface Gate {
  /** Screenings that were begun since the gate stands. */
  begun(): number;
  open(): void;
}

/** Lets the first screenings through and holds the others before they do anything. */
function gate(): Gate {
  let begun = 0;
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const screen = ScreenApplication.prototype.execute;
  jest.spyOn(ScreenApplication.prototype, 'execute').mockImplementation(async function (this: ScreenApplication, task, run) {
    begun += 1;
    if (begun > LET_THROUGH) await opened;
    return screen.call(this, task, run);
  });
  return { begun: () => begun, open };
}

/** The signal of the next run of a use case: it tells when the wish to cancel has reached it. */
function signalOf(useCase: typeof ScreenBatch | typeof RescreenJob): () => AbortSignal | undefined {
  const execute = jest.spyOn(useCase.prototype as { execute(task: object, run: { signal: AbortSignal }): Promise<void> }, 'execute');
  return () => execute.mock.calls[0]?.[1].signal;
}

async function cancel(taskId: string, signal: () => AbortSignal | undefined): Promise<void> {
  expect((await fixture.call('POST', `/tasks/${taskId}/cancel`)).status).toBe(202);
  await eventually(async () => expect(signal()?.aborted).toBe(true));
}

const ended = (taskId: string): Promise<TestAnswer['body']> =>
  eventually(async () => {
    const { data } = (await fixture.call('GET', `/tasks/${taskId}`)).body;
    expect(data.finishedAt).not.toBeNull();
    return data;
  });

interface Subject {
  readonly run: number;
  readonly requested_run: number;
  readonly criteria_version: number;
  readonly records: number;
}

const subjectsOf = (jobId: string): Promise<Subject[]> =>
  fixture.database.rows<Subject>(
    `SELECT run, requested_run, criteria_version,
            (SELECT count(*)::int FROM screening.screenings r WHERE r.application_id = s.application_id) AS records
       FROM screening.screening_subjects s WHERE job_id = $1 ORDER BY run DESC`,
    [jobId],
  );

async function screened(): Promise<{ jobId: string; applicants: Applicant[] }> {
  const jobId = await fixture.openJob(PYTHON);
  const applicants = await Promise.all(
    Array.from({ length: APPLICANTS }, (_, index) => fixture.apply(jobId, index % 2 ? CLERK : PROGRAMMER)),
  );
  await fixture.settledList(jobId, ({ entries }) => expect(entries).toHaveLength(APPLICANTS));
  return { jobId, applicants };
}

describe('a cancelled batch', () => {
  it('keeps what was done, leaves the rest as it was, and says how many were done', async () => {
    const { jobId, applicants } = await screened();
    const { begun, open } = gate();
    const signal = signalOf(ScreenBatch);
    const applicationIds = applicants.map((one) => one.applicationId);
    const { taskId } = (await fixture.call('POST', '/screenings', { applicationIds })).body.data;
    await eventually(async () => expect(begun()).toBeGreaterThan(LET_THROUGH));
    await eventually(async () => expect((await subjectsOf(jobId)).filter(({ run }) => run === 2)).toHaveLength(LET_THROUGH));
    await cancel(taskId, signal);
    open();
    const task = await ended(taskId);
    const subjects = await subjectsOf(jobId);
    const done = subjects.filter(({ run }) => run === 2).length;
    expect(task).toMatchObject({ status: 'cancelled', errorCode: null, result: { total: APPLICANTS, screened: done } });
    expect(done).toBeGreaterThanOrEqual(LET_THROUGH);
    expect(done).toBeLessThan(APPLICANTS);
    for (const { run, requested_run, records } of subjects)
      expect({ requested_run, records }).toEqual({ requested_run: run, records: run });
    await fixture.settledList(jobId);
  });
});

describe('a cancelled re-screening', () => {
  it('keeps what was done and takes back the rest; the list stays that of the older criteria and says so, until it is finished', async () => {
    const { jobId, applicants } = await screened();
    const before = await fixture.shortlist(jobId);
    expect(before).toMatchObject({ criteriaVersion: 1, newestCriteriaVersion: 1, leftBehind: 0 });
    const { begun, open } = gate();
    const signal = signalOf(RescreenJob);
    const { taskId } = (await fixture.call('PUT', `/jobs/${jobId}/screening-criteria`, EXCEL, { 'if-match': '"1"' })).body.data;
    await eventually(async () => expect(begun()).toBeGreaterThan(LET_THROUGH));
    await eventually(async () => expect((await subjectsOf(jobId)).filter(({ run }) => run === 2)).toHaveLength(LET_THROUGH));
    await cancel(taskId, signal);
    expect(await ended(taskId)).toMatchObject({ status: 'cancelled', result: { total: APPLICANTS, screened: LET_THROUGH } });
    open();
    await eventually(async () => {
      const open = await fixture.database.rows(
        "SELECT 1 FROM pgboss.job WHERE name LIKE 'screening.%' AND name <> 'screening.reconcile' AND state < 'completed'",
      );
      expect(open).toEqual([]);
    });
    const subjects = await subjectsOf(jobId);
    for (const { run, requested_run, criteria_version, records } of subjects) {
      expect({ requested_run, criteria_version, records }).toEqual({ requested_run: run, criteria_version: run, records: run });
    }
    expect(subjects.filter(({ run }) => run === 2)).toHaveLength(LET_THROUGH);

    const list = await fixture.shortlist(jobId);
    expect(list).toMatchObject({
      ...{ criteriaVersion: 1, newestCriteriaVersion: 2, leftBehind: APPLICANTS - LET_THROUGH, isUpToDate: false },
      ...{ version: before.version, counts: { waiting: 0 } },
    });
    // Every score with its own record and reasons, also of those that have a newer one.
    expect(list.entries).toEqual(before.entries);
    expect(new Set(list.entries.flatMap((entry: { reasons: { name: string }[] }) => entry.reasons.map(({ name }) => name)))).toEqual(
      new Set(['Python']),
    );

    jest.restoreAllMocks();
    const again = await fixture.call('PUT', `/jobs/${jobId}/screening-criteria`, EXCEL);
    expect(again).toMatchObject({ status: 200, body: { data: { version: 2, taskId: expect.any(String) } } });
    expect(await ended(again.body.data.taskId)).toMatchObject({
      ...{ status: 'succeeded', result: { total: APPLICANTS - LET_THROUGH, screened: APPLICANTS - LET_THROUGH } },
    });
    const mended = await fixture.settledList(jobId, (now) =>
      expect(now).toMatchObject({ criteriaVersion: 2, newestCriteriaVersion: 2, leftBehind: 0 }),
    );
    expect(mended.entries).toHaveLength(APPLICANTS);
    for (const { run, records } of await subjectsOf(jobId)) expect({ run, records }).toEqual({ run: 2, records: 2 });
    expect((await fixture.call('PUT', `/jobs/${jobId}/screening-criteria`, EXCEL)).body.data.taskId).toBeNull();
    expect(applicants).toHaveLength(APPLICANTS);
    expect((await fixture.call('POST', `/tasks/${newId()}/cancel`)).status).toBe(404);
  });
});
