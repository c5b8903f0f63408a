import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  applicationsReplacedV1,
  candidatesCreatedV1,
  candidatesLinkedV1,
  candidatesUpdatedV1,
  resumesParseFailedV1,
  resumesParsedV1,
  sealedProfileContext,
} from '@shortlist/contracts';
import { newId, personKey } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { CandidatesFixture, resumeOf } from './candidates.fixture-spec.js';

let fixture: CandidatesFixture;
const organizationId = newId();

beforeAll(async () => {
  fixture = await CandidatesFixture.start();
});
afterAll(() => fixture.stop());

let people = 0;
const address = (): string => `ada.${++people}@example.org`;

describe('an application', () => {
  it('delivered five times makes one person, one resume, one parse and one event of each kind', async () => {
    const email = address();
    const data = await fixture.received({ organizationId, email, resume: resumeOf({ name: 'Ada Example', email }) });
    const meta = { organizationId, id: newId() };
    for (let time = 0; time < 5; time++) await fixture.announce(data, meta);
    const resume = await fixture.settled(data);
    const { applicationId } = data;
    await eventually(async () => {
      expect((await fixture.process.published(resumesParsedV1)).filter((event) => event.resumeId === resume.id)).toHaveLength(1);
    });
    // One more application behind it shows that all five deliveries are through.
    await fixture.settled(await fixture.apply({ organizationId, email: address(), resume: 'Someone' }));
    expect(resume).toMatchObject({ status: 'parsed', run: 1, failure_code: null });
    const count = async (table: string, column: string, value: string): Promise<number> =>
      (await fixture.database.rows(`SELECT 1 FROM candidates.${table} WHERE ${column} = $1`, [value])).length;
    expect(await count('resumes', 'application_id', applicationId)).toBe(1);
    expect(await count('parsed_resumes', 'resume_id', resume.id)).toBe(1);
    expect(await count('candidates', 'candidate_key', data.candidateKey)).toBe(1);
    const { candidate_id: candidateId } = resume;
    const linked = (await fixture.process.published(candidatesLinkedV1)).filter((event) => event.applicationId === applicationId);
    expect(linked).toEqual([{ applicationId, jobId: data.jobId, candidateId, isNew: true }]);
    const created = (await fixture.process.published(candidatesCreatedV1)).filter((event) => event.candidateId === candidateId);
    expect(created).toEqual([{ candidateId, version: 1, change: 'created' }]);
    const updated = (await fixture.process.published(candidatesUpdatedV1)).filter((event) => event.candidateId === candidateId);
    expect(updated).toEqual([{ candidateId, version: 2, change: 'updated' }]);
    expect(await fixture.process.published(resumesParseFailedV1)).not.toContainEqual(expect.objectContaining({ applicationId }));
  });

  it('has its resume read as of its receipt, out of quarantine, with a sealed profile that its event points to', async () => {
    const email = address();
    const data = await fixture.apply({ organizationId, email, resume: resumeOf({ name: 'Ada Example', email }) });
    const { id: resumeId, candidate_id: candidateId, storage_key } = await fixture.settled(data);
    const { storage, keyring } = fixture.process.infrastructure;
    expect(storage_key).toBe(`organizations/${organizationId}/resumes/${resumeId}/original`);
    await expect(storage.stat(data.resume?.storageKey ?? '')).rejects.toMatchObject({ code: 'storage.object_missing' });
    await expect(storage.stat(storage_key)).resolves.toMatchObject({ contentType: 'text/plain' });
    const event = await eventually(async () => {
      const [found] = (await fixture.process.published(resumesParsedV1)).filter((one) => one.resumeId === resumeId);
      if (!found) throw new Error('not announced yet');
      return found;
    });
    expect(event).toMatchObject({ candidateId, applicationId: data.applicationId, candidateKey: data.candidateKey, flags: [] });
    const sealed = (await storage.read(event.profileKey, 1_000_000)).toString();
    expect(sealed).not.toMatch(/Python/);
    const profile = JSON.parse(await keyring.open(organizationId, sealedProfileContext(resumeId), sealed));
    expect(profile).toMatchObject({ asOf: data.receivedAt, name: { value: 'Ada Example' } });
  });

  it('that is replaced keeps both resumes, and the newer one stands for the person', async () => {
    const email = address();
    const first = await fixture.apply({ organizationId, email, resume: resumeOf({ name: 'Ada Example', email }) });
    const { id: older, candidate_id: candidateId } = await fixture.settled(first);
    const next = await fixture.received({
      organizationId,
      email,
      resume: resumeOf({ name: 'Ada Example', email }).replace('Python', 'Cobol'),
    });
    const data = { ...next, applicationId: first.applicationId, jobId: first.jobId, receiptId: next.applicationId, submission: 2 };
    const meta = { organizationId, id: newId() };
    for (let time = 0; time < 5; time++) await fixture.process.announce(applicationsReplacedV1, data, meta);
    const newer = await eventually(async () => {
      const events = (await fixture.process.published(resumesParsedV1)).filter((event) => event.applicationId === first.applicationId);
      expect(events).toMatchObject([{ resumeId: older, submission: 1 }, { submission: 2 }]);
      return events[1]?.resumeId;
    });
    const resumes = 'SELECT submission FROM candidates.resumes WHERE application_id = $1 ORDER BY id';
    expect(await fixture.database.rows(resumes, [first.applicationId])).toEqual([{ submission: 1 }, { submission: 2 }]);
    const person = (await (await fixture.as('recruiter', organizationId))('GET', `/candidates/${candidateId}`)).body.data;
    expect(person).toMatchObject({ primaryResumeId: newer });
    expect(person.skills.map((skill: { name: string }) => skill.name)).toContain('COBOL');
  });

  it('sent twice at once under one address makes one person with two resumes', async () => {
    const email = address();
    const submissions = await Promise.all(
      Array.from({ length: 8 }, () => fixture.received({ organizationId, email, resume: resumeOf({ name: 'Ada Example', email }) })),
    );
    await Promise.all(submissions.map((data) => fixture.announce(data, { organizationId })));
    const rows = await Promise.all(submissions.map((data) => fixture.settled(data)));
    expect(new Set(rows.map((row) => row.candidate_id)).size).toBe(1);
    expect(new Set(rows.map((row) => row.id)).size).toBe(8);
    const linked = await eventually(async () => {
      const ids = submissions.map((data) => data.applicationId);
      const found = (await fixture.process.published(candidatesLinkedV1)).filter((event) => ids.includes(event.applicationId));
      expect(found).toHaveLength(8);
      return found;
    });
    expect(linked.filter((event) => event.isNew)).toHaveLength(1);
  });

  it('adds a version to the record of a known person and changes nothing that the record says', async () => {
    const email = address();
    const first = await fixture.apply({ organizationId, email, phone: '+923001234567', resume: resumeOf({ name: 'Ada Example', email }) });
    const before = (await fixture.person(first)).body.data;
    const impostor = resumeOf({ name: 'Mallory Impostor', email, phone: '+14155550100' }).replace('Python, PostgreSQL, Docker', 'Cobol');
    const second = await fixture.apply({ organizationId, email, name: 'Mallory Impostor', resume: impostor });
    const after = (await fixture.person(second)).body.data;
    expect(after.id).toBe(before.id);
    for (const field of ['name', 'email', 'phone', 'location', 'title', 'skills', 'primaryResumeId'])
      expect(after[field]).toEqual(before[field]);
    expect(after.name).toBe('Ada Example');
    expect(after.resumes.map((one: { applicationId: string }) => one.applicationId)).toEqual([second.applicationId, first.applicationId]);
  });

  it('without a resume is announced as such, once', async () => {
    const data = await fixture.apply({ organizationId, email: address() });
    await eventually(async () => {
      const failed = (await fixture.process.published(resumesParseFailedV1)).filter((one) => one.applicationId === data.applicationId);
      expect(failed).toEqual([expect.objectContaining({ code: 'no_resume', resumeId: null })]);
    });
  });
});

