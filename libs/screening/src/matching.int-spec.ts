import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  applicationsReceivedV1,
  candidatesLinkedV1,
  jobsChangedV1,
  matchStatisticsChangedV1,
  resumesParsedV1,
  sealedProfileContext,
} from '@shortlist/contracts';
import type { CriteriaDto, MatchStatisticsChangedV1 } from '@shortlist/contracts';
import { catalogueProblems, newId, personKey } from '@shortlist/platform';
import { TestDatabase, TestProcess, eventually, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { sampleProfile } from './domain/scoring/sample-profile.js';
import type { SampleResume } from './domain/scoring/sample-profile.js';
import { ScreeningHttpModule, ScreeningWorkerModule, screeningMigrations } from './index.js';
import { countCriteriaOnly } from './screening.fixture-spec.js';

let database: TestDatabase;
let service: TestProcess;
let tokenFor: Awaited<ReturnType<typeof testTokens>>;

beforeAll(async () => {
  database = await TestDatabase.start([screeningMigrations]);
  service = await TestProcess.start(database, [ScreeningHttpModule, ScreeningWorkerModule], { HTTP_RATE_LIMIT_SCALE: '1000' });
  tokenFor = await testTokens(database);
});

afterAll(async () => {
  await service.stop();
  await database.stop();
});

const PYTHON: CriteriaDto = { mustHaveSkills: [{ name: 'Python' }], niceToHaveSkills: [{ name: 'Kubernetes' }] };
/** Scores 100, 83.33 and 0 under `PYTHON`. */
const BEST: SampleResume = { skills: [{ name: 'Python' }, { name: 'Kubernetes' }] };
const GOOD: SampleResume = { skills: [{ name: 'Python' }] };
const POOR: SampleResume = { skills: [{ name: 'Excel' }] };
const TOPICS = [jobsChangedV1, resumesParsedV1, applicationsReceivedV1, candidatesLinkedV1].map(({ topic }) => topic);

interface Person {
  readonly candidateId: string;
  readonly candidateKey: string;
}

/** One organization with what its recruiters call and what its events tell. */
class World {
  readonly organizationId = newId();
  private settings: Promise<void> | undefined;

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}, role = 'recruiter'): Promise<TestAnswer> {
    const token = await tokenFor({ organizationId: this.organizationId, role: role as 'recruiter' });
    return service.call(method, path, { token, headers, ...(body !== undefined && { body }) });
  }

  async job(
    changes: { title?: string; status?: 'open' | 'closed'; version?: number; jobId?: string; criteria?: CriteriaDto } = {},
  ): Promise<string> {
    const { title = 'Python Engineer', status = 'open', version = 1, jobId = newId(Date.now() - 3_600_000), criteria } = changes;
    await (this.settings ??= countCriteriaOnly(database, this.organizationId));
    const data = {
      ...{ jobId, title, description: null, status, department: null, location: null, openings: 1 },
      ...{ duplicatePolicy: 'separate' as const, requirements: [], deletedAt: null },
    };
    await service.announce(jobsChangedV1, data, { organizationId: this.organizationId, aggregateVersion: version });
    await eventually(async () =>
      expect(await database.rows('SELECT 1 FROM screening.job_copies WHERE job_id = $1 AND version = $2', [jobId, version])).toHaveLength(
        1,
      ),
    );
    if (criteria) expect((await this.call('PUT', `/jobs/${jobId}/screening-criteria`, criteria)).status).toBe(200);
    return jobId;
  }

  person(): Person {
    const candidateId = newId();
    return { candidateId, candidateKey: createHash('sha256').update(candidateId).digest('hex') };
  }

  /** Uploads a resume to the record of a person; without an application. */
  async uploads({ candidateId, candidateKey }: Person, resume: SampleResume, parsedAt = new Date()): Promise<void> {
    const resumeId = newId();
    const profileKey = `organizations/${this.organizationId}/resumes/${resumeId}/profile`;
    const { keyring, storage } = service.infrastructure;
    const text = JSON.stringify(sampleProfile(resume).profile);
    const sealed = await keyring.seal(this.organizationId, personKey(candidateKey), sealedProfileContext(resumeId), text);
    await storage.put(profileKey, Buffer.from(sealed), { contentType: 'application/octet-stream', maxBytes: 10_000_000 });
    const data = { resumeId, candidateId, applicationId: null, profileKey, candidateKey, parserVersion: 'test', flags: [] };
    await service.announce(resumesParsedV1, { ...data, parsedAt: parsedAt.toISOString() }, { organizationId: this.organizationId });
  }

  async applies({ candidateId, candidateKey }: Person, jobId: string, wantsPerson = false): Promise<void> {
    const applicationId = newId();
    const meta = { organizationId: this.organizationId };
    const application = {
      ...{ applicationId, jobId, submitter: 'candidate' as const, receivedAt: new Date().toISOString(), candidateKey, resume: null },
      ...{ source: 'direct', wantsPerson, name: null, email: null, phone: null },
    };
    await service.announce(applicationsReceivedV1, application, meta);
    await service.announce(candidatesLinkedV1, { applicationId, jobId, candidateId, isNew: false }, meta);
  }

  async some(resumes: readonly SampleResume[]): Promise<Person[]> {
    const people = resumes.map(() => this.person());
    await Promise.all(people.map((one, index) => this.uploads(one, resumes[index] ?? {})));
    return people;
  }

  async matches(jobId: string, query = ''): Promise<TestAnswer['body']> {
    const { status, body } = await this.call('GET', `/jobs/${jobId}/matches?limit=100${query}`);
    expect(status).toBe(200);
    return body.data;
  }

  /** The matches of a job by candidate, once they pass. */
  untilMatches(jobId: string, expected: Readonly<Record<string, number>>): Promise<TestAnswer['body']> {
    return eventually(async () => {
      const rows = await this.matches(jobId);
      expect(Object.fromEntries(rows.map((row: { candidateId: string; score: number }) => [row.candidateId, row.score]))).toEqual(expected);
      return rows;
    }, 60_000);
  }

  async statistics(jobId: string): Promise<TestAnswer['body']> {
    return (await this.call('GET', `/jobs/${jobId}/matches/statistics`)).body.data;
  }

  untilIdle(): Promise<void> {
    return eventually(async () => {
      // What was announced may not have arrived yet: without rows of it nothing is behind.
      const lags = await service.infrastructure.eventLog.lag('screening', TOPICS);
      expect(lags.filter(({ records }) => records > 0)).toEqual([]);
      const behind = await database.rows(
        `SELECT 1 FROM screening.profile_copies WHERE organization_id = $1 AND matched_version < version
         UNION ALL SELECT 1 FROM screening.match_jobs WHERE organization_id = $1 AND is_open AND matched_generation < generation`,
        [this.organizationId],
      );
      expect(behind).toEqual([]);
    }, 60_000);
  }
}

