import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { candidatesSearchMatchedV1 } from '@shortlist/contracts';
import { newId, personKey } from '@shortlist/platform';
import type { SearchDocument } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { CandidatesFixture } from './candidates.fixture-spec.js';
import { alertSearchesTask } from './tasks/alert-searches.js';

let fixture: CandidatesFixture;
type Call = Awaited<ReturnType<CandidatesFixture['as']>>;

beforeAll(async () => {
  fixture = await CandidatesFixture.start();
});
afterAll(() => fixture.stop());

/** An organization with one recruiter who saves searches. */
interface Desk {
  readonly organizationId: string;
  readonly call: Call;
}
async function desk(organizationId = newId()): Promise<Desk> {
  return { organizationId, call: await fixture.as('recruiter', organizationId) };
}

const round = (): Promise<void> => fixture.runTask(alertSearchesTask, {});

async function save({ call }: Desk, text: string, alert = 'immediately', more: object = {}): Promise<string> {
  const answer = await call('POST', '/candidates/searches', { name: `Those with ${text}`, query: { text }, alert, ...more });
  expect(answer.status).toBe(201);
  return answer.body.data.id;
}
async function add({ call }: Desk, name: string, skill: string): Promise<string> {
  const answer = await call('POST', '/candidates', { name, skills: [{ name: skill }] });
  expect(answer.status).toBe(201);
  return answer.body.data.id;
}
async function change({ call }: Desk, path: string, body: object): Promise<void> {
  const etag = (await call('GET', path)).headers.get('etag') ?? '';
  expect((await call('PATCH', path, body, { 'if-match': etag })).status).toBe(200);
}
const documentOf = (skill: string): SearchDocument => ({
  ...{ id: newId(), version: 1, name: 'Crowd', emails: [], title: null, skills: [skill], companies: [], location: null },
  ...{ type: 'applied', status: 'active', tags: [], text: '', updatedAt: new Date() },
});
const indexed = (organizationId: string, id: string, version = 1): Promise<void> =>
  eventually(async () => {
    const versions = await fixture.process.infrastructure.search.matching(organizationId, {}, { ids: [id] });
    expect(versions[0]?.version ?? 0).toBeGreaterThanOrEqual(version);
  });
/** Whom the alerts of a search told of, in order. */
async function toldBy(searchId: string): Promise<string[]> {
  await eventually(async () => expect(await fixture.database.rows('SELECT FROM candidates.outbox WHERE published_at IS NULL')).toEqual([]));
  const events = await fixture.process.published(candidatesSearchMatchedV1);
  return events.filter((event) => event.searchId === searchId).flatMap(({ candidateIds }) => candidateIds);
}
/** Lets a daily alert be due. */
const dayOver = (searchId: string): Promise<unknown> =>
  fixture.database.rows("UPDATE candidates.saved_searches SET watched_since = watched_since - interval '1 day' WHERE id = $1", [searchId]);
/** Lets the pause after the last alert be over. */
const pauseOver = (searchId: string): Promise<unknown> =>
  fixture.database.rows("UPDATE candidates.saved_searches SET alerted_at = alerted_at - interval '1 day' WHERE id = $1", [searchId]);
const waiting = async (organizationId: string): Promise<string[]> =>
  (
    await fixture.database.rows<{ id: string }>('SELECT candidate_id AS id FROM candidates.changed_candidates WHERE organization_id = $1', [
      organizationId,
    ])
  ).map(({ id }) => id);