describe('a resume handed in by staff', () => {
  it('names its person: name and address come from what it says', async () => {
    const email = address();
    const resume = resumeOf({ name: 'Grace Sample', email, phone: '+92 300 7654321' });
    const data = await fixture.apply({ organizationId, name: null, submitter: 'staff', resume });
    const person = (await fixture.person(data)).body.data;
    expect(person).toMatchObject({ name: 'Grace Sample', email, phone: '+923007654321', type: 'uploaded', possibleDuplicateOf: null });
    const applied = await fixture.apply({ organizationId, email, resume: 'Grace again' });
    expect((await fixture.settled(applied)).candidate_id).toBe(person.id);
  });

  it('takes no address that somebody else has, and flags the possible duplicate', async () => {
    const email = address();
    const holder = await fixture.settled(await fixture.apply({ organizationId, email, resume: resumeOf({ name: 'Ada Example', email }) }));
    const data = await fixture.apply({ organizationId, name: null, submitter: 'staff', resume: resumeOf({ name: 'Ada Example', email }) });
    const person = (await fixture.person(data)).body.data;
    expect(person.id).not.toBe(holder.candidate_id);
    expect(person).toMatchObject({ email: null, possibleDuplicateOf: holder.candidate_id });
  });

  it('suggests a duplicate by national id, and merges nothing', async () => {
    const nationalId = '42101-7654321-3';
    const [one, two] = [address(), address()];
    const first = await fixture.settled(
      await fixture.apply({ organizationId, email: one, resume: resumeOf({ name: 'Ada Example', email: one, nationalId }) }),
    );
    const data = await fixture.apply({ organizationId, email: two, resume: resumeOf({ name: 'Ada Example', email: two, nationalId }) });
    const person = (await fixture.person(data)).body.data;
    expect(person).toMatchObject({ possibleDuplicateOf: first.candidate_id, nationalId: '*****-*******-3' });
    expect(person.id).not.toBe(first.candidate_id);
  });
});

