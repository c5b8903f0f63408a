import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  candidatesErasedV1,
  candidatesLinkedV1,
  candidatesMergedV1,
  candidatesRelinkedV1,
  candidatesUnmergedV1,
  feedbackGivenV1,
  jobsChangedV1,
  resumesParsedV1,
} from '@shortlist/contracts';
import type { EventDefinition } from '@shortlist/contracts';
import { catalogueProblems, newId } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import type { SampleResume } from './domain/scoring/sample-profile.js';
import { ScreeningFixture } from './screening.fixture-spec.js';
import type { Applicant } from './screening.fixture-spec.js';

let fixture: ScreeningFixture;
let jobId: string;
beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});
afterAll(() => fixture.stop());
/** Each test has a job and people of its own; those of others are told apart by id. */
beforeEach(async () => {
  jobId = await fixture.openJob({ mustHaveSkills: [{ name: 'Python' }], niceToHaveSkills: [{ name: 'Kubernetes' }] });
});

/** Score 100, 83.33 and 0. */
const BEST: SampleResume = { skills: [{ name: 'Python' }, { name: 'Kubernetes' }] };
const GOOD: SampleResume = { skills: [{ name: 'Python' }] };
const POOR: SampleResume = { skills: [{ name: 'Excel' }] };

async function somebody(resume: SampleResume | null): Promise<Applicant> {
  const one = fixture.applicantOf(jobId);
  if (resume) await fixture.read(one, resume);
  return one;
}

const tell = <T extends object>(event: EventDefinition<T>, data: T): Promise<void> =>
  fixture.process.announce(event, data, { organizationId: fixture.organizationId });

interface Merge {
  readonly mergeId: string;
  readonly candidateId: string;
  readonly mergedCandidateId: string;
  readonly version: number;
}

async function merge(survivor: Applicant, merged: Applicant): Promise<Merge> {
  const data = { mergeId: newId(), candidateId: survivor.candidateId, mergedCandidateId: merged.candidateId, version: 2 };
  await tell(candidatesMergedV1, data);
  return data;
}

const undo = (merged: Merge): Promise<void> => tell(candidatesUnmergedV1, { ...merged, version: 3 });

async function untilIdle(): Promise<void> {
  await eventually(async () => {
    const lags = await fixture.process.infrastructure.eventLog.lag('screening', [
      resumesParsedV1.topic,
      jobsChangedV1.topic,
      feedbackGivenV1.topic,
    ]);
    expect(lags.filter(({ records }) => records > 0)).toEqual([]);
    const behind = await fixture.database.rows(
      `SELECT 1 FROM screening.profile_copies WHERE matched_version < version
       UNION ALL SELECT 1 FROM screening.match_jobs WHERE is_open AND matched_generation < generation`,
    );
    expect(behind).toEqual([]);
  }, 60_000);
}

const get = async (path: string): Promise<TestAnswer['body']> => {
  const { status, body } = await fixture.call('GET', path);
  expect(status).toBe(200);
  return body.data;
};

/** Scores of these people in every place that shows matches of the job, which have to agree; null where one is in none. */
async function scores(...people: Applicant[]): Promise<(number | null)[]> {
  await untilIdle();
  const ofJob = await get(`/jobs/${jobId}/matches?limit=100`);
  const { totalCandidates, histogram } = await get(`/jobs/${jobId}/matches/statistics`);
  expect(ofJob).toHaveLength(totalCandidates);
  expect(histogram.reduce((sum: number, count: number) => sum + count, 0)).toBe(totalCandidates);
  const own = async ({ candidateId }: Applicant): Promise<number | null> => {
    const row = ofJob.find((each: { candidateId: string }) => each.candidateId === candidateId);
    const all = await get(`/matches?candidateId=${candidateId}&jobId=${jobId}`);
    expect(all).toEqual(row ? [row] : []);
    return row?.score ?? null;
  };
  return Promise.all(people.map(own));
}

const total = async (): Promise<number> => (await get(`/jobs/${jobId}/matches/statistics`)).totalCandidates;

