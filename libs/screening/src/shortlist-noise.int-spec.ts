import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RulesModels } from '@shortlist/platform';
import type { ModelRun } from '@shortlist/platform';
import type { TestAnswer } from '@shortlist/testing';
import type { SampleResume } from './domain/scoring/sample-profile.js';
import type { FactsAnswerDto } from './prompts/facts.js';
import { PYTHON, ScreeningFixture } from './screening.fixture-spec.js';
import type { Applicant } from './screening.fixture-spec.js';

/** Two skills stand in the resume and in no list: a model may find none, one or both. */
const RESUME: SampleResume = { roles: [{ title: 'Engineer', from: '2019', to: '2023', text: 'Ran Python on Kubernetes.' }] };
const CRITERIA = { ...PYTHON, mustHaveSkills: [{ name: 'Python' }, { name: 'Kubernetes' }], filtering: { topN: 1 } };
const FRESH = { provider: 'elsewhere', inputTokens: 100, outputTokens: 20 };

let fixture: ScreeningFixture;

beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});

afterAll(() => fixture.stop());

/** Stands a model in that finds the skills given, for what is done meanwhile. */
async function finding(skills: readonly string[], run: Partial<ModelRun>, work: () => Promise<unknown>): Promise<void> {
  const rules = new RulesModels();
  const double = jest.spyOn(fixture.process.infrastructure.models, 'ask').mockImplementation(async (question) => {
    const byRules = await rules.ask(question);
    const found = skills.map((name) => ({ name, years: null, quote: name }));
    const value = { ...(byRules.value as unknown as FactsAnswerDto), skills: found };
    return { ...byRules, value: value as unknown as typeof byRules.value, output: found.join(), run: { ...byRules.run, ...run } };
  });
  await work();
  double.mockRestore();
}

async function readAgain(one: Applicant, count: number): Promise<void> {
  expect((await fixture.call('POST', '/screenings', { applicationIds: [one.applicationId] })).status).toBe(202);
  await fixture.screenings(one, count);
}

const noiseOf = (list: TestAnswer['body']): object => list.entries[0].noise;

describe('the noise of a shortlist', () => {
  it('is unknown after one reading by a model, seen with the second one, and shows who ties at the line because of it', async () => {
    const jobId = await fixture.openJob(CRITERIA);
    const both = fixture.applicantOf(jobId);
    await finding(['Python', 'Kubernetes'], FRESH, async () => {
      await fixture.received(both);
      await fixture.parsed(both, RESUME);
      await fixture.screenings(both, 1);
    });
    const other = await fixture.apply(jobId, { skills: [{ name: 'Python' }] });
    await fixture.screenings(other, 1);
    const first = await fixture.settledList(jobId, (list) => expect(list.cutLine).not.toBeNull());
    expect(first.entries[0].applicationId).toBe(both.applicationId);
    expect(noiseOf(first)).toEqual({
      source: 'model',
      readings: 1,
      low: null,
      high: null,
      bestRank: null,
      worstRank: null,
      withinNoise: null,
    });
    expect(first.cutLine).toMatchObject({ withinNoise: [] });

    // Asked again within the hour, the answer comes out of the cache: no token, no reading.
    await finding(['Python', 'Kubernetes'], { ...FRESH, inputTokens: 0, outputTokens: 0 }, () => readAgain(both, 2));
    expect(noiseOf(await fixture.settledList(jobId))).toMatchObject({ readings: 1, low: null });

    await finding([], FRESH, () => readAgain(both, 3));
    await finding(['Python', 'Kubernetes'], FRESH, () => readAgain(both, 4));
    const list = await fixture.settledList(jobId);
    expect(list.entries[0]).toMatchObject({ applicationId: both.applicationId, score: first.entries[0].score });
    expect(noiseOf(list)).toMatchObject({
      source: 'model',
      readings: 3,
      high: first.entries[0].score,
      bestRank: 1,
      worstRank: 2,
      withinNoise: true,
    });
    expect(list.entries[0].noise.low).toBeLessThan(50);
    expect(list.cutLine).toMatchObject({ tiedBelow: [], withinNoise: [other.applicationId] });
  });

  it('is none where the rules alone read', async () => {
    const jobId = await fixture.openJob(CRITERIA);
    const best = await fixture.apply(jobId, { skills: [{ name: 'Python' }, { name: 'Kubernetes' }] });
    await fixture.apply(jobId, { skills: [{ name: 'Python' }] });
    await fixture.settledList(jobId, (list) => expect(list.counts.screened).toBe(2));
    await readAgain(best, 2);
    const list = await fixture.settledList(jobId, ({ entries }) => expect(entries[0].applicationId).toBe(best.applicationId));
    expect(noiseOf(list)).toEqual({ source: 'rules', readings: 0, low: 100, high: 100, bestRank: 1, worstRank: 1, withinNoise: false });
    expect(list.cutLine).toMatchObject({ withinNoise: [] });
  });

  it('does not take readings under other criteria for repeats', async () => {
    const jobId = await fixture.openJob(CRITERIA);
    const one = fixture.applicantOf(jobId);
    await finding(['Python'], FRESH, async () => {
      await fixture.received(one);
      await fixture.parsed(one, RESUME);
      await fixture.screenings(one, 1);
      const criteria = { ...CRITERIA, mustHaveSkills: [{ name: 'Kubernetes' }] };
      expect((await fixture.call('PUT', `/jobs/${jobId}/screening-criteria`, criteria, { 'if-match': '"1"' })).status).toBe(200);
      await fixture.screenings(one, 2);
    });
    const list = await fixture.settledList(jobId, ({ criteriaVersion }) => expect(criteriaVersion).toBe(2));
    expect(noiseOf(list)).toMatchObject({ source: 'model', readings: 1, low: null, withinNoise: false });
  });
});
