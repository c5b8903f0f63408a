import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  candidatesLinkedV1,
  candidatesMergedV1,
  candidatesRelinkedV1,
  candidatesUnmergedV1,
  resumesParsedV1,
  sealedProfileContext,
} from '@shortlist/contracts';
import type { ApplicationsReceivedV1 } from '@shortlist/contracts';
import { newId, personKey } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import fc from 'fast-check';
import { CandidatesFixture, resumeOf } from '../candidates.fixture-spec.js';

let fixture: CandidatesFixture;
type Call = Awaited<ReturnType<CandidatesFixture['as']>>;
let recruiter: Call;
const organizationId = newId();

beforeAll(async () => {
  fixture = await CandidatesFixture.start();
  recruiter = await fixture.as('recruiter', organizationId);
});
afterAll(() => fixture.stop());

interface Person {
  readonly id: string;
  readonly application: ApplicationsReceivedV1;
}

let people = 0;
const address = (): string => `merge.${++people}@example.org`;

async function personOf(person: { name: string; phone?: string; email?: string }, skill = 'Python'): Promise<Person> {
  const email = person.email ?? address();
  const resume = resumeOf({ ...person, email }).replace('Python', skill);
  const application = await fixture.apply({ organizationId, name: person.name, email, resume });
  return { id: (await fixture.settled(application)).candidate_id, application };
}

async function read(id: string): Promise<TestAnswer['body']['data']> {
  const { status, body } = await recruiter('GET', `/candidates/${id}`);
  expect({ status, code: body.code }).toEqual({ status: 200 });
  return body.data;
}
const versionOf = async (id: string): Promise<number> => (await read(id)).version;
async function merge(survivorId: string, mergedId: string, take: string[] = []): Promise<string> {
  const [survivorVersion, mergedVersion] = [await versionOf(survivorId), await versionOf(mergedId)];
  const body = { survivorId, mergedId, survivorVersion, mergedVersion, take };
  const answer = await recruiter('POST', '/candidates/merge', body, { 'idempotency-key': newId() });
  expect(answer).toMatchObject({ status: 201, body: { data: { survivorId, mergedId, undoneAt: null } } });
  expect(answer.headers.get('location')).toBe(`/api/v1/candidates/merge/${answer.body.data.id}`);
  return answer.body.data.id;
}
const undo = (mergeId: string): ReturnType<Call> => recruiter('POST', `/candidates/merge/${mergeId}/undo`, {});
/** What a record says, without what every change touches. */
const said = async (id: string): Promise<unknown> => {
  const { version: _version, updatedAt: _updatedAt, ...rest } = await read(id);
  return rest;
};
const foundBy = async (text: string): Promise<string[]> =>
  (await recruiter('POST', '/candidates/search', { text })).body.data.candidates.map((one: { id: string }) => one.id);
/** The candidate that readers of events hold for an application: the last one told. */
async function heldFor(applicationId: string): Promise<string | undefined> {
  const events = [...(await fixture.process.published(candidatesLinkedV1)), ...(await fixture.process.published(candidatesRelinkedV1))];
  return events.filter((event) => event.applicationId === applicationId).at(-1)?.candidateId;
}

