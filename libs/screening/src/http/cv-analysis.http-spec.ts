import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { skillListsChangedV1 } from '@shortlist/contracts';
import { newId } from '@shortlist/platform';
import type { Role } from '@shortlist/platform';
import { PARSER_VERSION } from '@shortlist/resume-reader';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { withDefaults } from '../domain/criteria.js';
import { cvAnalysisKey } from '../domain/cv-analysis.js';
import { MOST_CV_BYTES } from '../domain/cv-limits.js';
import { ScreeningFixture } from '../screening.fixture-spec.js';

let fixture: ScreeningFixture;
beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});
afterAll(() => fixture.stop());

const CV = [
  ...['Ada Example', 'ada@example.org', '', 'Experience', 'Engineer, Boats Ltd, 2018 - 2024', 'Built services in Python.', ''],
  ...['Skills', 'Python, PostgreSQL', ''],
].join('\n');
const criteria = { mustHaveSkills: [{ name: 'Python' }], niceToHaveSkills: [{ name: 'Kubernetes' }] };

const post = (path: string, body: unknown, role: Role = 'recruiter'): Promise<TestAnswer> => fixture.call('POST', path, body, {}, role);
function form(
  files: readonly (string | Uint8Array<ArrayBuffer>)[],
  fields: Record<string, string> = { criteria: JSON.stringify(criteria) },
  name = 'resume',
): FormData {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.set(field, value);
  for (const [index, file] of files.entries()) body.append(name, new Blob([file]), `cv-${index}.txt`);
  return body;
}
const stored = async (): Promise<unknown> =>
  fixture.database.rows(
    `SELECT (SELECT count(*) FROM screening.screenings) AS screenings, (SELECT count(*) FROM screening.screening_subjects) AS subjects,
       (SELECT count(*) FROM screening.profile_copies) AS profiles, (SELECT count(*) FROM screening.matches) AS matches,
       (SELECT count(*) FROM screening.outbox) AS events, (SELECT count(*) FROM platform.tasks) AS tasks`,
  );