describe('matching', () => {
  it('follows candidates and jobs as they come and change, by the scoring of applications', async () => {
    const world = new World();
    const jobId = await world.job({ criteria: PYTHON });
    const [best, good, poor] = (await world.some([BEST, GOOD, POOR])) as [Person, Person, Person];
    await world.untilMatches(jobId, { [best.candidateId]: 100, [good.candidateId]: 83.33, [poor.candidateId]: 0 });
    await world.uploads(poor, BEST);
    await world.untilMatches(jobId, { [best.candidateId]: 100, [good.candidateId]: 83.33, [poor.candidateId]: 100 });
    await world.uploads(poor, POOR, new Date(Date.now() - 86_400_000));
    const changed = await world.call(
      'PUT',
      `/jobs/${jobId}/screening-criteria`,
      { mustHaveSkills: [{ name: 'Kubernetes' }] },
      { 'if-match': '"1"' },
    );
    expect(changed.status).toBe(200);
    await world.untilMatches(jobId, { [best.candidateId]: 100, [good.candidateId]: 0, [poor.candidateId]: 100 });
    expect(await world.statistics(jobId)).toMatchObject({
      ...{ totalCandidates: 3, strongMatches: 2, goodMatches: 0, stored: 3, isMatched: true, criteriaVersion: 2 },
      histogram: [1, ...new Array<number>(18).fill(0), 2],
    });
  });

  it('leaves out who applied to the job, and only for that job', async () => {
    const world = new World();
    const [first, second] = [await world.job({ criteria: PYTHON }), await world.job({ criteria: PYTHON })];
    const [one, other] = (await world.some([BEST, GOOD])) as [Person, Person];
    await world.untilMatches(first, { [one.candidateId]: 100, [other.candidateId]: 83.33 });
    await world.applies(one, first);
    await world.untilMatches(first, { [other.candidateId]: 83.33 });
    await world.untilMatches(second, { [one.candidateId]: 100, [other.candidateId]: 83.33 });
    expect((await world.statistics(first)).totalCandidates).toBe(1);
    const { body } = await world.call('GET', `/jobs/${first}/candidates/${one.candidateId}/match`);
    expect(body.data).toMatchObject({ score: 100, hasApplied: true });
  });

  it('matches with nothing who asked for a person or was erased', async () => {
    const world = new World();
    const [applied, jobId] = [await world.job({ criteria: PYTHON }), await world.job({ criteria: PYTHON })];
    const [shy, erased, kept] = (await world.some([BEST, BEST, GOOD])) as [Person, Person, Person];
    await world.untilMatches(jobId, { [shy.candidateId]: 100, [erased.candidateId]: 100, [kept.candidateId]: 83.33 });
    await world.applies(shy, applied, true);
    await world.untilMatches(jobId, { [erased.candidateId]: 100, [kept.candidateId]: 83.33 });
    await service.infrastructure.keyring.destroy(world.organizationId, personKey(erased.candidateKey));
    expect((await world.call('POST', `/jobs/${jobId}/match`)).status).toBe(202);
    await world.untilMatches(jobId, { [kept.candidateId]: 83.33 });
    for (const { candidateId } of [shy, erased]) {
      const answer = await world.call('GET', `/jobs/${jobId}/candidates/${candidateId}/match`);
      expect(answer).toMatchObject({ status: 409, body: { code: 'screening.candidate_not_matched' } });
    }
    const stored = await database.rows('SELECT candidate_id, score FROM screening.matches WHERE job_id = $1 AND score IS NOT NULL', [
      jobId,
    ]);
    expect(stored).toEqual([{ candidate_id: kept.candidateId, score: '83.33' }]);
  });

  it('keeps the best, a histogram and every score in step, whatever changes in whatever order', async () => {
    const world = new World();
    const jobs = [await world.job({ criteria: PYTHON }), await world.job({ criteria: { mustHaveSkills: [{ name: 'Excel' }] } })];
    const people = await world.some(Array.from({ length: 12 }, (_, index) => [BEST, GOOD, POOR][index % 3] ?? {}));
    await world.untilIdle();
    await Promise.all([
      ...people.slice(0, 6).map((one, index) => world.uploads(one, [POOR, BEST, GOOD][index % 3] ?? {})),
      world.applies(people[7] as Person, jobs[0] as string),
      world.job({ jobId: jobs[1], version: 2, title: 'Accountant' }),
      world.some([BEST, POOR]),
    ]);
    await world.untilIdle();
    const kept = async (): Promise<unknown> => ({
      rows: await database.rows(
        'SELECT job_id, candidate_id, score, hidden_gem FROM screening.matches WHERE organization_id = $1 AND score IS NOT NULL ORDER BY 1, 2',
        [world.organizationId],
      ),
      jobs: await database.rows('SELECT job_id, histogram, floor FROM screening.match_jobs WHERE organization_id = $1 ORDER BY 1', [
        world.organizationId,
      ]),
      blocks: await database.rows('SELECT job_id, block, scores FROM screening.match_scores WHERE organization_id = $1 ORDER BY 1, 2', [
        world.organizationId,
      ]),
    });
    const byChanges = await kept();
    await database.rows('DELETE FROM screening.matches WHERE organization_id = $1', [world.organizationId]);
    await database.rows('DELETE FROM screening.match_scores WHERE organization_id = $1', [world.organizationId]);
    await database.rows(
      'UPDATE screening.match_jobs SET histogram = array_fill(0, ARRAY[20]), floor = NULL, generation = generation + 1 WHERE organization_id = $1',
      [world.organizationId],
    );
    for (const jobId of jobs) expect((await world.call('POST', `/jobs/${jobId}/match`)).status).toBe(202);
    await world.untilIdle();
    expect(await kept()).toEqual(byChanges);
  });

  it('brings somebody up when one of the stored leaves, without scoring anybody again', async () => {
    const world = new World();
    const jobId = await world.job({ criteria: PYTHON });
    const people = await world.some(Array.from({ length: 3 }, () => GOOD));
    await world.untilIdle();
    const hidden = people[0] as Person;
    await database.rows('DELETE FROM screening.matches WHERE job_id = $1 AND candidate_id = $2', [jobId, hidden.candidateId]);
    await world.uploads(people[1] as Person, POOR);
    await world.untilMatches(jobId, Object.fromEntries(people.map(({ candidateId }, index) => [candidateId, index === 1 ? 0 : 83.33])));
  });

  it('stops with a job that closes, and matches it anew when it opens again', async () => {
    const world = new World();
    const jobId = await world.job({ criteria: PYTHON });
    const [one] = (await world.some([GOOD])) as [Person];
    await world.untilMatches(jobId, { [one.candidateId]: 83.33 });
    await world.job({ jobId, version: 2, status: 'closed' });
    await world.uploads(one, BEST);
    await world.untilIdle();
    expect((await world.matches(jobId))[0].score).toBe(83.33);
    expect(await world.call('POST', `/jobs/${jobId}/match`)).toMatchObject({ status: 409, body: { code: 'screening.job_not_open' } });
    await world.job({ jobId, version: 3 });
    await world.untilMatches(jobId, { [one.candidateId]: 100 });
  });

  it('announces the counts of a job: the last of a burst, as they are read, and nothing when they are what was announced', async () => {
    const world = new World();
    const jobId = await world.job({ criteria: PYTHON });
    const other = await world.job({ criteria: { mustHaveSkills: [{ name: 'Weaving' }] } });
    const [best] = await world.some([BEST, BEST, GOOD, POOR]);
    await world.untilIdle();
    const announced = async (id = jobId): Promise<readonly MatchStatisticsChangedV1[]> =>
      (await service.published(matchStatisticsChangedV1)).filter((counts) => counts.jobId === id);
    const last = { totalCandidates: 4, strongMatches: 3, goodMatches: 0, aiAnalyzedCount: 0 };
    await eventually(async () => expect((await announced()).at(-1)).toMatchObject(last));
    expect(await world.statistics(jobId)).toMatchObject({ totalCandidates: 4, strongMatches: 3, goodMatches: 0 });
    await eventually(async () => expect((await announced(other)).at(-1)).toMatchObject({ ...last, strongMatches: 0 }));
    const before = (await announced()).length;
    await world.call('POST', `/jobs/${jobId}/candidates/${best?.candidateId}/match/analyze`);
    await eventually(async () => expect((await announced()).at(-1)).toMatchObject({ ...last, aiAnalyzedCount: 1 }));
    // Analysed once more nothing is other than it was announced, also when somebody asks.
    await world.call('POST', `/jobs/${jobId}/candidates/${best?.candidateId}/match/analyze`);
    const match = (await world.matches(jobId)).find(({ candidateId }: { candidateId: string }) => candidateId === best?.candidateId);
    const versionOf = async (id: string): Promise<string> => (await world.call('GET', `/matches/${id}`)).headers.get('etag') ?? '';
    const idle = (): Promise<void> =>
      eventually(async () => {
        expect(await database.rows('SELECT 1 FROM screening.match_jobs WHERE statistics_due_at IS NOT NULL')).toEqual([]);
      });
    await idle();
    expect(await announced()).toHaveLength(before + 1);
    expect((await world.call('DELETE', `/matches/${match.id}`, undefined, { 'if-match': await versionOf(match.id) })).status).toBe(204);
    await eventually(async () => expect((await announced()).at(-1)).toMatchObject({ ...last, aiAnalyzedCount: 0 }));
    const versions = await database.rows<{ version: number }>(
      'SELECT statistics_version AS version FROM screening.match_jobs WHERE job_id = $1',
      [jobId],
    );
    expect(versions).toEqual([{ version: before + 2 }]);
    const told = (await announced()).map(({ changedAt: _, ...counts }) => JSON.stringify(counts));
    expect(told.filter((counts, index) => counts === told[index - 1])).toEqual([]);
  });

  it('has counts announced that waited for a quarter of an hour with nobody to announce them', async () => {
    const world = new World();
    const jobId = await world.job({ criteria: PYTHON });
    await world.some([BEST]);
    await world.untilIdle();
    const count = async (): Promise<number> =>
      (await service.published(matchStatisticsChangedV1)).filter((one) => one.jobId === jobId).length;
    await eventually(async () => expect(await count()).toBe(1));
    await database.rows(
      "UPDATE screening.match_jobs SET announced_statistics = '{0,0,0,0}', statistics_due_at = now() - interval '1 hour' WHERE job_id = $1",
      [jobId],
    );
    expect(await service.infrastructure.reconciler.run()).toBe(1);
    expect(await service.infrastructure.reconciler.run()).toBe(0);
    await eventually(async () => expect(await count()).toBe(2));
  });

  it('is a task that can be followed, for the job that changed', async () => {
    const world = new World();
    const jobId = await world.job({ criteria: PYTHON });
    await world.some([GOOD, BEST]);
    await world.untilIdle();
    const { taskId } = (await world.call('POST', `/jobs/${jobId}/match`)).body.data;
    await eventually(async () => {
      const { body } = await world.call('GET', `/tasks/${taskId}`);
      expect(body.data).toMatchObject({ kind: 'screening.match_job', subjectId: jobId, status: 'succeeded', progress: 100 });
    });
  });
});

