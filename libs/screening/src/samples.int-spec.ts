import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personKey } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { PROGRAMMER, PYTHON, ScreeningFixture } from './screening.fixture-spec.js';
import type { Applicant } from './screening.fixture-spec.js';

let fixture: ScreeningFixture;
let jobId: string;
/** The first two are on the list. */
let all: Applicant[];
let leftOut: string[];

beforeAll(async () => {
  fixture = await ScreeningFixture.start();
  jobId = await fixture.openJob({ ...PYTHON, filtering: { topN: 2 } });
  all = [];
  for (let count = 0; count < 14; count++) all.push(await fixture.apply(jobId, PROGRAMMER));
  await fixture.settledList(jobId, (list) => expect(list.counts.screened).toBe(all.length));
  for (const [index, one] of all.entries()) {
    await fixture.database.rows('UPDATE screening.screening_subjects SET score = $2 WHERE application_id = $1', [
      one.applicationId,
      90 - index,
    ]);
  }
  await fixture.moved(all[2] as Applicant, 'interview');
  await fixture.moved(all[3] as Applicant, 'rejected');
  await fixture.settledList(jobId, (list) => expect(list.entries[0].applicationId).toBe(all[0]?.applicationId));
  leftOut = all.slice(4).map((one) => one.applicationId);
});

afterAll(() => fixture.stop());

const path = (rest = ''): string => `/jobs/${jobId}/shortlist/samples${rest}`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function draw(body: object): Promise<TestAnswer['body']> {
  const answer = await fixture.call('POST', path(), body);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('location')).toContain(`${path()}/${answer.body.data.id}`);
  return answer.body.data;
}

const read = async (id: string): Promise<TestAnswer['body']> => (await fixture.call('GET', path(`/${id}`))).body.data;
const judge = (id: string, applicationId: string, verdict: string): Promise<TestAnswer> =>
  fixture.call('POST', path(`/${id}/verdicts`), { applicationId, verdict, reason: 'Knows Python well.' });
const drawn = (sample: TestAnswer['body']): string[] => sample.applications.map((one: { applicationId: string }) => one.applicationId);

