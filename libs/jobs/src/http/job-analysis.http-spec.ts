import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CriteriaDto } from '@shortlist/contracts';
import { newId, validatorOf } from '@shortlist/platform';
import { ModelServer } from '@shortlist/testing';
import { JobsFixture } from '../jobs.fixture-spec.js';
import type { Member } from '../jobs.fixture-spec.js';

let server: ModelServer;
let fixture: JobsFixture;
let recruiter: Member;
const organizationId = newId();
beforeAll(async () => {
  server = await ModelServer.start();
  const models = { MODEL_PROVIDERS: 'openai', OPENAI_API_KEY: 'key', OPENAI_BASE_URL: `${server.url}/v1` };
  fixture = await JobsFixture.start({ ...models, HTTP_RATE_LIMIT_SCALE: '1000' });
  recruiter = await fixture.member('recruiter', organizationId);
});
afterAll(async () => {
  await fixture.stop();
  await server.stop();
});

const description = 'Responsibilities\n- Build boats.\nRequirements\n- 3 years of Python\n- Epoxy laminating\n- Female';
const model = { provider: 'openai' };
const modelSays = (requirements: readonly unknown[]): void => {
  server.behave = () => ({ kind: 'answer', text: JSON.stringify({ requirements }) });
};

/** Version and provider of every analysis that is kept of a job. */
const stored = async (jobId: string): Promise<string[]> => {
  const sql = `SELECT job_version || ' ' || (run->>'provider') AS kept FROM jobs.job_analyses WHERE job_id = $1 ORDER BY 1`;
  return (await fixture.database.rows<{ kept: string }>(sql, [jobId])).map(({ kept }) => kept);
};

describe('POST /jobs/generate-requirements', () => {
  it('is refused to whoever may not analyse, and for a body that is none', async () => {
    expect((await fixture.process.call('POST', '/jobs/generate-requirements', { body: { title: 'x' } })).status).toBe(401);
    for (const role of ['interviewer', 'viewer', 'candidate'] as const) {
      const { call } = await fixture.member(role, organizationId).then((member) => ({ call: member.call.bind(member) }));
      expect(await call('POST', '/jobs/generate-requirements', { title: 'x' })).toMatchObject({
        status: 403,
        body: { detail: expect.stringContaining('job:analyze') },
      });
    }
    for (const body of [{}, { title: '' }, { title: 'x', text: 'x'.repeat(20_001) }, { title: 'x', model: { provider: 'nobody' } }]) {
      expect((await recruiter.call('POST', '/jobs/generate-requirements', body)).status).toBe(400);
    }
  });

  it('drafts criteria by rules alone unless a model is named, and asks nobody', async () => {
    server.calls.splice(0);
    const { status, body } = await recruiter.call('POST', '/jobs/generate-requirements', { title: 'Python Engineer', text: description });
    expect(status).toBe(200);
    expect(body.data.criteria.mustHaveSkills).toContainEqual({ name: 'Python', years: 3 });
    expect(validatorOf(CriteriaDto, 'request')(body.data.criteria).ok).toBe(true);
    expect(body.data.refused).toMatchObject([{ code: 'jobs.protected_attribute', evidence: { text: 'Female' } }]);
    expect(body.data.reader).toMatchObject({ provider: 'rules', costMicros: 0, degraded: false });
    for (const { evidence } of body.data.requirements) expect(body.data.text.slice(evidence.start, evidence.end)).toBe(evidence.text);
    expect(server.calls).toHaveLength(0);
  });

  it('adds what a model quotes, and nothing that it made up or must not ask', async () => {
    const said = (value: string, quote: string): unknown => ({ type: 'skill', value, mandatory: true, years: null, quote });
    modelSays([said('Epoxy laminating', 'Epoxy laminating'), said('Welding', 'Welding for years'), said('Female', 'Female')]);
    const { body } = await recruiter.call('POST', '/jobs/generate-requirements', { title: 'Engineer', text: description, model });
    const names = body.data.criteria.mustHaveSkills.map(({ name }: { name: string }) => name);
    expect(names).toContain('Epoxy laminating');
    expect(names).not.toContain('Welding');
    expect(names).not.toContain('Female');
    expect(body.data.requirements.find(({ value }: { value: string }) => value === 'Epoxy laminating')).toMatchObject({ foundBy: 'model' });
    expect(body.data.reader).toMatchObject({ provider: 'openai', degraded: false });
    expect(body.data.reader.costMicros).toBeGreaterThan(0);
  });

  it('says when the model that was asked for could not answer', async () => {
    server.behave = () => ({ kind: 'status', status: 503 });
    const { status, body } = await recruiter.call('POST', '/jobs/generate-requirements', {
      title: 'Rust Engineer',
      text: description,
      model,
    });
    expect(status).toBe(200);
    expect(body.data.reader).toMatchObject({ provider: 'rules', degraded: true });
    expect(body.data.criteria.mustHaveSkills).toContainEqual({ name: 'Python', years: 3 });
  });
});