describe('POST /cv-analysis', () => {
  it('is refused to whoever may not analyse', async () => {
    for (const path of ['/cv-analysis', '/cv-analysis/batch']) {
      expect((await fixture.process.call('POST', path, { body: {} })).status).toBe(401);
      for (const role of ['viewer', 'interviewer', 'candidate'] as const) {
        expect(await post(path, {}, role)).toMatchObject({ status: 403, body: { detail: expect.stringContaining('cv:analyze') } });
      }
    }
  });

  it('says what is wrong with a request', async () => {
    const codeOf = async (body: unknown): Promise<unknown[]> => {
      const answer = await post('/cv-analysis', body);
      return [answer.status, answer.body.code];
    };
    expect((await codeOf({ criteria }))[0]).toBe(400);
    expect((await codeOf({ text: 'x'.repeat(200_001), criteria }))[0]).toBe(400);
    expect(await codeOf({ text: CV })).toEqual([422, 'screening.cv_requirements']);
    expect(await codeOf({ text: CV, criteria, jobId: newId() })).toEqual([422, 'screening.cv_requirements']);
    expect(await codeOf({ text: CV, criteria: { mustHaveSkills: [{ name: 'Male' }] } })).toEqual([422, 'screening.criteria_refused']);
    expect(await codeOf({ text: CV, jobId: newId(Date.now() - 3_600_000) })).toEqual([404, 'screening.job_not_found']);
    expect(await codeOf(form([]))).toEqual([400, 'screening.cv_missing']);
    expect(await codeOf(form(['x'], undefined, 'cv'))).toEqual([400, 'screening.unknown_file']);
    expect((await codeOf(form(['x'], { criteria: 'no JSON' })))[0]).toBe(400);
    expect((await codeOf(form([new Uint8Array(MOST_CV_BYTES + 1)])))[0]).toBe(413);
    const unreadable = await post('/cv-analysis', form([Buffer.from('%PDF-1.7\nbroken')]));
    expect(unreadable).toMatchObject({
      status: 422,
      body: { code: 'screening.cv_unreadable', errors: [{ pointer: '/resume', code: 'corrupt' }] },
    });
  });

  it('scores a file or a text with quotes from it, and stores nothing', async () => {
    const before = await stored();
    for (const body of [form([`${CV}\n`]), { text: CV, criteria, fileName: 'ada.txt' }]) {
      const answer = await post('/cv-analysis', body);
      expect(answer).toMatchObject({ status: 200, body: { data: { cached: false, model: { provider: 'rules', degraded: false } } } });
      const { data } = answer.body;
      const python = data.criteria.find(({ name }: { name: string }) => name === 'Python');
      expect(python).toMatchObject({ result: 'met', evidence: expect.arrayContaining([expect.objectContaining({ text: 'Python' })]) });
      expect(data.profile.name.value).toBe('Ada Example');
      expect(data.skillGaps.map(({ name }: { name: string }) => name)).toEqual(['Kubernetes']);
      expect(data.potential.ifLearned).toBeGreaterThan(data.score);
    }
    expect(await stored()).toEqual(before);
  });

  it('answers the same file and requirements from a sealed copy, to the organization alone', async () => {
    const text = `${CV}\nOnce more.`;
    const first = await post('/cv-analysis', { text, criteria });
    const again = await post('/cv-analysis', { text, criteria });
    expect(again.body.data).toEqual({ ...first.body.data, cached: true });
    const settings = {
      version: 1,
      weights: (await fixture.database.rows<{ weights: object }>('SELECT weights FROM screening.scoring_settings'))[0]?.weights,
    };
    const basis = { criteria: withDefaults(criteria), settings, job: null, modelSettingsVersion: 0, skillListVersion: 0 } as Parameters<
      typeof cvAnalysisKey
    >[2];
    const key = cvAnalysisKey(fixture.organizationId, Buffer.from(text), basis, PARSER_VERSION);
    const kept = await fixture.process.infrastructure.cache.get(key);
    expect(kept).not.toBeNull();
    expect(kept).not.toMatch(/Ada|Python/);
    const other = await post('/cv-analysis', { text, criteria: { mustHaveSkills: [{ name: 'Rust' }] } });
    expect(other.body.data).toMatchObject({ cached: false });
    expect(other.body.data.score).toBeLessThan(first.body.data.score);
  });

  it("knows the organization's own skills, and forgets what was read without them", async () => {
    const text = CV.replace('PostgreSQL', 'Quayside Manager, PostgreSQL');
    const asked = { text, criteria: { mustHaveSkills: [{ name: 'Harbour Desk' }] } };
    const line = async (): Promise<unknown> => {
      const { status, body } = await post('/cv-analysis', asked);
      expect(status).toBe(200);
      return [
        body.data.cached,
        body.data.criteria[0].result,
        body.data.profile.skills.some(({ name }: { name: string }) => name === 'Harbour Desk'),
      ];
    };
    const { organizationId } = fixture;
    const tell = async (version: number, aliases: string[]): Promise<void> => {
      const skills = [{ id: newId(), name: 'Harbour Desk', kind: 'technology', aliases }];
      await fixture.process.announce(
        skillListsChangedV1,
        { organizationId, version, skills },
        { organizationId, aggregateVersion: version },
      );
      await eventually(async () => {
        const lags = await fixture.process.infrastructure.eventLog.lag('screening', [skillListsChangedV1.topic]);
        expect(lags.filter(({ records }) => records > 0)).toEqual([]);
      });
    };
    const [, before, isNamed] = (await line()) as [boolean, string, boolean];
    expect([before === 'met', isNamed]).toEqual([false, false]);
    await tell(2, ['Quayside Manager']);
    expect(await line()).toEqual([false, 'met', true]);
    expect(await line()).toEqual([true, 'met', true]);
    await tell(1, []);
    expect(await line()).toEqual([true, 'met', true]);
    const inBatch = await post('/cv-analysis/batch', { cvs: [{ text }], criteria: asked.criteria });
    expect(inBatch.body.data[0].analysis.criteria[0].result).toBe('met');
    const rows = await fixture.database.rows('SELECT organization_id, version FROM screening.skill_list_copies');
    expect(rows).toEqual([{ organization_id: organizationId, version: 2 }]);
  });

  it.each([
    ['/cv-analysis', (text: string) => ({ text, criteria })],
    ['/cv-analysis', (text: string) => form([text])],
    ['/cv-analysis/batch', (text: string) => ({ cvs: [{ text }], criteria })],
    ['/cv-analysis/batch', (text: string) => form([text, text])],
  ])('replays the answer of a key to %s, which is stored sealed', async (path, bodyOf) => {
    const headers = { 'idempotency-key': newId() };
    const kept = jest.spyOn(fixture.process.infrastructure.cache, 'compareAndSet');
    const text = `${CV}\nAsked with ${headers['idempotency-key']}.`;
    const userId = newId();
    const ask = (asked: string) => fixture.call('POST', path, bodyOf(asked), headers, 'recruiter', userId);
    const [first, again] = [await ask(text), await ask(text)];
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([200, null]);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    // A new analysis would say that it was cached.
    expect(again.body).toEqual(first.body);
    const stored = kept.mock.calls.map(([, , value]) => value).join();
    kept.mockRestore();
    expect(stored).toContain('"state":"done"');
    expect(stored).not.toMatch(/Ada|Python/);
    expect(await ask(`${text}\nAnother.`)).toMatchObject({ status: 422 });
  });

  it('takes the current criteria of a job, within the reach of the caller', async () => {
    const jobId = await fixture.openJob({ mustHaveSkills: [{ name: 'Excel' }] });
    const { status, body } = await post('/cv-analysis', { text: CV, jobId });
    expect(status).toBe(200);
    expect(body.data.criteria).toMatchObject([{ name: 'Excel', result: expect.not.stringMatching(/^met$/) }]);
    expect(await post('/cv-analysis', { text: CV, jobId }, 'hiring_manager')).toMatchObject({ status: 404 });
  });
});