describe('an alert', () => {
  it('tells of people who are new and of those who newly match, each once, and of nobody who matched before', async () => {
    const own = await desk();
    const before = await add(own, 'Before', 'Falconry');
    const later = await add(own, 'Later', 'Masonry');
    await Promise.all([before, later].map((id) => indexed(own.organizationId, id)));
    await round();
    const search = await save(own, 'skill:falconry');
    expect((await own.call('GET', `/candidates/searches/${search}`)).body.data).toMatchObject({ alertCovers: null, alertedAt: null });
    await round();
    expect((await own.call('GET', `/candidates/searches/${search}`)).body.data.alertCovers).toBe('new_and_changed');
    await change(own, `/candidates/${before}`, { title: 'Falconer' });
    await indexed(own.organizationId, before, 2);
    await round();
    expect(await toldBy(search)).toEqual([]);

    const fresh = await add(own, 'Fresh', 'Falconry');
    await change(own, `/candidates/${later}`, { skills: [{ name: 'Falconry' }] });
    await Promise.all([indexed(own.organizationId, fresh), indexed(own.organizationId, later, 2)]);
    await round();
    expect((await toldBy(search)).sort()).toEqual([later, fresh].sort());

    await pauseOver(search);
    for (const id of [fresh, later]) await change(own, `/candidates/${id}`, { title: 'Changed again' });
    await Promise.all([indexed(own.organizationId, fresh, 2), indexed(own.organizationId, later, 3)]);
    await round();
    await round();
    expect(await toldBy(search)).toHaveLength(2);
    const { body } = await own.call('GET', `/candidates/searches/${search}/candidates?limit=1`);
    expect(body).toMatchObject({
      data: [{ title: 'Changed again', alertedAt: expect.any(String) }],
      pagination: { total: 2, hasMore: true },
    });
    const next = await own.call('GET', `/candidates/searches/${search}/candidates?cursor=${body.pagination.nextCursor}`);
    expect([...body.data, ...next.body.data].map(({ id }: { id: string }) => id).sort()).toEqual([later, fresh].sort());
  });

  it('waits for an index that lags, and misses nobody', async () => {
    const own = await desk();
    const search = await save(own, 'skill:glassblowing');
    await round();
    fixture.process.faults.inject({ port: 'search', method: 'index', kind: 'fails_before', times: 1_000 });
    const late = await add(own, 'Late', 'Glassblowing');
    await eventually(() => expect(fixture.process.faults.calls().get('search.index') ?? 0).toBeGreaterThan(0));
    await round();
    expect(await waiting(own.organizationId)).toEqual([late]);
    fixture.process.faults.lift();
    await indexed(own.organizationId, late);
    await round();
    expect(await toldBy(search)).toEqual([late]);
    expect(await waiting(own.organizationId)).toEqual([]);
  });

  it('tells of whoever changes while it learns whom the search finds anyway', async () => {
    const own = await desk();
    await add(own, 'Anybody', 'Whaling');
    await round();
    const search = await save(own, 'skill:pottery');
    const meanwhile = await add(own, 'Meanwhile', 'Pottery');
    await indexed(own.organizationId, meanwhile);
    await round();
    expect(await toldBy(search)).toEqual([meanwhile]);
  });

  it('misses nobody who changes while a round is under way, nor a search that is saved then', async () => {
    const own = await desk();
    const search = await save(own, 'skill:tanning');
    const person = await add(own, 'Person', 'Nothing');
    await indexed(own.organizationId, person);
    await round();
    await change(own, `/candidates/${person}`, { title: 'Apprentice' });
    await indexed(own.organizationId, person, 2);
    const slow = { port: 'unitOfWork', method: 'run', kind: 'slow', times: 1, naming: own.organizationId } as const;
    // The last transaction of the round: the comparison is made, and not yet noted.
    fixture.process.faults.inject({ ...slow, after: 6 });
    const compared = (): number => fixture.process.faults.calls().get('search.matching') ?? 0;
    const before = compared();
    const first = round();
    await eventually(() => expect(compared()).toBe(before + 2));
    await change(own, `/candidates/${person}`, { skills: [{ name: 'Tanning' }] });
    await indexed(own.organizationId, person, 3);
    await first;
    expect(fixture.process.faults.lift()).toBe(1);
    await round();
    expect(await toldBy(search)).toEqual([person]);

    // Before the round looks who has changed, and after it looked which searches there are.
    fixture.process.faults.inject({ ...slow, after: 2 });
    const second = round();
    const saved = await save(own, 'skill:tanning AND skill:dyeing');
    await change(own, `/candidates/${person}`, { skills: [{ name: 'Tanning' }, { name: 'Dyeing' }] });
    await indexed(own.organizationId, person, 4);
    await second;
    expect(fixture.process.faults.lift()).toBe(1);
    await round();
    expect(await toldBy(saved)).toEqual([person]);
  });

  it('gathers what comes in numbers, also when its round dies at any point and runs again', async () => {
    const own = await desk();
    const search = await save(own, 'skill:beekeeping', 'daily');
    await round();
    const many: string[] = [];
    for (let number = 0; number < 12; number++) many.push(await add(own, `Keeper ${number}`, 'Beekeeping'));
    await Promise.all(many.map((id) => indexed(own.organizationId, id)));
    await dayOver(search);
    const counted = (): number => fixture.process.faults.calls().get('unitOfWork.run') ?? 0;
    for (let after = 0; ; after++) {
      fixture.process.faults.inject({ port: 'unitOfWork', method: 'run', kind: 'executes_then_times_out', times: 1, after });
      const before = counted();
      await round().catch(() => undefined);
      if (fixture.process.faults.lift() === 0 && counted() > before) break;
    }
    await round();
    expect((await toldBy(search)).sort()).toEqual(many.sort());
    const events = (await fixture.process.published(candidatesSearchMatchedV1)).filter(({ searchId }) => searchId === search);
    expect(events.map(({ matches }) => matches)).toEqual([12]);

    const more = await add(own, 'One more', 'Beekeeping');
    await indexed(own.organizationId, more);
    await round();
    expect(await toldBy(search)).toHaveLength(12);
    await pauseOver(search);
    await round();
    expect((await toldBy(search)).at(-1)).toBe(more);
  });

  it('gathers a day where it is daily', async () => {
    const own = await desk();
    const search = await save(own, 'skill:origami', 'daily');
    await round();
    const folder = await add(own, 'Folder', 'Origami');
    await indexed(own.organizationId, folder);
    await round();
    expect(await toldBy(search)).toEqual([]);
    await dayOver(search);
    await round();
    expect(await toldBy(search)).toEqual([folder]);
  });

  it('never tells of records that were merged away or erased', async () => {
    const own = await desk();
    const search = await save(own, 'skill:fencing', 'daily');
    await round();
    const [kept, merged, erased] = [
      await add(own, 'Kept', 'Fencing'),
      await add(own, 'Merged', 'Fencing'),
      await add(own, 'Erased', 'Fencing'),
    ];
    await Promise.all([kept, merged, erased].map((id) => indexed(own.organizationId, id)));
    await round();
    const body = { survivorId: kept, survivorVersion: 1, mergedId: merged, mergedVersion: 1 };
    expect((await own.call('POST', '/candidates/merge', body)).status).toBe(201);
    const [row] = await fixture.database.rows<{ candidate_key: string }>('SELECT candidate_key FROM candidates.candidates WHERE id = $1', [
      erased,
    ]);
    await fixture.process.infrastructure.keyring.destroy(own.organizationId, personKey(row!.candidate_key));
    await dayOver(search);
    await round();
    expect(await toldBy(search)).toEqual([kept]);
  });

  it('begins anew when the search looks for something else, and ends when it is turned off or deleted', async () => {
    const own = await desk();
    const search = await save(own, 'skill:cooperage');
    const path = `/candidates/searches/${search}`;
    await round();
    const weaver = await add(own, 'Weaver', 'Weaving');
    await indexed(own.organizationId, weaver);
    await change(own, path, { name: 'Renamed' });
    const cooper = await add(own, 'Cooper', 'Cooperage');
    await indexed(own.organizationId, cooper);
    await round();
    expect(await toldBy(search)).toEqual([cooper]);
    await pauseOver(search);
    await change(own, path, { query: { text: 'skill:weaving' } });
    await round();
    await round();
    expect(await toldBy(search)).toEqual([cooper]);
    const second = await add(own, 'Second weaver', 'Weaving');
    await indexed(own.organizationId, second);
    await round();
    expect(await toldBy(search)).toEqual([cooper, second]);
    await pauseOver(search);
    await change(own, path, { alert: 'off' });
    const third = await add(own, 'Third weaver', 'Weaving');
    await indexed(own.organizationId, third);
    await round();
    await change(own, path, { alert: 'immediately' });
    await round();
    await round();
    expect(await toldBy(search)).toHaveLength(2);
    const etag = (await own.call('GET', path)).headers.get('etag') ?? '';
    expect((await own.call('DELETE', path, undefined, { 'if-match': etag })).status).toBe(204);
    expect(await fixture.database.rows('SELECT FROM candidates.search_matches WHERE search_id = $1', [search])).toEqual([]);
  });

  it('tells of new people only where it finds too many to know them all', async () => {
    const own = await desk();
    const older = await add(own, 'Older', 'Nothing');
    await indexed(own.organizationId, older);
    const crowd = Array.from({ length: 10_001 }, () => documentOf('Juggling'));
    const { search: index } = fixture.process.infrastructure;
    for (let start = 0; start < crowd.length; start += 500) await index.index(own.organizationId, crowd.slice(start, start + 500));
    const search = await save(own, 'skill:juggling');
    await round();
    expect((await own.call('GET', `/candidates/searches/${search}`)).body.data.alertCovers).toBe('new');
    await change(own, `/candidates/${older}`, { skills: [{ name: 'Juggling' }] });
    const fresh = await add(own, 'Fresh', 'Juggling');
    await Promise.all([indexed(own.organizationId, older, 2), indexed(own.organizationId, fresh)]);
    await round();
    expect(await toldBy(search)).toEqual([fresh]);
    expect(await fixture.database.rows('SELECT FROM candidates.search_matches WHERE search_id = $1', [search])).toHaveLength(1);
  });

  it('sees nobody of another organization', async () => {
    const [own, other] = [await desk(), await desk()];
    const search = await save(own, 'skill:heraldry');
    await round();
    const foreign = await add(other, 'Foreign', 'Heraldry');
    await indexed(other.organizationId, foreign);
    await round();
    expect(await toldBy(search)).toEqual([]);
    expect((await other.call('GET', `/candidates/searches/${search}`)).status).toBe(404);
  });
});

