import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CriteriaDto } from '@shortlist/contracts';
import { newId, personKey } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { CLERK, EXCEL, PROGRAMMER, PYTHON, ScreeningFixture } from './screening.fixture-spec.js';

let fixture: ScreeningFixture;

beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});

afterAll(() => fixture.stop());

const shadowPath = (jobId: string): string => `/jobs/${jobId}/screening-criteria/shadow`;

/** Tries criteria and waits for the outcome. */
async function tried(jobId: string, criteria: CriteriaDto): Promise<{ shadow: TestAnswer['body']; taskId: string }> {
  const requested = await fixture.call('POST', shadowPath(jobId), criteria);
  expect(requested.status).toBe(202);
  const { shadowId, taskId } = requested.body.data;
  expect(requested.headers.get('location')).toContain(`${shadowPath(jobId)}/${shadowId}`);
  const shadow = await eventually(async () => {
    const { body } = await fixture.call('GET', `${shadowPath(jobId)}/${shadowId}`);
    expect(body.data.report).not.toBeNull();
    return body.data;
  });
  return { shadow, taskId };
}

/** Every row that screening keeps of a job, and what it has announced. */
async function traces(): Promise<unknown> {
  const tables = await fixture.database.rows<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'screening' AND tablename NOT IN ('shadow_runs', 'outbox', 'inbox', 'parked_keys')",
  );
  const rows = await Promise.all(
    tables.map(({ name }) => fixture.database.rows(`SELECT t::text AS row FROM screening.${name} t ORDER BY 1`)),
  );
  const outbox = await fixture.database.rows('SELECT max(seq) AS last FROM screening.outbox');
  return { rows, outbox };
}

describe('comparing versions of criteria', () => {
  it('answers what the newest asks for that the one before did not, or any two', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const next = { ...EXCEL, filtering: { topN: 5 } };
    expect((await fixture.call('PUT', `/jobs/${jobId}/screening-criteria`, next, { 'if-match': '"1"' })).status).toBe(200);
    const compare = (query = ''): Promise<TestAnswer> => fixture.call('GET', `/jobs/${jobId}/screening-criteria/compare${query}`);
    expect((await compare()).body.data).toMatchObject({
      ...{ jobId, from: 1, to: 2 },
      differences: [
        { pointer: '/mustHaveSkills/0', kind: 'added', before: null, after: expect.stringContaining('Excel') },
        { pointer: '/mustHaveSkills/0', kind: 'removed', before: expect.stringContaining('Python'), after: null },
        { pointer: '/filtering/topN', kind: 'changed', before: '100', after: '5' },
      ],
    });
    expect((await compare('?from=0&to=1')).body.data.differences.map((one: { kind: string }) => one.kind)).toEqual(['added', 'changed']);
    expect((await compare('?from=1&to=1')).body.data.differences).toEqual([]);
    expect(await compare('?to=9')).toMatchObject({ status: 404, body: { code: 'screening.criteria_version_not_found' } });
    expect((await compare('?from=x')).status).toBe(400);
  });
});

describe('criteria on trial', () => {
  it('show who would enter and leave, and leave no other trace', async () => {
    const jobId = await fixture.openJob({ ...PYTHON, filtering: { topN: 2, autoAdvanceScore: 90 } });
    const programmers = [await fixture.apply(jobId, PROGRAMMER), await fixture.apply(jobId, PROGRAMMER)];
    const clerk = await fixture.apply(jobId, CLERK);
    await fixture.settledList(jobId, (list) => expect(list.counts.screened).toBe(3));
    const before = await traces();
    const { shadow, taskId } = await tried(jobId, {
      ...EXCEL,
      filtering: { topN: 1 },
      notifications: { emailRecipients: ['hr@example.org'] },
    });
    expect(shadow).toMatchObject({
      ...{ jobId, criteriaVersion: 1, criteria: { mustHaveSkills: [{ name: 'Excel' }], notifications: { emailRecipients: [] } } },
      report: {
        ...{ applications: 3, unreadable: 0 },
        entered: [{ applicationId: clerk.applicationId, name: 'Ada Example', rank: 1, score: 100, reason: 'place_free' }],
        left: programmers.map(({ applicationId }) => ({ applicationId, formerRank: 1, reason: 'score_fell' })),
        movement: { compared: 3, risen: 1, fallen: 2, correlation: -1 },
        advancing: { before: 2, after: 0 },
        needingPerson: { before: 0, after: 0 },
      },
    });
    expect(await traces()).toEqual(before);
    expect((await fixture.call('GET', `/tasks/${taskId}`)).body.data).toMatchObject({ subjectId: jobId, result: { total: 3, tried: 3 } });
    const taken = await fixture.call(
      'PUT',
      `/jobs/${jobId}/screening-criteria`,
      { ...EXCEL, filtering: { topN: 1 } },
      { 'if-match': '"1"' },
    );
    expect(taken.status).toBe(200);
    const list = await fixture.settledList(jobId, (now) => expect(now.criteriaVersion).toBe(2));
    expect(list.entries.map((entry: { applicationId: string }) => entry.applicationId)).toEqual([clerk.applicationId]);
  });

  it('are held to the same rules as criteria that are taken, and belong to their job', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const refused = await fixture.call('POST', shadowPath(jobId), { mustHaveSkills: [{ name: 'male' }] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'screening.criteria_refused' } });
    const { shadow } = await tried(jobId, EXCEL);
    expect(shadow.report).toMatchObject({ applications: 0, entered: [], left: [], movement: { compared: 0, correlation: null } });
    const other = await fixture.openJob(PYTHON);
    expect((await fixture.call('GET', `${shadowPath(other)}/${shadow.id}`)).body.code).toBe('screening.shadow_not_found');
    expect((await fixture.call('GET', `${shadowPath(jobId)}/${newId()}`)).status).toBe(404);
  });

  it('count a resume whose person was erased as unreadable', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const erased = await fixture.apply(jobId, PROGRAMMER);
    await fixture.settledList(jobId, (list) => expect(list.counts.screened).toBe(1));
    const { keyring } = fixture.process.infrastructure;
    await keyring.destroy(fixture.organizationId, personKey(erased.candidateKey));
    const { shadow } = await tried(jobId, PYTHON);
    expect(shadow.report).toMatchObject({ applications: 1, unreadable: 1, left: [{ applicationId: erased.applicationId, name: null }] });
  });
});