describe('a sample from below the line', () => {
  it('follows from seed and frame alone, which are kept: anybody can draw it again', async () => {
    const sample = await draw({ size: 4, seed: 'audit 2026' });
    const [stored] = await fixture.database.rows<{ frame: string[] }>('SELECT frame FROM screening.shortlist_samples WHERE id = $1', [
      sample.id,
    ]);
    expect(stored?.frame).toEqual([...leftOut].sort());
    const again = [...(stored?.frame ?? [])].sort((a, b) => (sha256(`audit 2026:${a}`) < sha256(`audit 2026:${b}`) ? -1 : 1)).slice(0, 4);
    expect(drawn(sample)).toEqual(again);
    expect(sample).toMatchObject({
      ...{ frameSize: 10, size: 4, seed: 'audit 2026', frameHash: sha256((stored?.frame ?? []).join('\n')), criteriaVersion: 1 },
      ...{ method: 'sha256_of_seed_and_id_v1', judged: 0, wrong: 0, estimate: null },
    });
    expect(sample.applications[0]).toMatchObject({
      position: 1,
      state: 'open',
      name: 'Ada Example',
      verdict: null,
      screeningId: expect.any(String),
    });
    expect(JSON.stringify(sample.applications)).not.toContain('score');
    expect(drawn(await draw({ size: 4, seed: 'audit 2026' }))).toEqual(again);
    expect((await draw({ size: 4 })).seed).toMatch(/^[0-9a-f]{32}$/);
  });

  it('hits nobody who is just coming onto the list', async () => {
    const [lucky, former] = [all[13] as Applicant, all[1] as Applicant];
    await fixture.database.rows('UPDATE screening.screening_subjects SET score = 99 WHERE application_id = $1', [lucky.applicationId]);
    const hit = drawn(await draw({ size: 200 }));
    expect(hit).not.toContain(lucky.applicationId);
    expect(hit).toContain(former.applicationId);
    await fixture.rescore(lucky, 77);
  });

  it('estimates from verdicts, of which the newest counts, and keeps all of them', async () => {
    const sample = await draw({ size: 10, seed: 'all' });
    const [first, second, third] = drawn(sample) as [string, string, string];
    expect((await judge(sample.id, first, 'wrongly_left_out')).body.data).toMatchObject({
      verdict: 'wrongly_left_out',
      reason: 'Knows Python well.',
    });
    await judge(sample.id, second, 'wrongly_left_out');
    await judge(sample.id, second, 'rightly_left_out');
    await judge(sample.id, third, 'cannot_tell');
    const half = await read(sample.id);
    expect(half).toMatchObject({
      judged: 2,
      wrong: 1,
      estimate: { share: 0.5, count: 5, countLow: 1, countHigh: 9, widestLow: 1, widestHigh: 9 },
    });
    expect(half.applications.slice(0, 4)).toMatchObject([
      { state: 'judged', verdict: { verdict: 'wrongly_left_out', reason: 'Knows Python well.' } },
      { state: 'judged', verdict: { verdict: 'rightly_left_out' } },
      { state: 'cannot_tell', verdict: { verdict: 'cannot_tell' } },
      { state: 'open', verdict: null },
    ]);
    for (const one of drawn(sample).slice(2)) expect((await judge(sample.id, one, 'rightly_left_out')).status).toBe(201);
    expect((await read(sample.id)).estimate).toMatchObject({
      share: 0.1,
      count: 1,
      countLow: 1,
      countHigh: 1,
      widestLow: 1,
      widestHigh: 1,
    });
    const kept = await fixture.database.rows<{ reason: string }>('SELECT reason FROM screening.sample_verdicts WHERE sample_id = $1', [
      sample.id,
    ]);
    expect(kept).toHaveLength(12);
    expect(JSON.stringify(kept)).not.toContain('Python');
    await expect(fixture.database.rows('UPDATE screening.sample_verdicts SET user_id = id')).rejects.toThrow('immutable');
    expect((await judge(sample.id, all[0]?.applicationId ?? '', 'cannot_tell')).status).toBe(404);
  });

  it('puts nobody in the place of who withdrew or was erased, and lets verdicts stand', async () => {
    const sample = await draw({ size: 10, seed: 'leaving' });
    const ids = drawn(sample);
    const person = (index: number): Applicant => all.find((one) => one.applicationId === ids[index]) as Applicant;
    const { keyring } = fixture.process.infrastructure;
    for (const index of [0, 1]) await judge(sample.id, person(index).applicationId, 'wrongly_left_out');
    for (const index of [0, 2]) await keyring.destroy(fixture.organizationId, personKey(person(index).candidateKey));
    for (const index of [1, 3]) await fixture.moved(person(index), 'withdrawn');
    const gone = [1, 3].map((index) => person(index).applicationId);
    const withdrawn = `SELECT 1 FROM screening.screening_subjects WHERE application_id = ANY($1) AND status = 'withdrawn'`;
    await eventually(async () => expect(await fixture.database.rows(withdrawn, [gone])).toHaveLength(2));
    await fixture.settledList(jobId);
    expect((await judge(sample.id, person(2).applicationId, 'cannot_tell')).body).toMatchObject({ status: 404, code: 'keys.destroyed' });
    expect((await judge(sample.id, person(3).applicationId, 'cannot_tell')).body).toMatchObject({
      status: 409,
      code: 'screening.sampled_withdrawn',
    });
    const now = await read(sample.id);
    expect(now.applications.slice(0, 5)).toMatchObject([
      { state: 'judged', name: null, verdict: { verdict: 'wrongly_left_out', reason: null } },
      { state: 'judged', name: 'Ada Example', verdict: { reason: 'Knows Python well.' } },
      { state: 'erased', name: null, verdict: null },
      { state: 'withdrawn', verdict: null },
      { state: 'open' },
    ]);
    expect(now).toMatchObject({ frameSize: 10, size: 10, judged: 2, estimate: { share: 1, count: 10, widestLow: 2, widestHigh: 10 } });
  });

  it('is listed with all others that were ever drawn, page by page, and is not drawn without end', async () => {
    const first = await fixture.call('GET', `${path()}?limit=2`);
    const { nextCursor, total } = first.body.pagination;
    const second = await fixture.call('GET', `${path()}?limit=100&cursor=${encodeURIComponent(nextCursor)}`);
    const listed = [...first.body.data, ...second.body.data].map((one: { id: string }) => one.id);
    expect(listed).toHaveLength(total);
    expect(listed).toEqual([...listed].sort().reverse());
    for (let count = total; count < 100; count++) await draw({ size: 1 });
    expect((await fixture.call('POST', path(), { size: 1 })).body).toMatchObject({ status: 409, code: 'screening.too_many_samples' });
  });

  it('waits while applications are screened under new criteria', async () => {
    const other = await fixture.openJob(PYTHON);
    const one = await fixture.apply(other, PROGRAMMER);
    await fixture.settledList(other, (list) => expect(list.entries).toHaveLength(1));
    await fixture.database.rows('UPDATE screening.screening_subjects SET criteria_version = 0 WHERE application_id = $1', [
      one.applicationId,
    ]);
    const refused = await fixture.call('POST', `/jobs/${other}/shortlist/samples`, {});
    expect(refused.body).toMatchObject({ status: 409, code: 'screening.list_under_two_criteria' });
  });
});