describe('a resume that cannot be read', () => {
  const failure = async (submission: Partial<Parameters<CandidatesFixture['apply']>[0]>): Promise<string> => {
    const data = await fixture.apply({ organizationId, email: address(), ...submission });
    const row = await fixture.settled(data);
    expect(row.status).toBe('failed');
    const events = await eventually(async () => {
      const found = (await fixture.process.published(resumesParseFailedV1)).filter((one) => one.resumeId === row.id);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(events[0]).toMatchObject({ candidateId: row.candidate_id, applicationId: data.applicationId, code: row.failure_code });
    return row.failure_code ?? '';
  };

  it('ends in the code that says why', async () => {
    expect(await failure({ storageKey: `organizations/${organizationId}/quarantine/${newId()}` })).toBe('file_missing');
    expect(await failure({ resume: '' })).toBe('empty_file');
    expect(await failure({ resume: ' \n \n ' })).toBe('no_text');
    expect(await failure({ resume: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]) })).toBe('corrupt');
    expect(await failure({ resume: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x01, 0, 0, 0, 0, 0]) })).toBe('unsupported_type');
  });

  it('never reaches a file of another organization', async () => {
    const foreign = `organizations/${newId()}/quarantine/secret`;
    expect(await failure({ resume: 'Secret Person\nsecret@example.org', storageKey: foreign })).toBe('file_missing');
    await expect(fixture.process.infrastructure.storage.stat(foreign)).resolves.toBeDefined();
  });
});

