import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { resumesParsedV1 } from '@shortlist/contracts';
import { newId, personKey } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { CandidatesFixture, resumeOf } from './candidates.fixture-spec.js';

let fixture: CandidatesFixture;
let call: Awaited<ReturnType<CandidatesFixture['as']>>;
const organizationId = newId();

beforeAll(async () => {
  fixture = await CandidatesFixture.start();
  call = await fixture.as('recruiter', organizationId);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => fixture.stop());

const person = async (name: string): Promise<string> => (await call('POST', '/candidates', { name })).body.data.id;
function formOf(candidateId: string, content: string, fileName = 'Ada’s CV.txt', field = 'resume'): FormData {
  const form = new FormData();
  form.set('candidateId', candidateId);
  form.set(field, new Blob([content], { type: 'text/plain' }), fileName);
  return form;
}
const parsed = (id: string): Promise<unknown> =>
  eventually(async () => {
    const { data } = (await call('GET', `/resumes/${id}`)).body;
    expect(data.status).not.toBe('pending');
    return data;
  });
const objects = async (): Promise<string[]> =>
  (await fixture.process.infrastructure.storage.list(`organizations/${organizationId}/quarantine/`)).objects.map(({ key }) => key);

describe('a resume that is added to a candidate', () => {
  it('is read, stands for a person who has none, and is one more version for a person who has one', async () => {
    const candidateId = await person('Grace Sample');
    const first = await call('POST', '/resumes/upload', formOf(candidateId, resumeOf({ name: 'Grace Sample' })));
    expect(first).toMatchObject({
      status: 201,
      body: { data: { candidateId, applicationId: null, fileName: 'Ada’s CV.txt', contentType: 'text/plain', status: 'pending', run: 1 } },
    });
    const { id } = first.body.data;
    expect(first.headers.get('location')).toBe(`/api/v1/resumes/${id}`);
    expect(await parsed(id)).toMatchObject({ status: 'parsed' });
    const text = resumeOf({ name: 'Grace Sample' }).replace('Backend Engineer', 'Principal Engineer');
    const second = (await call('POST', '/resumes/upload', { candidateId, text })).body.data.id;
    expect(await parsed(second)).toMatchObject({ status: 'parsed', fileName: 'resume.txt' });
    const { data } = (await call('GET', `/candidates/${candidateId}`)).body;
    expect(data).toMatchObject({ primaryResumeId: id, title: 'Backend Engineer', resumes: [{ id: second }, { id }] });
    const events = (await fixture.process.published(resumesParsedV1)).filter((event) => event.candidateId === candidateId);
    expect(events.map(({ resumeId, applicationId }) => [resumeId, applicationId])).toEqual([id, second].map((one) => [one, null]));
    const timeline = (await call('GET', `/candidates/${candidateId}/timeline?kind=resume_added`)).body.data;
    expect(timeline).toMatchObject([{ resumeId: second }, { resumeId: id }]);
    const seen = (await call('GET', `/resumes/${second}`)).headers.get('etag') ?? '';
    expect((await call('PUT', `/resumes/${second}/primary`, {}, { 'if-match': seen })).status).toBe(200);
    await parsed(second);
    expect((await call('GET', `/candidates/${candidateId}`)).body.data).toMatchObject({
      primaryResumeId: second,
      title: 'Principal Engineer',
    });
  });

  it('counts once however often it is sent under one key', async () => {
    const candidateId = await person('Sent Twice');
    const headers = { 'idempotency-key': newId() };
    const send = (content: string): ReturnType<typeof call> => call('POST', '/resumes/upload', formOf(candidateId, content), headers);
    const [first, again] = [await send('One'), await send('One')];
    expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([201, 'true', first.body]);
    expect((await send('Another')).status).toBe(422);
    expect((await call('GET', `/resumes?candidateId=${candidateId}`)).body.pagination.total).toBe(1);
  });

  it('leaves no file behind for somebody who is not there, was merged or was erased', async () => {
    const [kept, merged, erased] = [await person('Kept'), await person('Merged'), await person('Erased')];
    const versions = { survivorVersion: 1, mergedVersion: 1 };
    expect((await call('POST', '/candidates/merge', { survivorId: kept, mergedId: merged, ...versions })).status).toBe(201);
    const before = await objects();
    expect(await call('POST', '/resumes/upload', formOf(newId(), 'x'))).toMatchObject({
      status: 404,
      body: { code: 'candidates.not_found' },
    });
    expect(await call('POST', '/resumes/upload', formOf(merged, 'x'))).toMatchObject({ status: 409, body: { code: 'candidates.merged' } });
    expect(await objects()).toEqual(before);
    const [row] = await fixture.database.rows<{ candidate_key: string }>('SELECT candidate_key FROM candidates.candidates WHERE id = $1', [
      erased,
    ]);
    await fixture.process.infrastructure.keyring.destroy(organizationId, personKey(row!.candidate_key));
    expect(await call('POST', '/resumes/upload', formOf(erased, 'x'))).toMatchObject({ status: 404, body: { code: 'keys.destroyed' } });
    expect(await objects()).toEqual(before);
    const foreign = await fixture.as('recruiter', newId());
    expect((await foreign('POST', '/resumes/upload', formOf(kept, 'x'))).status).toBe(404);
  });

  it('is one, as a file called resume or as a text', async () => {
    const candidateId = await person('Exact');
    const refusals = [
      [{ candidateId }, 422, 'candidates.one_resume'],
      [formOf(candidateId, 'x', 'cv.txt', 'other'), 400, 'candidates.unknown_file'],
      [{ candidateId: 'no id', text: 'x' }, 400, 'http.validation_failed'],
      [formOf(candidateId, 'x'.repeat(10 * 1024 * 1024 + 1)), 413, 'http.too_large'],
    ] as const;
    for (const [body, status, code] of refusals) {
      const answer = await call('POST', '/resumes/upload', body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    const both = formOf(candidateId, 'x');
    both.set('text', 'y');
    expect((await call('POST', '/resumes/upload', both)).body.code).toBe('candidates.one_resume');
  });
});

describe('resumes', () => {
  it('are listed newest first, by person and status, of one organization', async () => {
    const other = await fixture.as('recruiter', newId());
    const candidateId = (await other('POST', '/candidates', { name: 'Listed' })).body.data.id;
    const ids: string[] = [];
    for (let number = 0; number < 3; number++)
      ids.unshift((await other('POST', '/resumes/upload', { candidateId, text: `Number ${number}` })).body.data.id);
    const list = async (query: string): Promise<{ ids: string[]; cursor: string | null }> => {
      const { body } = await other('GET', `/resumes?${query}`);
      return { ids: body.data.map(({ id }: { id: string }) => id), cursor: body.pagination.nextCursor };
    };
    const first = await list(`candidateId=${candidateId}&limit=2`);
    expect(first.ids).toEqual(ids.slice(0, 2));
    expect((await list(`cursor=${first.cursor}`)).ids).toEqual(ids.slice(2));
    expect((await list(`candidateId=${newId()}`)).ids).toEqual([]);
    await eventually(async () => expect((await list('status=pending')).ids).toEqual([]));
    expect((await list('status=parsed,failed')).ids).toEqual(ids);
  });
});
