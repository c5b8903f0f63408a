import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { skillListsChangedV1 } from '@shortlist/contracts';
import { newId } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { CandidatesFixture, resumeOf } from '../candidates.fixture-spec.js';

let fixture: CandidatesFixture;
type Call = Awaited<ReturnType<CandidatesFixture['as']>>;
let recruiter: Call;
let viewer: Call;
let account: Call;
const organizationId = newId();
let candidateId: string;
let resumeId: string;
let otherId: string;
let mergeId: string;

beforeAll(async () => {
  fixture = await CandidatesFixture.start();
  [recruiter, viewer, account] = [
    await fixture.as('recruiter', organizationId),
    await fixture.as('viewer', organizationId),
    await fixture.as('candidate', organizationId),
  ];
  const person = { name: 'Ada Example', email: 'ada@example.org', nationalId: '35202-1234567-9' };
  const data = await fixture.apply({ organizationId, ...person, resume: resumeOf(person), fileName: 'Ada’s CV.txt' });
  ({ id: resumeId, candidate_id: candidateId } = await fixture.settled(data));
  const others = await Promise.all(['one', 'two', 'three'].map((name) => fixture.apply({ organizationId, email: `${name}@example.org` })));
  const ids = await Promise.all(others.map(({ applicationId }) => fixture.linked(applicationId)));
  otherId = ids[0] ?? '';
  const versions = { survivorVersion: 1, mergedVersion: 1 };
  ({ id: mergeId } = (await recruiter('POST', '/candidates/merge', { survivorId: ids[1], mergedId: ids[2], ...versions })).body.data);
});
afterAll(() => fixture.stop());

const etagOf = async (path: string): Promise<string> => (await recruiter('GET', path)).headers.get('etag') ?? '';
const paths = (): [string, string, unknown?][] => [
  ['GET', '/candidates'],
  ['GET', `/candidates/${candidateId}`],
  ['PATCH', `/candidates/${candidateId}`, { title: 'Engineer' }],
  ['GET', '/candidates/facets'],
  ['POST', '/candidates', { name: 'By Hand' }],
  ['POST', `/candidates/${candidateId}/enrich`],
  ['POST', '/candidates/search', {}],
  ['GET', '/candidates/searches'],
  ['GET', `/candidates/${candidateId}/notes`],
  ['PUT', `/candidates/${candidateId}/notes`, { text: 'x' }],
  ['GET', `/candidates/${candidateId}/timeline`],
  ['GET', `/candidates/${candidateId}/duplicates`],
  ['POST', '/candidates/merge/preview', { survivorId: candidateId, mergedId: otherId }],
  ['POST', '/candidates/merge', { survivorId: candidateId, survivorVersion: 1, mergedId: otherId, mergedVersion: 1 }],
  ['GET', `/candidates/merge/${mergeId}`],
  ['POST', `/candidates/merge/${mergeId}/undo`],
  ['GET', '/resumes'],
  ['POST', '/resumes/parse', {}],
  ['PUT', `/resumes/${resumeId}/primary`],
  ['GET', `/resumes/${resumeId}`],
  ['GET', `/resumes/${resumeId}/parsed`],
  ['GET', `/resumes/${resumeId}/file`],
  ['POST', `/resumes/${resumeId}/parse`],
  ['GET', '/settings/skills'],
];

describe('every route', () => {
  it('is refused without a token and without the permission', async () => {
    for (const [method, path, body] of paths()) {
      expect({ path, status: (await fixture.process.call(method, path, { body })).status }).toEqual({ path, status: 401 });
      expect({ path, status: (await account(method, path, body, { 'if-match': '"1"' })).status }).toEqual({ path, status: 403 });
    }
  });

  it('lets those who may only read write nothing', async () => {
    for (const [method, path, body] of paths()) {
      const writes = method === 'PATCH' || method === 'PUT' || (method === 'POST' && !/\/(search|enrich)$/.test(path));
      const answer = await viewer(method, path, body, { 'if-match': '"1"' });
      expect({ path, status: answer.status }).toEqual({ path, status: writes ? 403 : 200 });
    }
  });

  it('answers 404 for what is not there, and 400 for what is no id', async () => {
    for (const [method, path, body] of paths().filter(([, path]) => /[0-9a-f-]{36}/.test(path))) {
      const swap = (id: string): Promise<TestAnswer> => recruiter(method, path.replace(/[0-9a-f-]{36}/, id), body, { 'if-match': '"1"' });
      expect({ path, status: (await swap(newId())).status }).toEqual({ path, status: 404 });
      expect({ path, status: (await swap('1')).status }).toEqual({ path, status: 400 });
    }
  });
});