describe('a saved search', () => {
  it('is checked as a search is, sealed, and seen by its owner alone', async () => {
    const own = await desk();
    const wrong = await own.call('POST', '/candidates/searches', { name: 'Wrong', query: { text: '(java' } });
    const searched = await own.call('POST', '/candidates/search', { text: '(java' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'search.query_malformed', detail: searched.body.detail } });
    const query = { text: 'Ada Lovelace', tags: ['remote'], updatedFrom: '2026-01-01T00:00:00.000Z', sort: 'name', limit: 5 };
    const answer = await own.call('POST', '/candidates/searches', { name: 'Ada', query });
    expect(answer).toMatchObject({
      status: 201,
      body: { data: { name: 'Ada', query, alert: 'off', sendsMail: false, alertCovers: null } },
    });
    const { id } = answer.body.data;
    expect(answer.headers.get('location')).toBe(`/api/v1/candidates/searches/${id}`);
    const [row] = await fixture.database.rows('SELECT * FROM candidates.saved_searches WHERE id = $1', [id]);
    expect(JSON.stringify(row)).not.toMatch(/Ada|Lovelace|remote/);
    const colleague = await fixture.as('recruiter', own.organizationId);
    const path = `/candidates/searches/${id}`;
    for (const [method, at] of [
      ['GET', path],
      ['PATCH', path],
      ['DELETE', path],
      ['GET', `${path}/candidates`],
    ] as const)
      expect((await colleague(method, at, method === 'PATCH' ? {} : undefined, { 'if-match': '"1"' })).status).toBe(404);
    expect((await colleague('GET', '/candidates/searches')).body.data).toEqual([]);
    expect((await own.call('GET', '/candidates/searches')).body.data).toMatchObject([{ id }]);
  });

  it('is changed and deleted with the current ETag only', async () => {
    const own = await desk();
    const path = `/candidates/searches/${await save(own, 'skill:sewing', 'off')}`;
    const etag = (await own.call('GET', path)).headers.get('etag') ?? '';
    expect((await own.call('PATCH', path, { name: 'New' })).status).toBe(428);
    expect((await own.call('PATCH', path, { query: { text: 'a OR' } }, { 'if-match': etag })).body.code).toBe('search.query_malformed');
    expect((await own.call('PATCH', path, { name: 'New', alert: 'daily' }, { 'if-match': etag })).body.data).toMatchObject({
      ...{ name: 'New', alert: 'daily', query: { text: 'skill:sewing' } },
    });
    for (const method of ['PATCH', 'DELETE'])
      expect(await own.call(method, path, method === 'PATCH' ? {} : undefined, { 'if-match': etag })).toMatchObject({
        status: 412,
        body: { code: 'candidates.search_changed' },
      });
  });

  it('is one of fifty at most', async () => {
    const own = await desk();
    for (let number = 0; number < 50; number++) await save(own, 'java', 'off');
    expect(await own.call('POST', '/candidates/searches', { name: 'Too many', query: {} })).toMatchObject({
      status: 422,
      body: { code: 'candidates.too_many_searches' },
    });
  });
});
