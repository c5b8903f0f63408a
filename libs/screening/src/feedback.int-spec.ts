import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { candidatesLinkedV1, feedbackGivenV1, shortlistsUpdatedV1 } from '@shortlist/contracts';
import type { FeedbackKind } from '@shortlist/contracts';
import { catalogueProblems, newId } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import type { SampleResume } from './domain/scoring/sample-profile.js';
import { CLERK, PROGRAMMER, PYTHON, ScreeningFixture } from './screening.fixture-spec.js';
import type { Applicant } from './screening.fixture-spec.js';

let fixture: ScreeningFixture;
beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});
afterAll(() => fixture.stop());

const [me, colleague, third] = [newId(), newId(), newId()];
type Subject = { readonly jobId: string } & ({ readonly applicationId: string } | { readonly candidateId: string });

/** Tells of feedback as applications does, and waits until it is here. */
async function say(subject: Subject, userId: string, kind: FeedbackKind, number = 1, givenAt = new Date()): Promise<void> {
  const { organizationId } = fixture;
  const data = { applicationId: null, candidateId: null, ...subject };
  const feedbackId = newId();
  await fixture.process.announce(
    feedbackGivenV1,
    { feedbackId, ...data, userId, number, kind, givenAt: givenAt.toISOString() },
    { organizationId },
  );
  await eventually(async () => {
    const lags = await fixture.process.infrastructure.eventLog.lag('screening', [feedbackGivenV1.topic]);
    expect(lags.filter(({ records }) => records > 0)).toEqual([]);
  });
}

const get = async (path: string, userId = me): Promise<TestAnswer['body']> => {
  const { status, body } = await fixture.call('GET', path, undefined, {}, 'recruiter', userId);
  expect(status).toBe(200);
  return body.data;
};

/** People who did not apply, once all of them are matched with the job. */
async function matched(jobId: string, resumes: readonly SampleResume[]): Promise<string[]> {
  const ids = await Promise.all(resumes.map((resume) => fixture.uploaded(resume)));
  await eventually(async () => {
    const rows = await get(`/jobs/${jobId}/matches?limit=100`);
    expect(rows.map((row: { candidateId: string }) => row.candidateId)).toEqual(expect.arrayContaining(ids));
  }, 30_000);
  return ids;
}

const NONE = { positive: 0, negative: 0, hired: 0, own: null };

describe('feedback beside scores', () => {
  it('is shown in the shortlist and the screening: how many say what, and what the reader said', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const [one, other] = [await fixture.apply(jobId, PROGRAMMER), await fixture.apply(jobId, CLERK)];
    await fixture.settledList(jobId, (list) => expect(list.entries).toHaveLength(2));
    await say({ jobId, applicationId: one.applicationId }, me, 'positive');
    await say({ jobId, applicationId: one.applicationId }, colleague, 'negative');
    await say({ jobId, applicationId: one.applicationId }, third, 'hired');
    const feedback = { positive: 1, negative: 1, hired: 1, own: 'positive' };
    expect((await get(`/jobs/${jobId}/shortlist`)).entries).toMatchObject([
      { applicationId: one.applicationId, feedback },
      { applicationId: other.applicationId, feedback: NONE },
    ]);
    const path = `/applications/${one.applicationId}/screening`;
    expect((await get(path)).feedback).toEqual(feedback);
    expect((await get(path, colleague)).feedback).toEqual({ ...feedback, own: 'negative' });
    expect((await get(path, newId())).feedback).toEqual({ ...feedback, own: null });
  });

  it('is shown with matches, in lists, alone, computed and side by side', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const [best = '', other = ''] = await matched(jobId, [PROGRAMMER, CLERK]);
    await say({ jobId, candidateId: best }, me, 'positive');
    await say({ jobId, candidateId: best }, colleague, 'positive');
    await say({ jobId: await fixture.openJob(PYTHON), candidateId: other }, me, 'negative');
    const feedback = { positive: 2, negative: 0, hired: 0, own: 'positive' };
    const rows = await get(`/jobs/${jobId}/matches?limit=100`);
    const row = rows.find((each: { candidateId: string }) => each.candidateId === best);
    expect(row.feedback).toEqual(feedback);
    expect(rows.find((each: { candidateId: string }) => each.candidateId === other).feedback).toEqual(NONE);
    expect((await get(`/matches/${row.id}`)).feedback).toEqual(feedback);
    expect(await get(`/jobs/${jobId}/candidates/${best}/match`)).toMatchObject({ feedback, match: { feedback } });
    const compared = await fixture.call('POST', '/matches/compare', { jobId, candidateIds: [best, other] }, {}, 'recruiter', me);
    expect(compared.body.data.candidates).toMatchObject([{ candidateId: best, feedback }, { feedback: NONE }]);
  });

  it('counts the last word of a person, in whatever order and over which way it came', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const one = await fixture.apply(jobId, PROGRAMMER);
    const { applicationId, candidateId } = one;
    await fixture.settledList(jobId, (list) => expect(list.entries).toHaveLength(1));
    const shown = async (): Promise<unknown> => (await get(`/jobs/${jobId}/shortlist`)).entries[0].feedback;
    const start = Date.now();
    await say({ jobId, applicationId }, me, 'negative', 2, new Date(start + 2_000));
    await say({ jobId, applicationId }, me, 'positive', 1, new Date(start + 1_000));
    expect(await shown()).toEqual({ ...NONE, negative: 1, own: 'negative' });
    await say({ jobId, candidateId }, me, 'positive', 1, new Date(start + 3_000));
    await say({ jobId, candidateId }, colleague, 'positive', 1, new Date(start));
    expect(await shown()).toEqual({ ...NONE, positive: 2, own: 'positive' });
    const pair = await get(`/jobs/${jobId}/candidates/${candidateId}/match`);
    expect(pair).toMatchObject({ hasApplied: true, feedback: { ...NONE, positive: 2, own: 'positive' } });
    await say({ jobId, applicationId }, me, 'hired', 3, new Date(start + 4_000));
    expect(await shown()).toEqual({ ...NONE, positive: 1, hired: 1, own: 'hired' });
  });
});