describe('merged people', () => {
  it('are matched once, by the newest resume of both, and apart again after an undo', async () => {
    const [one, other] = [await somebody(GOOD), await somebody(POOR)];
    expect(await scores(one, other)).toEqual([83.33, 0]);
    const before = await total();
    const merged = await merge(one, other);
    expect(await scores(one, other)).toEqual([0, null]);
    expect(await total()).toBe(before - 1);
    const pair = await fixture.call('GET', `/jobs/${jobId}/candidates/${other.candidateId}/match`);
    expect(pair).toMatchObject({ status: 409, body: { code: 'screening.candidate_not_matched' } });
    await undo(merged);
    expect(await scores(one, other)).toEqual([83.33, 0]);
    expect(await total()).toBe(before);
  });

  it('get what came in between where it belongs, when they are taken apart', async () => {
    const [one, other] = [await somebody(GOOD), await somebody(POOR)];
    const merged = await merge(one, other);
    await untilIdle();
    await fixture.read({ ...other, candidateId: one.candidateId }, BEST, { recordId: other.candidateId });
    expect(await scores(one, other)).toEqual([100, null]);
    await undo(merged);
    expect(await scores(one, other)).toEqual([83.33, 100]);
  });

  it('lend their resume to a record that has none, and take it back', async () => {
    const [bare, other] = [await somebody(null), await somebody(BEST)];
    expect(await scores(bare, other)).toEqual([null, 100]);
    const merged = await merge(bare, other);
    expect(await scores(bare, other)).toEqual([100, null]);
    await undo(merged);
    expect(await scores(bare, other)).toEqual([null, 100]);
  });

  it('may be merged on and on, undone in any order, and told of in any order', async () => {
    const [root, middle, leaf] = [await somebody(POOR), await somebody(GOOD), await somebody(BEST)];
    const inner = await merge(middle, leaf);
    const outer = await merge(root, middle);
    expect(await scores(root, middle, leaf)).toEqual([100, null, null]);
    await tell(candidatesUnmergedV1, { ...inner, candidateId: root.candidateId });
    expect(await scores(root, middle, leaf)).toEqual([83.33, null, 100]);
    await undo(outer);
    expect(await scores(root, middle, leaf)).toEqual([0, 83.33, 100]);
    const early = { mergeId: newId(), candidateId: root.candidateId, mergedCandidateId: leaf.candidateId, version: 9 };
    await undo(early);
    await untilIdle();
    await tell(candidatesMergedV1, early);
    expect(await scores(root, middle, leaf)).toEqual([0, 83.33, 100]);
  });

  it('leave closed jobs too, and rows that somebody keeps', async () => {
    const [one, other] = [await somebody(GOOD), await somebody(BEST)];
    expect(await scores(one, other)).toEqual([83.33, 100]);
    const [row] = await get(`/matches?candidateId=${other.candidateId}&jobId=${jobId}`);
    const etag = (await fixture.call('GET', `/matches/${row.id}`)).headers.get('etag') ?? '';
    const kept = await fixture.call('PUT', `/matches/${row.id}/status`, { status: 'contacted' }, { 'if-match': etag });
    expect(kept.status).toBe(200);
    // As if five hundred others were better.
    await fixture.database.rows('UPDATE screening.match_jobs SET floor = 100.01 WHERE job_id = $1', [jobId]);
    const closed = {
      jobId,
      title: 'Engineer',
      description: null,
      status: 'closed' as const,
      department: null,
      location: null,
      openings: 1,
    };
    const job = { ...closed, duplicatePolicy: 'separate' as const, requirements: [], deletedAt: null };
    await fixture.process.announce(jobsChangedV1, job, { organizationId: fixture.organizationId, aggregateVersion: 2 });
    await untilIdle();
    const perfect = async (): Promise<number> => (await get(`/jobs/${jobId}/matches/statistics`)).histogram[19];
    const before = await perfect();
    const merged = await merge(one, other);
    await untilIdle();
    expect(await get(`/matches?candidateId=${other.candidateId}`)).toEqual([]);
    expect((await get(`/matches/${row.id}`)).score).toBeNull();
    expect(await perfect()).toBe(before - 1);
    await undo(merged);
  });

  it('take their applications with them: who applied is no match, and is one again when the application goes back', async () => {
    const [one, other] = [await somebody(GOOD), await somebody(BEST)];
    const applied = { ...fixture.applicantOf(jobId), candidateId: other.candidateId, candidateKey: other.candidateKey };
    const { applicationId } = applied;
    await fixture.received(applied);
    await tell(candidatesLinkedV1, { applicationId, jobId, candidateId: other.candidateId, isNew: false });
    expect(await scores(one, other)).toEqual([83.33, null]);
    const merged = await merge(one, other);
    const { mergeId } = merged;
    await tell(candidatesRelinkedV1, { applicationId, candidateId: one.candidateId, mergeId });
    expect(await scores(one, other)).toEqual([null, null]);
    await undo(merged);
    expect(await scores(one, other)).toEqual([null, 100]);
    await tell(candidatesRelinkedV1, { applicationId, candidateId: other.candidateId, mergeId });
    expect(await scores(one, other)).toEqual([83.33, null]);
  });

  it('share what staff say of them', async () => {
    const [one, other] = [await somebody(GOOD), await somebody(BEST)];
    const said = { feedbackId: newId(), jobId, applicationId: null, candidateId: other.candidateId, userId: newId(), number: 1 };
    await tell(feedbackGivenV1, { ...said, kind: 'positive', givenAt: new Date().toISOString() });
    const merged = await merge(one, other);
    expect(await scores(one)).toEqual([100]);
    const feedback = async ({ candidateId }: Applicant): Promise<unknown> =>
      (await get(`/matches?candidateId=${candidateId}&jobId=${jobId}`))[0].feedback;
    expect(await feedback(one)).toMatchObject({ positive: 1 });
    expect((await get(`/jobs/${jobId}/agreement`)).matches).toMatchObject({ positives: 1, withoutScore: 0 });
    await undo(merged);
    expect(await scores(one, other)).toEqual([83.33, 100]);
    expect([await feedback(one), await feedback(other)]).toMatchObject([{ positive: 0 }, { positive: 1 }]);
  });
});