describe('people and matches', () => {
  it('note what they did, which neither moves a score nor is lost', async () => {
    const world = new World();
    const jobId = await world.job({ criteria: PYTHON });
    const [one, other] = (await world.some([GOOD, BEST])) as [Person, Person];
    const rows = await world.untilMatches(jobId, { [one.candidateId]: 83.33, [other.candidateId]: 100 });
    expect(rows.map((row: { candidateId: string }) => row.candidateId)).toEqual([other.candidateId, one.candidateId]);
    const { id } = rows[1];
    const etag = (await world.call('GET', `/matches/${id}`)).headers.get('etag') ?? '';
    expect((await world.call('PUT', `/matches/${id}/status`, { status: 'contacted' })).status).toBe(428);
    const changed = await world.call('PUT', `/matches/${id}/status`, { status: 'contacted' }, { 'if-match': etag });
    expect(changed.body.data).toMatchObject({ id, score: 83.33, status: 'contacted' });
    const late = await world.call('PUT', `/matches/${id}/status`, { status: 'dismissed' }, { 'if-match': etag });
    expect(late).toMatchObject({ status: 412, body: { code: 'screening.match_changed' } });
    await world.uploads(one, POOR);
    await world.untilMatches(jobId, { [one.candidateId]: 0, [other.candidateId]: 100 });
    expect((await world.matches(jobId, '&status=contacted')).map((row: { id: string }) => row.id)).toEqual([id]);
    expect((await world.call('DELETE', `/matches/${id}`, undefined, { 'if-match': etag })).status).toBe(412);
    const seen = changed.headers.get('etag') ?? '';
    expect((await world.call('DELETE', `/matches/${id}`, undefined, { 'if-match': seen })).status).toBe(204);
    await world.uploads(one, BEST);
    await world.untilIdle();
    expect((await world.call('GET', `/matches/${id}`)).status).toBe(404);
    await world.untilMatches(jobId, { [other.candidateId]: 100 });
  });

  it('page through them by cursor, filtered, across jobs', async () => {
    const world = new World();
    const jobs = [await world.job({ criteria: PYTHON }), await world.job({ criteria: PYTHON })];
    await world.some([GOOD, BEST, POOR]);
    for (const jobId of jobs) await eventually(async () => expect(await world.matches(jobId)).toHaveLength(3), 60_000);
    const first = await world.call('GET', '/matches?limit=2&minScore=50');
    expect(first.body).toMatchObject({ data: [{ score: 100 }, { score: 100 }], pagination: { total: 4, hasMore: true } });
    const next = await world.call('GET', `/matches?limit=2&cursor=${first.body.pagination.nextCursor}`);
    expect(next.body).toMatchObject({ data: [{ score: 83.33 }, { score: 83.33 }], pagination: { hasMore: false } });
    const { candidateId } = first.body.data[0];
    expect((await world.call('GET', `/matches?candidateId=${candidateId}`)).body.data).toHaveLength(2);
  });

  it('find hidden gems, compare side by side and analyse in depth, alone or the best as a task', async () => {
    const world = new World();
    const jobId = await world.job({ criteria: PYTHON });
    const gem: SampleResume = { ...BEST, roles: [{ title: 'Laboratory Assistant', from: '2019', to: '2023' }] };
    const [hidden, good] = (await world.some([gem, GOOD])) as [Person, Person];
    await world.untilMatches(jobId, { [hidden.candidateId]: 100, [good.candidateId]: 83.33 });
    expect(await world.matches(jobId, '&hiddenGems=only')).toMatchObject([{ candidateId: hidden.candidateId, hiddenGem: true }]);
    const compared = await world.call('POST', '/matches/compare', { jobId, candidateIds: [good.candidateId, hidden.candidateId] });
    expect(compared.body.data).toMatchObject({
      candidates: [
        { candidateId: hidden.candidateId, score: 100 },
        { candidateId: good.candidateId, score: 83.33 },
      ],
      criteria: [
        { name: 'Python', cells: [{ result: 'met' }, { result: 'met' }] },
        { name: 'Kubernetes', cells: [{ result: 'met' }, { result: 'notMet' }] },
      ],
    });
    const pair = `/jobs/${jobId}/candidates/${good.candidateId}/match`;
    const analysis = await world.call('POST', `${pair}/analyze`);
    expect(analysis.body.data).toMatchObject({
      ...{ score: 83.33, potential: { now: 83.33, ifLearned: 100 }, hiddenGem: false, criteriaVersion: 1 },
      ...{ strengths: [{ name: 'Python' }], skillGaps: [{ name: 'Kubernetes', isMustHave: false }] },
    });
    expect((await world.call('GET', pair)).body.data.match.analyzedAt).not.toBeNull();
    const { taskId } = (await world.call('POST', `/jobs/${jobId}/analyze-top`, { limit: 10 })).body.data;
    await eventually(async () => {
      const { body } = await world.call('GET', `/jobs/${jobId}/analysis-status`);
      expect(body.data).toEqual({ jobId, stored: 2, analyzed: 2, taskId, isRunning: false });
    });
    expect((await world.call('GET', `/tasks/${taskId}`)).body.data.result).toEqual({ total: 1, analyzed: 1, skipped: 0 });
    const kept = await database.rows<{ analysis: string }>('SELECT analysis FROM screening.match_explanations WHERE organization_id = $1', [
      world.organizationId,
    ]);
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/Python|Laboratory/);
  });
});