describe('two records of one person', () => {
  it('are found by what they have in common, the strongest reason first', async () => {
    const phone = '+92 300 5550101';
    const one = await personOf({ name: 'Mohammad Qureshi', phone });
    const byPhone = await personOf({ name: 'Somebody Else', phone });
    const alike = await personOf({ name: 'Muhammed Qureshi' });
    const { body } = await recruiter('GET', `/candidates/${one.id}/duplicates`);
    expect(body.data.duplicates).toMatchObject([
      { candidate: { id: byPhone.id }, reasons: ['phone'] },
      { candidate: { id: alike.id }, reasons: ['name_and_employer'] },
    ]);
    expect((await read(alike.id)).possibleDuplicateOf).toBeNull();
    const email = address();
    const holder = await personOf({ name: 'Grace Holder', email });
    const data = await fixture.apply({ organizationId, name: null, submitter: 'staff', resume: resumeOf({ name: 'Grace Other', email }) });
    const other = (await fixture.settled(data)).candidate_id;
    for (const [id, found] of [
      [holder.id, other],
      [other, holder.id],
    ]) {
      expect((await recruiter('GET', `/candidates/${id}/duplicates`)).body.data.duplicates[0]).toMatchObject({
        candidate: { id: found },
        reasons: ['email'],
      });
    }
  });

  it('are found by phones that somebody typed: in an application, also a later one, and by hand', async () => {
    const [one, other, third] = ['+92 300 5550201', '+92 300 5550202', '+92 300 5550203'];
    const inResume = await personOf({ name: 'Zara Resume', phone: one });
    const apply = async (phone: string | null, email = address()): Promise<{ id: string; email: string }> => {
      const { applicationId } = await fixture.apply({ organizationId, email, phone, resume: null });
      return { id: await fixture.linked(applicationId), email };
    };
    const sharing = async (id: string): Promise<unknown[]> =>
      (await recruiter('GET', `/candidates/${id}/duplicates`)).body.data.duplicates.map(
        ({ candidate, reasons }: { candidate: { id: string }; reasons: string[] }) => [candidate.id, reasons],
      );
    const typed = await apply('0092 (300) 5550201');
    expect(await sharing(typed.id)).toEqual([[inResume.id, ['phone']]]);
    expect((await read(typed.id)).possibleDuplicateOf).toBe(inResume.id);

    const [first, later] = [await apply(other), await apply(null)];
    expect(await sharing(later.id)).toEqual([]);
    await apply(other, later.email);
    await eventually(async () => expect(await sharing(later.id)).toEqual([[first.id, ['phone']]]));
    expect(await read(later.id)).toMatchObject({ phone: null, possibleDuplicateOf: first.id });

    const [byHand, edited] = [await apply(third), await apply(null)];
    await recruiter('PATCH', `/candidates/${edited.id}`, { phone: third }, { 'if-match': `"${await versionOf(edited.id)}"` });
    expect(await sharing(byHand.id)).toEqual([[edited.id, ['phone']]]);
    expect((await read(edited.id)).possibleDuplicateOf).toBe(byHand.id);
  });

  it('are one after a merge as its preview says, in reads, lists, search and events, and two after it is undone, exactly as they were', async () => {
    const a = await personOf({ name: 'Annabel Firstrecord' }, 'Fortran');
    const b = await personOf({ name: 'Annabella Secondrecord', phone: '+92 300 5550102' }, 'Haskell');
    await recruiter('PATCH', `/candidates/${b.id}`, { tags: ['kept'], title: 'Architect' }, { 'if-match': `"${await versionOf(b.id)}"` });
    await recruiter('PUT', `/candidates/${b.id}/notes`, { text: 'Remember the zeppelin.' }, { 'if-match': '"0"' });
    const before = [await said(a.id), await said(b.id)];
    await eventually(async () => expect(await foundBy('zeppelin')).toEqual([b.id]));

    const preview = await recruiter('POST', '/candidates/merge/preview', { survivorId: a.id, mergedId: b.id, take: ['title'] });
    expect(preview.body.data).toMatchObject({
      survivor: { id: a.id },
      merged: { id: b.id },
      result: { name: 'Annabel Firstrecord', phone: '+923005550102', title: 'Architect', tags: ['kept'] },
      movedApplications: 1,
    });
    expect([await said(a.id), await said(b.id)]).toEqual(before);

    const mergeId = await merge(a.id, b.id, ['title']);
    const whole = await read(a.id);
    expect(whole).toMatchObject({ ...preview.body.data.result, mergedInto: null, mergedIds: [b.id], possibleDuplicateOf: null });
    expect(whole.resumes.map((resume: { applicationId: string }) => resume.applicationId).sort()).toEqual(
      [a, b].map(({ application }) => application.applicationId).sort(),
    );
    expect((await recruiter('GET', `/candidates/${a.id}/notes`)).body.data).toMatchObject({
      text: null,
      merged: [{ candidateId: b.id, text: 'Remember the zeppelin.' }],
    });
    expect(await read(b.id)).toMatchObject({ name: 'Annabella Secondrecord', mergedInto: a.id });
    expect((await recruiter('GET', `/candidates/${b.id}/duplicates`)).body.data.duplicates).toEqual([]);
    for (const query of ['skills=haskell,FORTRAN', 'tags=kept', `ids=${a.id},${b.id}`]) {
      const list = await recruiter('GET', `/candidates?${query}`);
      expect({ query, found: list.body.data.map((one: { id: string }) => one.id) }).toEqual({ query, found: [a.id] });
    }
    for (const [method, path, body] of [
      ['PATCH', `/candidates/${b.id}`, { title: 'Late' }],
      ['PUT', `/candidates/${b.id}/notes`, { text: 'Late' }],
    ] as const) {
      const late = await recruiter(method, path, body, { 'if-match': '"1"' });
      expect(late).toMatchObject({ status: 409, body: { code: 'candidates.merged' } });
    }
    await eventually(async () => {
      for (const text of ['zeppelin', 'Fortran', 'Haskell']) expect(await foundBy(text)).toEqual([a.id]);
      expect(await heldFor(b.application.applicationId)).toBe(a.id);
      expect(await fixture.process.published(candidatesMergedV1)).toContainEqual(
        expect.objectContaining({ mergeId, candidateId: a.id, mergedCandidateId: b.id }),
      );
    });

    expect((await undo(mergeId)).body.data).toMatchObject({ id: mergeId, undoneAt: expect.any(String) });
    expect([await said(a.id), await said(b.id)]).toEqual(before);
    await eventually(async () => {
      expect([await foundBy('zeppelin'), await foundBy('Fortran'), await foundBy('Haskell')]).toEqual([[b.id], [a.id], [b.id]]);
      expect([await heldFor(a.application.applicationId), await heldFor(b.application.applicationId)]).toEqual([a.id, b.id]);
      expect(await fixture.process.published(candidatesUnmergedV1)).toContainEqual(
        expect.objectContaining({ mergeId, candidateId: a.id, mergedCandidateId: b.id }),
      );
    });
    expect(await undo(mergeId)).toMatchObject({ status: 409, body: { code: 'candidates.merge_undone' } });
  });

  it('keep what comes while they are merged: it counts for the person, and goes back to its own record', async () => {
    const [a, b] = [await personOf({ name: 'Ada Early' }), await personOf({ name: 'Ada Later' })];
    const mergeId = await merge(a.id, b.id);
    const application = await fixture.apply({
      organizationId,
      email: b.application.email,
      resume: resumeOf({ name: 'Ada Later', email: b.application.email ?? '', phone: '+92 300 5550103' }),
    });
    const resume = await fixture.settled(application);
    expect(resume.candidate_id).toBe(b.id);
    const parsed = await eventually(async () => {
      const [event] = (await fixture.process.published(resumesParsedV1)).filter((one) => one.applicationId === application.applicationId);
      if (!event) throw new Error('not announced yet');
      return event;
    });
    expect(parsed.candidateId).toBe(a.id);
    expect(await read(a.id)).toMatchObject({ phone: '+923005550103', name: 'Ada Early' });
    await eventually(async () => expect(await heldFor(application.applicationId)).toBe(a.id));
    const { keyring, storage } = fixture.process.infrastructure;
    await keyring.destroy(organizationId, personKey(a.application.candidateKey));
    const profile = (await storage.read(parsed.profileKey, 1_000_000)).toString();
    await expect(keyring.open(organizationId, sealedProfileContext(resume.id), profile)).resolves.toContain('Ada Later');

    await undo(mergeId);
    expect(await read(b.id)).toMatchObject({ phone: '+923005550103', name: 'Ada Later' });
    expect(await read(a.id)).toMatchObject({ phone: null, name: null });
    await eventually(async () => expect(await heldFor(application.applicationId)).toBe(b.id));
  });

  it('take edits of the person into the survivor, where they stay after an undo', async () => {
    const [a, b] = [await personOf({ name: 'Tag Survivor' }), await personOf({ name: 'Tag Merged', phone: '+92 300 5550104' })];
    await recruiter('PATCH', `/candidates/${b.id}`, { tags: ['one', 'two'] }, { 'if-match': `"${await versionOf(b.id)}"` });
    const mergeId = await merge(a.id, b.id, ['name']);
    const edit = { name: 'Edited Name', email: b.application.email, phone: null, tags: ['two', 'three'], skills: [{ name: 'Go' }] };
    const answer = await recruiter('PATCH', `/candidates/${a.id}`, edit, { 'if-match': `"${await versionOf(a.id)}"` });
    expect(answer.body.data).toMatchObject({ ...edit, skills: [{ name: 'Go', source: 'person' }] });
    const byTag = await recruiter('GET', '/candidates?tags=one');
    expect(byTag.body.data).toEqual([]);
    await undo(mergeId);
    expect(await read(a.id)).toMatchObject({ ...edit, skills: [{ name: 'Go' }] });
    expect(await read(b.id)).toMatchObject({ name: 'Tag Merged', phone: '+923005550104', tags: ['one', 'two'] });
    expect((await read(b.id)).skills.map(({ name }: { name: string }) => name)).toContain('Python');
  });

  it('are not merged unseen, with themselves, twice, or across organizations', async () => {
    const [a, b, c] = [await personOf({ name: 'Ann One' }), await personOf({ name: 'Ann Two' }), await personOf({ name: 'Ann Three' })];
    const attempt = (body: object, call = recruiter): ReturnType<Call> =>
      call('POST', '/candidates/merge', body, { 'idempotency-key': newId() });
    const seen = { survivorVersion: await versionOf(a.id), mergedVersion: await versionOf(b.id) };
    expect((await attempt({ survivorId: a.id, mergedId: b.id, ...seen, mergedVersion: 1 })).status).toBe(412);
    expect((await attempt({ survivorId: a.id, mergedId: a.id, ...seen })).status).toBe(422);
    expect((await attempt({ survivorId: a.id, mergedId: newId(), ...seen })).status).toBe(404);
    const stranger = await fixture.as('recruiter', newId());
    expect((await attempt({ survivorId: a.id, mergedId: b.id, ...seen }, stranger)).status).toBe(404);
    const mergeId = await merge(a.id, b.id);
    expect((await attempt({ survivorId: c.id, mergedId: b.id, ...seen })).status).toBe(409);
    expect((await stranger('GET', `/candidates/merge/${mergeId}`)).status).toBe(404);
    expect((await stranger('POST', `/candidates/merge/${mergeId}/undo`, {})).status).toBe(404);
    expect((await read(b.id)).mergedInto).toBe(a.id);
  });
});