describe('scores beside feedback', () => {
  it('do not move by it: no score, rank, cut line, match or histogram, however often all is computed anew', async () => {
    const jobId = await fixture.openJob({ ...PYTHON, filtering: { topN: 4 } });
    const resumes = [PROGRAMMER, CLERK, PROGRAMMER, CLERK, { skills: [{ name: 'Python' }, { name: 'Excel' }] }];
    const applicants: Applicant[] = [];
    for (const resume of resumes) applicants.push(await fixture.apply(jobId, resume));
    await fixture.settledList(jobId, (list) => expect(list.counts.screened).toBe(5));
    const candidates = await matched(jobId, [PROGRAMMER, CLERK, CLERK]);
    const withoutFeedback = (entry: Record<string, unknown>): Record<string, unknown> => ({ ...entry, feedback: undefined });
    const known = async (): Promise<unknown> => {
      const { entries, updatedAt: _, ...list } = await get(`/jobs/${jobId}/shortlist`);
      const { matchedAt: __, ...statistics } = await get(`/jobs/${jobId}/matches/statistics`);
      const scores = await fixture.database.rows(
        'SELECT application_id, score, needs_person, requested_run FROM screening.screening_subjects WHERE job_id = $1 ORDER BY 1',
        [jobId],
      );
      return {
        ...{ list, entries: entries.map(withoutFeedback), statistics, scores },
        matches: (await get(`/jobs/${jobId}/matches?limit=100`)).map(withoutFeedback),
      };
    };
    const before = await known();
    const announced = async (): Promise<number> => (await fixture.process.published(shortlistsUpdatedV1)).length;
    const lists = await announced();
    for (const [index, { applicationId }] of applicants.entries())
      for (const userId of [me, colleague, third]) await say({ jobId, applicationId }, userId, index % 2 === 0 ? 'negative' : 'hired');
    for (const candidateId of candidates) await say({ jobId, candidateId }, me, 'hired');
    expect(await known()).toEqual(before);
    expect((await fixture.call('POST', `/jobs/${jobId}/shortlist`)).status).toBe(200);
    expect((await fixture.call('POST', `/jobs/${jobId}/match`)).status).toBe(202);
    await eventually(async () => expect((await get(`/jobs/${jobId}/matches/statistics`)).isMatched).toBe(true), 30_000);
    expect(await known()).toEqual(before);
    expect(await announced()).toBe(lists);
    const [first] = applicants as [Applicant];
    const { id, score } = await get(`/applications/${first.applicationId}/screening`);
    expect((await fixture.call('POST', `/screenings/${id}/replay`)).body.data).toMatchObject({ identical: true, replayedScore: score });
    expect((await fixture.call('POST', '/screenings', { applicationIds: applicants.map((one) => one.applicationId) })).status).toBe(202);
    for (const one of applicants) await fixture.screenings(one, 2);
    await fixture.settledList(jobId);
    expect((await get(`/applications/${first.applicationId}/screening`)).score).toBe(score);
    const ranked = (list: TestAnswer['body']): unknown =>
      list.entries.map(({ applicationId, rank, score: points, tied }: Record<string, unknown>) => ({ applicationId, rank, points, tied }));
    expect(ranked(await get(`/jobs/${jobId}/shortlist`))).toEqual(ranked(before));
  });
});