describe('secrets', () => {
  it('lie in no table in plain text, and a CNIC is masked in every answer', async () => {
    const [nationalId, email] = ['35202-9988776-5', 'planted.canary@example.org'];
    const person = { name: 'Planted Canary', email, phone: '+92 333 5550199', nationalId };
    const data = await fixture.apply({ organizationId, ...person, resume: resumeOf(person), fileName: 'Private Surname.txt' });
    const { body } = await fixture.person(data);
    expect(body.data).toMatchObject({
      name: 'Planted Canary',
      nationalId: '*****-*******-5',
      resumes: [{ fileName: 'Private Surname.txt' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/9988776/);
    await eventually(async () => {
      const index = await fixture.database.rows('SELECT 1 FROM platform.search_documents WHERE id = $1 AND version >= 2', [body.data.id]);
      expect(index).toHaveLength(1);
    });
    for (const { name, row } of await everyRow()) {
      // The search index is the one place that must hold words in order to find them; a CNIC is none of them.
      const secret = name === 'platform.search_documents' ? /9988776/ : /9988776|planted|canary|5550199/i;
      expect({ name, holdsSecret: secret.test(row) }).toEqual({ name, holdsSecret: false });
      if (name.startsWith('candidates.')) expect({ name, holdsFileName: /surname/i.test(row) }).toEqual({ name, holdsFileName: false });
    }
  });

  it('are gone once the key of the person is destroyed, and the record still answers', async () => {
    const email = address();
    const data = await fixture.apply({
      organizationId,
      email,
      resume: resumeOf({ name: 'Ada Example', email, nationalId: '42101-1112223-9' }),
    });
    const { id } = (await fixture.person(data)).body.data;
    await fixture.process.infrastructure.keyring.destroy(organizationId, personKey(data.candidateKey));
    const erased = (await fixture.person(data)).body.data;
    expect(erased).toMatchObject({
      id,
      name: null,
      email: null,
      phone: null,
      nationalId: null,
      profile: null,
      resumes: [{ fileName: null }],
    });
  });

  it('of one address in two organizations are two people under two keys, and neither sees the other', async () => {
    const [other, email] = [newId(), address()];
    const here = await fixture.apply({ organizationId, email, resume: resumeOf({ name: 'Ada Here', email }) });
    const there = await fixture.apply({ organizationId: other, email, resume: resumeOf({ name: 'Ada There', email }) });
    const [mine, theirs] = [await fixture.settled(here), await fixture.settled(there)];
    expect(mine.candidate_id).not.toBe(theirs.candidate_id);
    expect(here.candidateKey).not.toBe(there.candidateKey);
    const call = await fixture.as('admin', other);
    for (const path of [
      `/candidates/${mine.candidate_id}`,
      `/candidates/${mine.candidate_id}/notes`,
      `/resumes/${mine.id}`,
      `/resumes/${mine.id}/parsed`,
      `/resumes/${mine.id}/file`,
    ]) {
      expect({ path, status: (await call('GET', path)).status }).toEqual({ path, status: 404 });
    }
    expect((await call('POST', `/resumes/${mine.id}/parse`)).status).toBe(404);
    expect((await call('PATCH', `/candidates/${mine.candidate_id}`, { name: 'X' }, { 'if-match': '"2"' })).status).toBe(404);
    const list = await call('GET', '/candidates');
    expect(list.body.data.map((one: { id: string }) => one.id)).toEqual([theirs.candidate_id]);
    await eventually(async () => {
      const found = await call('POST', '/candidates/search', { text: 'Ada' });
      expect(found.body.data.candidates.map((one: { id: string }) => one.id)).toEqual([theirs.candidate_id]);
    });
  });
});

async function everyRow(): Promise<{ name: string; row: string }[]> {
  const tables = await fixture.database.rows<{ name: string }>(
    "SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('candidates', 'platform', 'pgboss')",
  );
  const rows = await Promise.all(
    tables.map(async ({ name }) =>
      (await fixture.database.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).map(({ row }) => ({ name, row })),
    ),
  );
  return rows.flat();
}
