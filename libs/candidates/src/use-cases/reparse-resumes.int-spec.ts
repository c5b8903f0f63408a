import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { CandidatesFixture, resumeOf } from '../candidates.fixture-spec.js';
import { PARSER_VERSION } from '@shortlist/resume-reader';

let fixture: CandidatesFixture;
const organizationId = newId();
let recruiter: Awaited<ReturnType<CandidatesFixture['as']>>;

beforeAll(async () => {
  fixture = await CandidatesFixture.start();
  recruiter = await fixture.as('recruiter', organizationId);
});
afterAll(() => fixture.stop());

let people = 0;
async function applied(
  resume: string,
  email = `read.${++people}@example.org`,
): Promise<{ id: string; candidateId: string; email: string }> {
  const { id, candidate_id: candidateId } = await fixture.settled(await fixture.apply({ organizationId, email, resume }));
  return { id, candidateId, email };
}
const read = async (id: string): Promise<TestAnswer['body']['data']> => (await recruiter('GET', `/candidates/${id}`)).body.data;
async function edit(id: string, changes: object): Promise<void> {
  const { version } = await read(id);
  expect((await recruiter('PATCH', `/candidates/${id}`, changes, { 'if-match': `"${version}"` })).status).toBe(200);
}
/** The result of a task once it ended well. The platform's routes are not part of this process, its table is. */
function ended(taskId: string): Promise<object> {
  return eventually(async () => {
    const [task] = await fixture.database.rows<{ status: string; result: object }>('SELECT * FROM platform.tasks WHERE id = $1', [taskId]);
    expect(task?.status).toBe('succeeded');
    return task?.result ?? {};
  }, 60_000);
}
const outdate = (resumeId: string): Promise<unknown> =>
  fixture.database.rows(`UPDATE candidates.parsed_resumes SET parser_version = '0' WHERE resume_id = $1`, [resumeId]);

describe('reading all resumes again', () => {
  it('takes those of other versions of the parser, corrects what the machine read, and leaves what a person wrote', async () => {
    const [one, two, current] = [
      await applied(resumeOf({ name: 'Ada Example', phone: '+92 300 5551001' })),
      await applied(resumeOf({ name: 'Grace Sample', phone: '+92 300 5551002' })),
      await applied(resumeOf({ name: 'Current Person' })),
    ];
    const unreadable = await applied('');
    await edit(one.candidateId, { title: 'Chosen by hand', phone: null, skills: [{ name: 'Weaving', years: 3 }], tags: ['kept'] });
    const before = await read(one.candidateId);
    // As if an older parser had misread the other one.
    await fixture.database.rows(`DELETE FROM candidates.candidate_skills WHERE candidate_id = $1`, [two.candidateId]);
    for (const { id } of [one, two]) await outdate(id);
    const answer = await recruiter('POST', '/resumes/parse', {});
    expect(answer).toMatchObject({ status: 202, body: { data: { taskId: expect.any(String) } } });
    expect(await ended(answer.body.data.taskId)).toEqual({ total: 3, read: 3 });
    for (const { id } of [one, two]) {
      const { body } = await recruiter('GET', `/resumes/${id}/parsed`);
      expect(body.data).toMatchObject({ run: 2, parserVersion: PARSER_VERSION });
    }
    expect((await recruiter('GET', `/resumes/${current.id}`)).body.data.run).toBe(1);
    expect((await recruiter('GET', `/resumes/${unreadable.id}`)).body.data).toMatchObject({ run: 2, status: 'failed' });
    const after = await read(one.candidateId);
    for (const field of ['name', 'email', 'title', 'phone', 'skills', 'tags', 'editedFields']) expect(after[field]).toEqual(before[field]);
    expect(after).toMatchObject({ title: 'Chosen by hand', phone: null, skills: [{ name: 'Weaving', source: 'person' }] });
    expect((await read(two.candidateId)).skills.map(({ name }: { name: string }) => name)).toContain('Python');
  });

  it('takes all of them when asked, and every version stays', async () => {
    const { id } = await applied(resumeOf({ name: 'Every Version' }));
    const answer = await recruiter('POST', '/resumes/parse', { everything: true });
    await ended(answer.body.data.taskId);
    expect((await recruiter('GET', `/resumes/${id}`)).body.data.run).toBe(2);
    const runs = await fixture.database.rows('SELECT run FROM candidates.parsed_resumes WHERE resume_id = $1 ORDER BY run', [id]);
    expect(runs).toEqual([{ run: 1 }, { run: 2 }]);
  });
});

describe('the primary resume', () => {
  it('is the one a person names: the record says what it says, but where a person wrote something else', async () => {
    const first = await applied(resumeOf({ name: 'Ada Example', phone: '+92 300 5551003' }));
    await edit(first.candidateId, { title: 'By hand' });
    const later = resumeOf({ name: 'Ada Example', phone: '+92 300 5551004' }).replace('Python', 'Cobol');
    const second = await applied(later, first.email);
    expect(await read(first.candidateId)).toMatchObject({ primaryResumeId: first.id, phone: '+923005551003' });
    const seen = await recruiter('GET', `/resumes/${first.id}`);
    const choose = (headers?: Record<string, string>) => recruiter('PUT', `/resumes/${second.id}/primary`, {}, headers);
    expect((await choose()).status).toBe(428);
    expect((await choose({ 'if-match': '"1"' })).body).toMatchObject({ status: 412, code: 'candidates.candidate_changed' });
    const etag = seen.headers.get('etag') ?? '';
    expect((await recruiter('GET', `/resumes/${first.id}`, undefined, { 'if-none-match': etag })).status).toBe(304);
    expect((await choose({ 'if-match': etag })).status).toBe(200);
    // Another resume stands for the person now: who saw the one before has to look again.
    expect((await choose({ 'if-match': etag })).status).toBe(412);
    await eventually(async () => {
      const person = await read(first.candidateId);
      expect(person).toMatchObject({ primaryResumeId: second.id, phone: '+923005551004', title: 'By hand' });
      expect(person.skills.map(({ name }: { name: string }) => name)).toContain('COBOL');
    });
  });

  it('of a merged person may be that of any of its records, until the undo', async () => {
    const [a, b] = [await applied(resumeOf({ name: 'Ann Own' })), await applied(resumeOf({ name: 'Ann Other' }))];
    const [survivorVersion, mergedVersion] = [(await read(a.candidateId)).version, (await read(b.candidateId)).version];
    const body = { survivorId: a.candidateId, mergedId: b.candidateId, survivorVersion, mergedVersion };
    const merge = await recruiter('POST', '/candidates/merge', body);
    const primary = async (): Promise<string> => (await read(a.candidateId)).primaryResumeId;
    expect(await primary()).toBe(a.id);
    for (const id of [b.id, a.id, b.id]) {
      // The one that was chosen before may still be being read, which changes the person too.
      await eventually(async () => {
        const headers = { 'if-match': (await recruiter('GET', `/resumes/${id}`)).headers.get('etag') ?? '' };
        expect((await recruiter('PUT', `/resumes/${id}/primary`, {}, headers)).status).toBe(200);
      });
      expect(await primary()).toBe(id);
    }
    await recruiter('POST', `/candidates/merge/${merge.body.data.id}/undo`, {});
    expect([await primary(), (await read(b.candidateId)).primaryResumeId]).toEqual([a.id, b.id]);
  });
});