describe('a candidate added by hand', () => {
  it('is found by the address that was given, needs something to be known by, and takes nobody else’s address', async () => {
    const given = { name: 'By Hand', email: 'By.Hand@example.org', type: 'internal', employmentStatus: 'employed', tags: ['x', 'x'] };
    const answer = await recruiter('POST', '/candidates', { ...given, skills: [{ name: 'Welding', years: 4 }] });
    expect(answer).toMatchObject({
      status: 201,
      body: { data: { ...given, tags: ['x'], skills: [{ name: 'Welding', source: 'person' }] } },
    });
    const { id, editedFields } = answer.body.data;
    expect(answer.headers.get('location')).toBe(`/api/v1/candidates/${id}`);
    expect(editedFields).toEqual(['name', 'email', 'skills']);
    const applied = await fixture.apply({ organizationId, email: 'by.hand@example.org', resume: resumeOf({ name: 'Other Name' }) });
    expect((await fixture.settled(applied)).candidate_id).toBe(id);
    const after = (await recruiter('GET', `/candidates/${id}`)).body.data;
    expect(after).toMatchObject({ name: 'By Hand', type: 'internal', title: 'Backend Engineer', skills: [{ name: 'Welding' }] });
    const held = await recruiter('POST', '/candidates', { name: 'Somebody', email: 'BY.HAND@example.org' });
    expect(held).toMatchObject({ status: 409, body: { code: 'candidates.email_held' } });
    const nobody = await recruiter('POST', '/candidates', { title: 'Engineer' });
    expect(nobody).toMatchObject({ status: 422, body: { code: 'candidates.nobody_named' } });
    const twin = await recruiter('POST', '/candidates', { phone: '+92 300 7771234' });
    const again = await recruiter('POST', '/candidates', { phone: '+923007771234' });
    expect(again.body.data.possibleDuplicateOf).toBe(twin.body.data.id);
    const changed = await recruiter(
      'PATCH',
      `/candidates/${id}`,
      { employmentStatus: null },
      { 'if-match': await etagOf(`/candidates/${id}`) },
    );
    expect(changed.body.data.employmentStatus).toBeNull();
  });

  it('is counted by facets, with the filters of the list', async () => {
    for (const tags of [['counted', 'red'], ['counted']])
      await recruiter('POST', '/candidates', {
        name: 'To Count',
        type: 'past',
        employmentStatus: 'student',
        tags,
        skills: [{ name: 'Sailing' }],
      });
    const { body } = await recruiter('GET', '/candidates/facets?tags=counted&employmentStatus=student');
    expect(body.data.facets).toEqual([
      { facet: 'type', values: [{ value: 'past', count: 2 }] },
      { facet: 'status', values: [{ value: 'active', count: 2 }] },
      { facet: 'employmentStatus', values: [{ value: 'student', count: 2 }] },
      {
        facet: 'tags',
        values: [
          { value: 'counted', count: 2 },
          { value: 'red', count: 1 },
        ],
      },
      { facet: 'skills', values: [{ value: 'Sailing', count: 2 }] },
    ]);
    expect((await recruiter('GET', '/candidates/facets?search=x')).status).toBe(400);
  });
});

