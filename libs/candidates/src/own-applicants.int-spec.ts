import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jobsChangedV1 } from '@shortlist/contracts';
import { newId } from '@shortlist/platform';
import { eventually, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { CandidatesFixture, resumeOf } from './candidates.fixture-spec.js';

let fixture: CandidatesFixture;
const organizationId = newId();
const managers = [newId(), newId()] as const;
const jobs = [newId(), newId()] as const;
let tokens: string[];
let recruiter: Awaited<ReturnType<CandidatesFixture['as']>>;

const get = (manager: 0 | 1, path: string): Promise<TestAnswer> => fixture.process.call('GET', path, { token: tokens[manager] ?? '' });

async function give(jobId: string, hiringManagerId: string | null, aggregateVersion: number): Promise<void> {
  const rest = { description: null, status: 'open', department: null, location: null, openings: 1, duplicatePolicy: 'keep_first' } as const;
  const data = { jobId, title: 'Engineer', ...rest, requirements: [], deletedAt: null, hiringManagerId };
  await fixture.process.announce(jobsChangedV1, data, { organizationId, aggregateVersion });
}

/** Somebody who applied to a job. */
async function applicant(jobId: string): Promise<{ candidateId: string; resumeId: string }> {
  const email = `${newId()}@example.org`;
  const received = await fixture.received({ organizationId, email, resume: resumeOf({ name: 'Ada Example', email }) });
  await fixture.announce({ ...received, jobId }, { organizationId });
  const { id: resumeId, candidate_id: candidateId } = await fixture.settled(received);
  return { candidateId, resumeId };
}

beforeAll(async () => {
  fixture = await CandidatesFixture.start();
  const tokenFor = await testTokens(fixture.database);
  tokens = await Promise.all(managers.map((userId) => tokenFor({ organizationId, role: 'hiring_manager', userId })));
  recruiter = await fixture.as('recruiter', organizationId);
  for (const [index, jobId] of jobs.entries()) await give(jobId, managers[index as 0 | 1], 1);
});
afterAll(() => fixture.stop());

describe('a hiring manager', () => {
  it('reads who applied to own jobs; others look absent, on every route', async () => {
    const { candidateId, resumeId } = await applicant(jobs[0]);
    const paths = ['', '/notes', '/timeline'].map((suffix) => `/candidates/${candidateId}${suffix}`);
    paths.push(...['', '/parsed', '/file'].map((suffix) => `/resumes/${resumeId}${suffix}`));
    await eventually(async () => expect((await get(0, paths[0]!)).status).toBe(200));
    for (const path of paths) expect([path, (await get(0, path)).status, (await get(1, path)).status]).toEqual([path, 200, 404]);
    const enrich = await Promise.all(tokens.map((token) => fixture.process.call('POST', `/candidates/${candidateId}/enrich`, { token })));
    expect(enrich.map(({ status }) => status)).toEqual([200, 404]);
    const absent = await get(1, `/candidates/${newId()}`);
    expect((await get(1, paths[0]!)).body.code).toBe(absent.body.code);
  });

  it('neither lists nor searches the people of the organization', async () => {
    for (const path of ['/candidates', '/candidates/facets', '/candidates/searches', '/resumes']) {
      expect([path, (await get(0, path)).status]).toEqual([path, 403]);
    }
    const search = await fixture.process.call('POST', '/candidates/search', { token: tokens[0] ?? '', body: {} });
    expect(search.body).toMatchObject({ status: 403, detail: expect.stringContaining('candidate:search') });
  });

  it('follows the job when it is given to somebody else, also when older news comes late', async () => {
    const jobId = newId();
    await give(jobId, managers[0], 2);
    const { candidateId } = await applicant(jobId);
    const path = `/candidates/${candidateId}`;
    await eventually(async () => expect([(await get(0, path)).status, (await get(1, path)).status]).toEqual([200, 404]));
    await give(jobId, managers[1], 4);
    await give(jobId, managers[0], 3);
    await eventually(async () => expect([(await get(0, path)).status, (await get(1, path)).status]).toEqual([404, 200]));
    await give(jobId, null, 5);
    await eventually(async () => expect([(await get(0, path)).status, (await get(1, path)).status]).toEqual([404, 404]));
  });

  it('reads a person as a whole after a merge, whichever record applied, and not after the undo', async () => {
    const [own, other] = [await applicant(jobs[0]), await applicant(jobs[1])];
    const path = `/candidates/${other.candidateId}`;
    await eventually(async () => expect((await get(0, `/candidates/${own.candidateId}`)).status).toBe(200));
    expect((await get(0, path)).status).toBe(404);
    const version = async (id: string): Promise<number> => (await recruiter('GET', `/candidates/${id}`)).body.data.version;
    const merged = await recruiter('POST', '/candidates/merge', {
      ...{ survivorId: other.candidateId, survivorVersion: await version(other.candidateId) },
      ...{ mergedId: own.candidateId, mergedVersion: await version(own.candidateId) },
    });
    expect((await get(0, path)).status).toBe(200);
    await recruiter('POST', `/candidates/merge/${merged.body.data.id}/undo`);
    expect((await get(0, path)).status).toBe(404);
  });
});