describe('tenancy of matches', () => {
  it('answers 404 for what another organization, or another hiring manager, has', async () => {
    const world = new World();
    const jobId = await world.job({ criteria: PYTHON });
    const [one] = (await world.some([GOOD])) as [Person];
    const [row] = await world.untilMatches(jobId, { [one.candidateId]: 83.33 });
    const calls: [string, string, unknown?][] = [
      ['GET', `/jobs/${jobId}/matches`],
      ['GET', `/jobs/${jobId}/matches/statistics`],
      ['GET', `/jobs/${jobId}/analysis-status`],
      ['GET', `/jobs/${jobId}/candidates/${one.candidateId}/match`],
      ['POST', `/jobs/${jobId}/candidates/${one.candidateId}/match/analyze`],
      ['POST', `/jobs/${jobId}/match`],
      ['POST', `/jobs/${jobId}/analyze-top`, {}],
      ['GET', `/matches/${row.id}`],
      ['PUT', `/matches/${row.id}/status`, { status: 'reviewed' }],
      ['DELETE', `/matches/${row.id}`],
      ['POST', '/matches/compare', { jobId, candidateIds: [one.candidateId, newId()] }],
    ];
    const stranger = new World();
    for (const [method, path, body] of calls) {
      const foreign = await stranger.call(method, path, body, { 'if-match': '"1"' });
      const colleague = await world.call(method, path, body, { 'if-match': '"1"' }, 'hiring_manager');
      expect([method, path, foreign.status, colleague.status]).toEqual([method, path, 404, 404]);
    }
    expect((await stranger.call('GET', '/matches')).body.data).toEqual([]);
    expect((await world.call('GET', '/matches', undefined, {}, 'hiring_manager')).body.data).toEqual([]);
    expect(await world.matches(jobId)).toEqual([row]);
    const problems = await database.asRole('screening_app', catalogueProblems);
    expect(problems.filter((problem) => problem.includes('screening'))).toEqual([]);
  });
});