describe('merges, undos, edits, notes and applications at once', () => {
  const PEOPLE = 4;
  const step = fc.oneof(
    fc.record({ kind: fc.constant('merge' as const), one: fc.nat(PEOPLE - 1), other: fc.nat(PEOPLE - 1) }),
    fc.record({ kind: fc.constant('undo' as const), one: fc.nat(PEOPLE - 1), other: fc.constant(0) }),
    fc.record({
      kind: fc.constantFrom('edit' as const, 'note' as const, 'apply' as const),
      one: fc.nat(PEOPLE - 1),
      other: fc.constant(0),
    }),
  );
  type Step = { readonly kind: 'merge' | 'undo' | 'edit' | 'note' | 'apply'; readonly one: number; readonly other: number };

  /** Runs steps against people of its own and notes what was accepted. */
  class Story {
    readonly ids: string[] = [];
    readonly merges: string[] = [];
    private readonly emails: string[] = [];
    readonly titles = new Map<string, { readonly version: number; readonly title: string }>();
    readonly notes = new Map<string, string[]>();
    readonly applications = new Map<string, string>();
    private count = 0;

    async begin(): Promise<void> {
      const first = await Promise.all(
        Array.from({ length: PEOPLE }, async () => {
          const email = address();
          const { applicationId } = await fixture.apply({ organizationId, email, resume: null });
          return { email, applicationId, id: await fixture.linked(applicationId) };
        }),
      );
      for (const { email, applicationId, id } of first) {
        this.emails.push(email);
        this.ids.push(id);
        this.applications.set(applicationId, id);
      }
    }

    async take({ kind, one, other }: Step): Promise<void> {
      const [id = '', otherId = ''] = [this.ids[one], this.ids[other]];
      const number = ++this.count;
      switch (kind) {
        case 'merge': {
          const body = { survivorId: id, mergedId: otherId, survivorVersion: await versionOf(id), mergedVersion: await versionOf(otherId) };
          const answer = await recruiter('POST', '/candidates/merge', body, { 'idempotency-key': newId() });
          if (answer.status === 201) this.merges.push(answer.body.data.id);
          else expect([409, 412, 422]).toContain(answer.status);
          return;
        }
        case 'undo': {
          const mergeId = this.merges[one % Math.max(1, this.merges.length)];
          if (mergeId) expect([200, 409]).toContain((await undo(mergeId)).status);
          return;
        }
        case 'edit': {
          const title = `Title ${number}`;
          const answer = await recruiter('PATCH', `/candidates/${id}`, { title }, { 'if-match': `"${await versionOf(id)}"` });
          if (answer.status !== 200) return expect([409, 412]).toContain(answer.status);
          const { version } = answer.body.data;
          if (version > (this.titles.get(id)?.version ?? 0)) this.titles.set(id, { version, title });
          return;
        }
        case 'note': {
          const { version } = (await recruiter('GET', `/candidates/${id}/notes`)).body.data;
          const text = `Note ${number}`;
          const answer = await recruiter('PUT', `/candidates/${id}/notes`, { text }, { 'if-match': `"${version}"` });
          if (answer.status !== 200) return expect([409, 412]).toContain(answer.status);
          this.notes.set(id, [...(this.notes.get(id) ?? []), text]);
          return;
        }
        case 'apply': {
          const { applicationId } = await fixture.apply({ organizationId, email: this.emails[one] ?? '', resume: null });
          this.applications.set(applicationId, id);
        }
      }
    }

    async undoAll(): Promise<void> {
      for (const mergeId of this.merges) expect([200, 409]).toContain((await undo(mergeId)).status);
    }
  }

  it('lose nothing: after all undos every record says what was written into it, and every application is its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 4 }), async (rounds) => {
        const story = new Story();
        await story.begin();
        for (const round of rounds) await Promise.all(round.map((one) => story.take(one)));
        await story.undoAll();
        for (const id of story.ids) {
          const person = await read(id);
          expect(person).toMatchObject({ mergedInto: null, mergedIds: [], title: story.titles.get(id)?.title ?? null });
          const { text, merged } = (await recruiter('GET', `/candidates/${id}/notes`)).body.data;
          expect(merged).toEqual([]);
          const written = story.notes.get(id) ?? [];
          if (written.length > 0) expect(written).toContain(text);
          const stored = await fixture.database.rows('SELECT 1 FROM candidates.notes WHERE candidate_id = $1', [id]);
          expect(stored).toHaveLength(written.length);
        }
        await eventually(async () => {
          for (const [applicationId, id] of story.applications) expect(await heldFor(applicationId)).toBe(id);
        });
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 240_000);
});