describe('POST /jobs/:id/analyze', () => {
  it('tells what the job comes to, as it stands', async () => {
    const id = await recruiter.draft({ title: 'Junior Boat Builder', description });
    const { status, body } = await recruiter.call('POST', `/jobs/${id}/analyze`, {});
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ jobId: id, jobVersion: 1, seniority: { titleLevel: 'junior' } });
    expect(body.data.keyResponsibilities).toMatchObject([{ text: 'Build boats.' }]);
    expect(body.data.idealProfile.mustHaveSkills).toContain('Python');
    expect(body.data.missing.map(({ code }: { code: string }) => code)).toContain('jobs.no_language');
    await recruiter.edit('PATCH', `/jobs/${id}`, { description: 'Requirements\n- Rust' });
    const changed = await recruiter.call('POST', `/jobs/${id}/analyze`, {});
    expect(changed.body.data).toMatchObject({ jobVersion: 2, isCurrent: true, criteria: { mustHaveSkills: [{ name: 'Rust' }] } });
  });

  it('is refused without the permission, and looks absent to others', async () => {
    const id = await recruiter.draft({ description });
    expect((await fixture.process.call('POST', `/jobs/${id}/analyze`, { body: {} })).status).toBe(401);
    expect((await (await fixture.member('viewer', organizationId)).call('POST', `/jobs/${id}/analyze`, {})).status).toBe(403);
    for (const other of [await fixture.member('recruiter'), await fixture.member('hiring_manager', organizationId)]) {
      expect(await other.call('POST', `/jobs/${id}/analyze`, {})).toMatchObject({ status: 404, body: { code: 'jobs.job_not_found' } });
    }
    expect((await recruiter.call('POST', `/jobs/${newId()}/analyze`, {})).status).toBe(404);
    expect((await recruiter.call('POST', '/jobs/1/analyze', {})).status).toBe(400);
  });
});

describe('GET /jobs/:id/analysis', () => {
  it('answers what was last said, asks nobody, and tells when the job has changed', async () => {
    const id = await recruiter.draft({ title: 'Boat Builder', description });
    expect(await recruiter.call('GET', `/jobs/${id}/analysis`)).toMatchObject({ status: 404, body: { code: 'jobs.analysis_not_found' } });
    const byRules = await recruiter.call('POST', `/jobs/${id}/analyze`, {});
    modelSays([]);
    const byModel = await recruiter.call('POST', `/jobs/${id}/analyze`, { model });
    server.calls.splice(0);
    const read = await recruiter.call('GET', `/jobs/${id}/analysis`);
    expect(read.status).toBe(200);
    expect(read.body.data).toEqual(byModel.body.data);
    expect(read.body.data.reader.provider).toBe('openai');
    expect(server.calls).toHaveLength(0);

    const again = await recruiter.call('POST', `/jobs/${id}/analyze`, {});
    expect(again.body.data).toEqual({ ...byRules.body.data, analyzedAt: again.body.data.analyzedAt });
    expect(await stored(id)).toEqual(['1 openai', '1 rules']);

    await recruiter.edit('PATCH', `/jobs/${id}`, { description: 'Requirements\n- Rust' });
    const stale = await recruiter.call('GET', `/jobs/${id}/analysis`);
    expect(stale.body.data).toEqual({ ...again.body.data, isCurrent: false });
  });

  it('is refused without the permission, and looks absent to others', async () => {
    const id = await recruiter.draft({ description });
    await recruiter.call('POST', `/jobs/${id}/analyze`, {});
    expect((await fixture.process.call('GET', `/jobs/${id}/analysis`)).status).toBe(401);
    expect((await (await fixture.member('viewer', organizationId)).call('GET', `/jobs/${id}/analysis`)).status).toBe(200);
    expect((await (await fixture.member('candidate', organizationId)).call('GET', `/jobs/${id}/analysis`)).status).toBe(403);
    for (const other of [await fixture.member('recruiter'), await fixture.member('hiring_manager', organizationId)]) {
      expect(await other.call('GET', `/jobs/${id}/analysis`)).toMatchObject({ status: 404, body: { code: 'jobs.job_not_found' } });
    }
  });
});
