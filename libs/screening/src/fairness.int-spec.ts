import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applicationsStatusChangedV1, fairnessAlertRaisedV1 } from '@shortlist/contracts';
import { catalogueProblems, newId } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { CLERK, PROGRAMMER, PYTHON, ScreeningFixture } from './screening.fixture-spec.js';
import type { Applicant } from './screening.fixture-spec.js';

let fixture: ScreeningFixture;

beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});

afterAll(() => fixture.stop());

interface Report {
  readonly body: TestAnswer['body'];
  readonly result: Readonly<Record<string, number>>;
}

async function reported(jobId: string): Promise<Report> {
  const requested = await fixture.call('POST', `/jobs/${jobId}/fairness`, undefined, {}, 'admin');
  expect(requested.status).toBe(202);
  const { reportId, taskId } = requested.body.data;
  return eventually(async () => {
    const { body } = await fixture.call('GET', `/jobs/${jobId}/fairness`, undefined, {}, 'admin');
    expect(body.data?.id).toBe(reportId);
    const { body: task } = await fixture.call('GET', `/tasks/${taskId}`);
    expect(task.data.status).toBe('succeeded');
    return { body: body.data, result: task.data.result };
  });
}

async function advance({ applicationId, jobId, candidateId }: Applicant): Promise<void> {
  const data = { applicationId, jobId, candidateId, from: 'screened', to: 'shortlisted', reason: null, automatic: false } as const;
  const rest = { changedAt: new Date().toISOString(), name: null, email: null };
  await fixture.process.announce(applicationsStatusChangedV1, { ...data, ...rest }, { organizationId: fixture.organizationId });
  await eventually(async () => {
    const moved = "SELECT 1 FROM screening.screening_subjects WHERE application_id = $1 AND status = 'shortlisted'";
    expect(await fixture.database.rows(moved, [applicationId])).toHaveLength(1);
  });
}

describe('a report on fairness', () => {
  it('counts groups from a frozen snapshot, and raises an alert where more than chance is at work', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const men = await Promise.all(Array.from({ length: 6 }, () => fixture.apply(jobId, PROGRAMMER)));
    const women = await Promise.all(Array.from({ length: 6 }, () => fixture.apply(jobId, CLERK)));
    const silent = await fixture.apply(jobId, CLERK);
    await fixture.settledList(jobId, (list) => expect(list.counts.screened).toBe(13));
    for (const one of men) await advance(one);
    const answers = [
      ...men.map((one) => ({ applicationId: one.applicationId, sex: 'man' })),
      ...women.map((one) => ({ applicationId: one.applicationId, sex: 'woman' })),
    ];
    const stranger = newId();
    const recorded = await fixture.call(
      'POST',
      `/jobs/${jobId}/demographics`,
      { answers: [...answers, { applicationId: stranger }] },
      {},
      'admin',
    );
    expect(recorded.body.data).toEqual({ recorded: 12, unknown: [stranger] });
    const { body, result } = await reported(jobId);
    const table = (tables: TestAnswer['body']): TestAnswer['body'] => tables.find((one: { dimension: string }) => one.dimension === 'sex');
    // All of six against none of six: 2 of 924 tables are as extreme.
    const expected = [
      { group: 'man', total: 6, successes: 6, rate: 1, impactRatio: 1, pValue: null, isAdverse: false },
      { group: 'woman', total: 6, successes: 0, rate: 0, impactRatio: 0, isAdverse: true },
    ];
    for (const tables of [body.selection, body.scoring]) {
      expect(table(tables)).toMatchObject({ unknown: 1, groups: expected });
      expect(table(tables).groups[1].pValue).toBeCloseTo(2 / 924, 12);
    }
    expect(body).toMatchObject({
      jobId,
      applications: 13,
      criteriaVersion: 1,
      median: 0,
      alerts: [{ group: 'woman' }, { group: 'woman' }],
    });
    expect(result).toEqual({ applications: 13, alerts: 2 });
    const told = await eventually(async () => {
      const all = await fixture.process.published(fairnessAlertRaisedV1);
      expect(all).toHaveLength(1);
      return all;
    });
    expect(told).toMatchObject([{ jobId, reportId: body.id, alerts: [{ dimension: 'sex', group: 'woman', impactRatio: 0 }, {}] }]);
    const [frozen] = await fixture.database.rows('SELECT to_jsonb(r) AS row FROM demographics.snapshot_rows r LIMIT 1');
    expect(JSON.stringify(frozen)).not.toContain(silent.applicationId.slice(0, 13));
    const later = await fixture.call(
      'POST',
      `/jobs/${jobId}/demographics`,
      { answers: [{ applicationId: silent.applicationId, sex: 'man' }] },
      {},
      'admin',
    );
    expect(later.status).toBe(200);
    expect((await fixture.call('GET', `/jobs/${jobId}/fairness`, undefined, {}, 'admin')).body.data).toEqual(body);
    const again = await reported(jobId);
    expect(table(again.body.selection).unknown).toBe(0);
    expect(again.body.snapshotHash).not.toBe(body.snapshotHash);
  });

  it('is for those who may, and there once somebody asked for it', async () => {
    const jobId = await fixture.openJob(PYTHON);
    expect(await fixture.call('GET', `/jobs/${jobId}/fairness`, undefined, {}, 'admin')).toMatchObject({
      ...{ status: 404, body: { code: 'screening.no_fairness_report' } },
    });
    for (const [method, path] of [
      ['GET', 'fairness'],
      ['POST', 'fairness'],
      ['POST', 'demographics'],
    ] as const)
      expect((await fixture.call(method, `/jobs/${jobId}/${path}`, method === 'POST' ? {} : undefined)).status).toBe(403);
  });
});

describe('demographics', () => {
  const attempt = (role: string, sql: string): Promise<string> =>
    fixture.database.asRole(role, async (client) => {
      await client.query('BEGIN');
      await client.query("SELECT set_config('app.organization_id', $1, true)", [fixture.organizationId]);
      return client.query(sql).then(
        ({ rowCount }) => `${rowCount} rows`,
        (error: { code: string }) => error.code,
      );
    });

  it('can be read by nothing that scores, and by the role of reports within one organization only', async () => {
    for (const role of ['screening_app', 'screening_worker', 'candidates_app', 'applications_app', 'platform_app'])
      for (const table of ['answers', 'snapshot_rows'])
        expect([role, table, await attempt(role, `SELECT 1 FROM demographics.${table}`)]).toEqual([role, table, '42501']);
    expect(await attempt('screening_fairness', 'SELECT name FROM screening.screening_subjects')).toBe('42501');
    expect(await attempt('screening_fairness', 'UPDATE demographics.snapshot_rows SET selected = true')).toBe('42501');
    const foreign = await fixture.database.asRole('screening_fairness', async (client) => {
      await client.query('BEGIN');
      await client.query("SELECT set_config('app.organization_id', $1, true)", [newId()]);
      return (await client.query('SELECT 1 FROM demographics.answers')).rowCount;
    });
    expect(foreign).toBe(0);
    const problems = await fixture.database.asRole('screening_app', catalogueProblems);
    expect(problems.filter((problem) => /screening|demographics/.test(problem))).toEqual([]);
  });
});