describe('a candidate', () => {
  it('is enriched by what the resume implies, each with its words', async () => {
    const { body } = await viewer('POST', `/candidates/${candidateId}/enrich`, {});
    expect(body.data.suggestedRole).toMatchObject({ text: 'Backend Engineer', evidence: [{ text: expect.stringContaining('Backend') }] });
    expect(body.data.summary.length).toBeGreaterThan(1);
    const before = await recruiter('POST', '/candidates', { name: 'Without Resume' });
    const none = await recruiter('POST', `/candidates/${before.body.data.id}/enrich`, {});
    expect(none).toMatchObject({ status: 404, body: { code: 'candidates.resume_not_parsed' } });
  });

  it('is read with masked CNIC, skills, resumes and profile, and not again while unchanged', async () => {
    const answer = await viewer('GET', `/candidates/${candidateId}`);
    expect(answer.body.data).toMatchObject({
      id: candidateId,
      email: 'ada@example.org',
      nationalId: '*****-*******-9',
      type: 'applied',
      status: 'active',
    });
    expect(answer.body.data.skills.map((skill: { name: string }) => skill.name)).toContain('Python');
    expect(answer.body.data.profile).toMatchObject({ nationalId: { value: '*****-*******-9' } });
    expect(JSON.stringify(answer.body)).not.toContain('1234567');
    const again = await viewer('GET', `/candidates/${candidateId}`, undefined, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('is changed with the current ETag only', async () => {
    const path = `/candidates/${candidateId}`;
    const etag = await etagOf(path);
    expect((await recruiter('PATCH', path, { tags: ['a'] })).status).toBe(428);
    expect(await recruiter('PATCH', path, { nationalId: '1' }, { 'if-match': etag })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/nationalId' }] },
    });
    const changed = await recruiter('PATCH', path, { tags: ['remote', 'remote'], type: 'internal', title: 'Lead' }, { 'if-match': etag });
    expect(changed).toMatchObject({
      status: 200,
      body: { data: { tags: ['remote'], type: 'internal', title: 'Lead', editedFields: ['title'] } },
    });
    expect((await recruiter('GET', '/candidates?tags=remote')).body.data).toEqual([expect.objectContaining({ id: candidateId })]);
    expect((await recruiter('GET', '/candidates?tags=remote,far')).body.data).toEqual([]);
    expect(await recruiter('PATCH', path, { tags: [] }, { 'if-match': etag })).toMatchObject({
      status: 412,
      body: { code: 'candidates.candidate_changed' },
    });
  });

  it('takes no address of somebody else', async () => {
    const other = await fixture.apply({ organizationId, email: 'held@example.org', resume: 'Held' });
    await fixture.settled(other);
    const path = `/candidates/${candidateId}`;
    const answer = await recruiter('PATCH', path, { email: 'Held@Example.org' }, { 'if-match': await etagOf(path) });
    expect(answer).toMatchObject({ status: 409, body: { code: 'candidates.email_held' } });
    const free = await recruiter('PATCH', path, { email: 'ada.new@example.org' }, { 'if-match': await etagOf(path) });
    expect(free).toMatchObject({ status: 200, body: { data: { email: 'ada.new@example.org' } } });
    const reapplied = await fixture.apply({ organizationId, email: 'ada.new@example.org', resume: 'Ada' });
    expect((await fixture.settled(reapplied)).candidate_id).toBe(candidateId);
  });

  it('has notes in versions, each sealed, the newest shown', async () => {
    const path = `/candidates/${candidateId}/notes`;
    const none = await viewer('GET', path);
    expect(none.body.data).toEqual({ candidateId, version: 0, text: null, authorId: null, writtenAt: null, merged: [] });
    const first = await recruiter('PUT', path, { text: 'Called, zebra-like calm.' }, { 'if-match': none.headers.get('etag') ?? '' });
    expect(first).toMatchObject({ status: 200, body: { data: { version: 1, text: 'Called, zebra-like calm.' } } });
    expect((await recruiter('PUT', path, { text: 'Lost' }, { 'if-match': none.headers.get('etag') ?? '' })).status).toBe(412);
    await recruiter('PUT', path, { text: 'Second' }, { 'if-match': first.headers.get('etag') ?? '' });
    expect((await viewer('GET', path)).body.data).toMatchObject({ version: 2, text: 'Second' });
    const rows = await fixture.database.rows<{ note: string }>('SELECT note FROM candidates.notes ORDER BY version');
    expect(rows.map(({ note }) => /zebra|Second/.test(note))).toEqual([false, false]);
  });
});

describe('a resume', () => {
  it('is read with its state, its facts with exact evidence, and a download', async () => {
    expect((await viewer('GET', `/resumes/${resumeId}`)).body.data).toMatchObject({
      id: resumeId,
      candidateId,
      fileName: 'Ada’s CV.txt',
      status: 'parsed',
      failureCode: null,
    });
    const parsed = (await viewer('GET', `/resumes/${resumeId}/parsed`)).body.data;
    expect(parsed).toMatchObject({
      resumeId,
      run: 1,
      profile: { name: { value: 'Ada Example', evidence: [{ text: 'Ada Example', start: 0 }] } },
    });
    const { url } = (await viewer('GET', `/resumes/${resumeId}/file`)).body.data;
    const { pathname, search } = new URL(url);
    const file = await fetch(fixture.process.baseUrl + pathname + search);
    expect(file.headers.get('content-disposition')).toContain(
      'attachment; filename="Ada_s CV.txt"; filename*=UTF-8\'\'Ada%E2%80%99s%20CV.txt',
    );
    expect(await file.text()).toContain('Ada Example');
  });
});

describe('a list', () => {
  const others = newId();
  let call: Call;
  const ids: string[] = [];

  beforeAll(async () => {
    call = await fixture.as('recruiter', others);
    const skills = ['Kotlin', 'Rust', 'Kotlin, Rust'];
    for (let index = 0; index < 7; index++) {
      const person = { name: `Person Number${index}`, email: `person${index}@example.org` };
      const resume = resumeOf(person).replaceAll('Python', skills[index % 3] ?? '');
      const data = await fixture.apply({ organizationId: others, ...person, submitter: index < 2 ? 'staff' : 'candidate', resume });
      ids.push((await fixture.settled(data)).candidate_id);
    }
    await eventually(async () => {
      const indexed = await fixture.database.rows('SELECT 1 FROM platform.search_documents WHERE organization_id = $1 AND version >= 2', [
        others,
      ]);
      expect(indexed).toHaveLength(7);
    });
  });

  const walk = async (query: string): Promise<string[]> => {
    const seen: string[] = [];
    let path = `/candidates?limit=2&${query}`;
    for (let cursor: string | null = ''; cursor !== null; path = `/candidates?limit=2&cursor=${cursor}`) {
      const { status, body } = await call('GET', path);
      expect({ path, status }).toEqual({ path, status: 200 });
      seen.push(...body.data.map((one: { id: string }) => one.id));
      cursor = body.pagination.nextCursor;
    }
    return seen;
  };

  it('misses and repeats nobody, by page and by cursor', async () => {
    expect(await walk('sort=createdAt')).toEqual(ids);
    expect(await walk('')).toEqual(ids.toReversed());
    const page = await call('GET', '/candidates?limit=3&page=2&sort=createdAt');
    expect(page.body.data.map((one: { id: string }) => one.id)).toEqual(ids.slice(3, 6));
    expect(page.body.pagination).toMatchObject({ page: 2, total: 7, totalPages: 3, totalIsEstimate: false });
  });

  it('filters by type, status, ids and all of the skills', async () => {
    const found = async (query: string): Promise<string[]> => (await walk(`sort=createdAt&${query}`)).map((id) => String(ids.indexOf(id)));
    expect(await found('type=uploaded')).toEqual(['0', '1']);
    expect(await found('status=archived')).toEqual([]);
    expect(await found(`ids=${ids[3]},${ids[5]}`)).toEqual(['3', '5']);
    expect(await found('createdAt[lt]=2026-01-01T00:00:00.000Z')).toEqual([]);
    expect(await found('createdAt[gte]=2026-01-01T00:00:00.000Z')).toHaveLength(7);
    const { createdAt } = (await call('GET', `/candidates/${ids[3]}`)).body.data;
    expect(await found(`ids=${ids[3]}&createdAt[gte]=${createdAt}&createdAt[lte]=${createdAt}`)).toEqual(['3']);
    expect(await found(`ids=${ids[3]}&createdAt[gt]=${createdAt}`)).toEqual([]);
    expect((await call('GET', '/candidates?createdFrom=2026-01-01T00:00:00.000Z')).status).toBe(400);
    expect(await found('skills=kotlin')).toEqual(['0', '2', '3', '5', '6']);
    expect(await found('skills=KOTLIN,rust')).toEqual(['2', '5']);
  });

  it('searches by words, with filters and cursor, and refuses what the index does not hold', async () => {
    expect((await walk('search=Kotlin')).toSorted()).toEqual([0, 2, 3, 5, 6].map((index) => ids[index]).toSorted());
    expect((await walk('search=kotlin%20AND%20NOT%20rust')).toSorted()).toEqual([0, 3, 6].map((index) => ids[index]).toSorted());
    expect(await walk('search=%22Person%20Number4%22')).toEqual([ids[4]]);
    expect(await walk('search=kotlin&type=uploaded')).toEqual([ids[0]]);
    expect(await walk('search=kotlin&type=internal')).toEqual([]);
    for (const query of [
      'search=(kotlin',
      'search=kotlin&page=2',
      'search=kotlin&sort=createdAt',
      'cursor=x',
      'limit=101',
      'sort=name',
      'unknown=1',
    ]) {
      expect({ query, status: (await call('GET', `/candidates?${query}`)).status }).toEqual({ query, status: 400 });
    }
  });

  it('is searched with facets and highlights', async () => {
    const { body } = await call('POST', '/candidates/search', { text: 'kotlin OR "Number1"', facets: ['skills', 'status'], limit: 3 });
    expect(body.data).toMatchObject({ total: 6, totalIsEstimate: false, nextCursor: expect.any(String) });
    expect(body.data.facets.map((facet: { facet: string }) => facet.facet)).toEqual(['skills', 'status']);
    expect(body.data.facets[0].values).toContainEqual({ value: 'Kotlin', count: 5 });
    expect(body.data.candidates).toHaveLength(3);
    for (const { highlights } of body.data.candidates) {
      for (const { text, matches } of highlights)
        for (const { start, end } of matches) expect(text.slice(start, end)).toMatch(/kotlin|number1/i);
    }
    const next = await call('POST', '/candidates/search', { text: 'kotlin OR "Number1"', limit: 3, cursor: body.data.nextCursor });
    expect(next.body.data.candidates).toHaveLength(3);
    expect((await call('POST', '/candidates/search', { text: 'kotlin AND' })).body).toMatchObject({
      status: 400,
      code: 'search.query_malformed',
    });
  });
});

describe('skills that an organization adds', () => {
  const words = { name: 'Zorbing', kind: 'knowledge', aliases: ['zorb riding'] };
  let admin: Call;
  const first = async (): Promise<{ id: string; version: number }> => {
    const { body } = await admin('GET', '/settings/skills');
    return { id: body.data.skills[0]?.id ?? newId(), version: body.data.version };
  };
  beforeAll(async () => {
    admin = await fixture.as('admin', organizationId);
  });

  it('are written by admins alone, in words that make sense, under an id', async () => {
    expect((await recruiter('POST', '/settings/skills', words)).status).toBe(403);
    expect((await fixture.process.call('POST', '/settings/skills', { body: words })).status).toBe(401);
    for (const body of [{ ...words, name: '?' }, { ...words, kind: 'magic' }, { ...words, aliases: ['a|b'] }, {}])
      expect((await admin('POST', '/settings/skills', body)).status).toBe(400);
    expect((await admin('PUT', '/settings/skills/1', words, { 'if-match': '"0"' })).status).toBe(400);
    expect((await admin('DELETE', `/settings/skills/${newId()}`, undefined, { 'if-match': '"0"' })).status).toBe(404);
  });

  it('are added, changed by whoever saw the newest list, removed, and seen by no other organization', async () => {
    const added = await admin('POST', '/settings/skills', words);
    expect({ status: added.status, version: added.body.data.version }).toEqual({ status: 201, version: 1 });
    expect(added.headers.get('location')).toContain(`/settings/skills/${added.body.data.skills[0].id}`);
    expect((await admin('POST', '/settings/skills', { ...words, name: 'K8s' })).body.code).toBe('candidates.skill_taken');
    expect((await admin('POST', '/settings/skills', { ...words, aliases: [] })).status).toBe(409);
    const { id } = await first();
    expect((await admin('PUT', `/settings/skills/${id}`, words)).status).toBe(428);
    expect((await admin('PUT', `/settings/skills/${id}`, words, { 'if-match': '"0"' })).status).toBe(412);
    const changed = await admin('PUT', `/settings/skills/${id}`, { ...words, aliases: ['zorb riding', 'zorbs'] }, { 'if-match': '"1"' });
    expect(changed.body.data).toMatchObject({ version: 2, skills: [{ id, aliases: ['zorb riding', 'zorbs'] }] });
    await eventually(async () => {
      const told = (await fixture.process.published(skillListsChangedV1)).filter((event) => event.organizationId === organizationId);
      expect(told.map(({ version }) => version)).toEqual([1, 2]);
      expect(told[1]?.skills).toEqual([{ ...words, id, aliases: ['zorb riding', 'zorbs'] }]);
    });
    expect((await (await fixture.as('admin', newId()))('GET', '/settings/skills')).body.data.skills).toEqual([]);
  });

  it('are found in resumes that are read from then on', async () => {
    const person = { name: 'Zoe Example', email: 'zoe@example.org' };
    const data = await fixture.apply({ organizationId, ...person, resume: resumeOf(person, 'Led zorb riding for visitors.') });
    const elsewhere = await fixture.apply({
      organizationId: newId(),
      ...person,
      resume: resumeOf(person, 'Led zorb riding for visitors.'),
    });
    const skillsOf = async (application: typeof data): Promise<string[]> =>
      (await fixture.person(application)).body.data.skills.map((skill: { name: string }) => skill.name);
    expect(await skillsOf(data)).toContain('Zorbing');
    expect(await skillsOf(elsewhere)).not.toContain('Zorbing');
    const { id, version } = await first();
    expect((await admin('DELETE', `/settings/skills/${id}`, undefined, { 'if-match': `"${version}"` })).status).toBe(204);
    expect((await first()).version).toBe(version + 1);
  });
});