describe('GET /jobs/:id/agreement', () => {
  it('compares scores with what staff said, of applicants and of others, and says nothing with too few', async () => {
    const jobId = await fixture.openJob({ ...PYTHON, filtering: { topN: 100, minScore: 50 } });
    const good = await Promise.all(Array.from({ length: 5 }, () => fixture.apply(jobId, PROGRAMMER)));
    const poor = await Promise.all(Array.from({ length: 5 }, () => fixture.apply(jobId, CLERK)));
    await fixture.settledList(jobId, (list) => expect(list.counts.screened).toBe(10));
    const [candidate = ''] = await matched(jobId, [PROGRAMMER]);
    const unmatched = newId();
    await say({ jobId, candidateId: candidate }, me, 'positive');
    await say({ jobId, candidateId: unmatched }, me, 'negative');
    for (const { applicationId } of good.slice(1)) await say({ jobId, applicationId }, me, 'positive');
    for (const { applicationId } of poor) await say({ jobId, applicationId }, me, 'negative');
    const few = await get(`/jobs/${jobId}/agreement`);
    expect(few.applications).toMatchObject({ positives: 4, negatives: 5, auc: null, shareOfPositivesAbove: null });
    const [last] = good as [Applicant];
    const { organizationId } = fixture;
    const linked = { applicationId: last.applicationId, jobId, candidateId: last.candidateId, isNew: true };
    await fixture.process.announce(candidatesLinkedV1, linked, { organizationId });
    await say({ jobId, candidateId: last.candidateId }, colleague, 'hired');
    const answer = await get(`/jobs/${jobId}/agreement`);
    expect(answer).toMatchObject({
      ...{ jobId, criteriaVersion: 1 },
      applications: {
        ...{ positives: 5, negatives: 5, split: 0, withoutScore: 0, line: 50, positivesAbove: 5, negativesAbove: 0 },
        ...{ shareOfPositivesAbove: 1, shareOfNegativesAbove: 0, auc: 1, aucTo: 1 },
      },
      matches: { positives: 1, negatives: 0, withoutScore: 1, line: 50, positivesAbove: 1, auc: null },
    });
    await say({ jobId, applicationId: last.applicationId }, me, 'negative');
    await say({ jobId, applicationId: (good[1] as Applicant).applicationId }, colleague, 'negative');
    expect((await get(`/jobs/${jobId}/agreement`)).applications).toMatchObject({ positives: 4, split: 1 });
  });

  it('leaves out scores under other criteria, and takes the cut line of a full list', async () => {
    const jobId = await fixture.openJob({ ...PYTHON, filtering: { topN: 1 } });
    const [one, other] = [await fixture.apply(jobId, PROGRAMMER), await fixture.apply(jobId, CLERK)];
    await fixture.settledList(jobId, (list) => expect(list).toMatchObject({ counts: { screened: 2 }, cutLine: { score: 100 } }));
    await say({ jobId, applicationId: one.applicationId }, me, 'positive');
    await say({ jobId, applicationId: other.applicationId }, me, 'negative');
    expect((await get(`/jobs/${jobId}/agreement`)).applications).toMatchObject({
      line: 100,
      positivesAbove: 1,
      negativesAbove: 0,
      withoutScore: 0,
    });
    await fixture.database.rows('UPDATE screening.screening_subjects SET criteria_version = 77 WHERE application_id = $1', [
      other.applicationId,
    ]);
    expect((await get(`/jobs/${jobId}/agreement`)).applications).toMatchObject({ positives: 1, negatives: 0, withoutScore: 1 });
  });

  it('is for staff who read screenings, of their own organization and jobs', async () => {
    const jobId = await fixture.openJob(PYTHON);
    const path = `/jobs/${jobId}/agreement`;
    expect((await fixture.process.call('GET', path)).status).toBe(401);
    expect((await fixture.call('GET', path, undefined, {}, 'interviewer')).status).toBe(403);
    expect((await fixture.call('GET', path, undefined, {}, 'hiring_manager')).status).toBe(404);
    expect((await fixture.call('GET', '/jobs/nobody/agreement')).status).toBe(400);
    expect((await fixture.call('GET', path, undefined, {}, 'viewer')).status).toBe(200);
    const problems = await fixture.database.asRole('screening_app', catalogueProblems);
    expect(problems.filter((problem) => problem.includes('feedback'))).toEqual([]);
  });
});