describe('POST /cv-analysis/batch', () => {
  it('gives every file a result of its own, in their order', async () => {
    const texts = [CV, `${CV}\nKubernetes`];
    const answer = await post('/cv-analysis/batch', form([texts[0] ?? '', Buffer.from('%PDF-1.7\nbroken'), texts[1] ?? '']));
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject([
      { fileName: 'cv-0.txt', analysis: { fileName: 'cv-0.txt' }, failure: null },
      { fileName: 'cv-1.txt', analysis: null, failure: { code: 'corrupt' } },
      { fileName: 'cv-2.txt', failure: null },
    ]);
    const [first, , third] = answer.body.data;
    expect(third.analysis.score).toBeGreaterThan(first.analysis.score);
    const asText = await post('/cv-analysis/batch', { cvs: texts.map((text) => ({ text })), criteria });
    expect(asText.body.data.map(({ analysis }: { analysis: { cached: boolean } }) => analysis.cached)).toEqual([true, true]);
  });

  it('takes ten files and no more', async () => {
    const cvs = Array.from({ length: 11 }, () => ({ text: CV }));
    expect((await post('/cv-analysis/batch', { cvs, criteria })).status).toBe(400);
    expect((await post('/cv-analysis/batch', { cvs: [], criteria })).status).toBe(400);
    expect((await post('/cv-analysis/batch', form(cvs.map(({ text }) => text)))).status).toBe(413);
    expect((await post('/cv-analysis/batch', { cvs: cvs.slice(1), criteria })).body.data).toHaveLength(10);
  });
});