describe('erased people', () => {
  it('vanish from every list, statistics and histogram with all their records, and do not come back', async () => {
    const [one, other, third] = [await somebody(GOOD), await somebody(BEST), await somebody(POOR)];
    await merge(one, other);
    expect(await scores(one, third)).toEqual([100, 0]);
    const before = await total();
    const pair = `/jobs/${jobId}/candidates/${one.candidateId}/match`;
    expect((await fixture.call('POST', `${pair}/analyze`)).status).toBe(200);
    await tell(candidatesErasedV1, { candidateId: one.candidateId });
    expect(await scores(one, other, third)).toEqual([null, null, 0]);
    expect(await total()).toBe(before - 1);
    expect((await fixture.call('GET', pair)).status).toBe(409);
    const left = await fixture.database.rows(
      `SELECT m.id FROM screening.matches m WHERE m.candidate_id = ANY($1)
       UNION ALL SELECT e.match_id FROM screening.match_explanations e LEFT JOIN screening.matches m ON m.id = e.match_id WHERE m.id IS NULL
       UNION ALL SELECT r.resume_id FROM screening.resume_copies r WHERE r.record_id = ANY($1)`,
      [[one.candidateId, other.candidateId]],
    );
    expect(left).toEqual([]);
    await fixture.read(one, BEST);
    expect((await fixture.call('POST', `/jobs/${jobId}/match`)).status).toBe(202);
    expect(await scores(one, other, third)).toEqual([null, null, 0]);
  });
});

it('keeps organizations apart', async () => {
  const problems = await fixture.database.asRole('screening_app', catalogueProblems);
  expect(problems.filter((problem) => /candidate_merges|resume_copies|records_of|survivors_of|person_of/.test(problem))).toEqual([]);
});
