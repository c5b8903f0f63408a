import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { resumesParseFailedV1, resumesParsedV1 } from '@shortlist/contracts';
import type { ApplicationsReceivedV1 } from '@shortlist/contracts';
import { newId, personKey } from '@shortlist/platform';
import type { ObjectStorage } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { CandidatesFixture, resumeOf } from '../candidates.fixture-spec.js';
import type { ResumeRow } from '../candidates.fixture-spec.js';
import { NoVirusScanner, ParserPool } from '@shortlist/resume-reader';
import { parseResumeTask } from '../tasks/parse-resume.js';

let fixture: CandidatesFixture;
const organizationId = newId();

beforeAll(async () => {
  fixture = await CandidatesFixture.start();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => fixture.stop());

let people = 0;
const text = (): string => resumeOf({ name: 'Ada Example', email: `reader.${++people}@example.org` });

/** Lets no worker reach storage, so that the spec alone decides what happens to the task of this application. */
async function held(resume: string): Promise<{ data: ApplicationsReceivedV1; row: ResumeRow; release: () => void }> {
  const parse = jest.spyOn(ParserPool.prototype, 'parse').mockRejectedValue(new Error('held'));
  const read = jest.spyOn(fixture.process.infrastructure.storage, 'read').mockRejectedValue(new Error('held'));
  const data = await fixture.apply({ organizationId, email: `held.${newId()}@example.org`, resume });
  const row = await eventually(async () => {
    const [found] = await fixture.database.rows<ResumeRow>('SELECT * FROM candidates.resumes WHERE application_id = $1', [
      data.applicationId,
    ]);
    if (!found) throw new Error('not there yet');
    expect(read).toHaveBeenCalledWith(data.resume?.storageKey ?? '', expect.anything());
    return found;
  });
  return {
    data,
    row,
    release: () => {
      parse.mockRestore();
      read.mockRestore();
    },
  };
}

const taskOf = ({ id, run }: ResumeRow): { organizationId: string; resumeId: string; run: number } => ({
  organizationId,
  resumeId: id,
  run,
});

async function outcomes(resumeId: string): Promise<{ parsed: number; failed: string[]; rows: number }> {
  // One more application behind it shows that everything announced before is through.
  const marker = await fixture.apply({ organizationId, email: `marker.${newId()}@example.org` });
  return eventually(async () => {
    const failures = await fixture.process.published(resumesParseFailedV1);
    expect(failures.some((event) => event.applicationId === marker.applicationId)).toBe(true);
    const parsed = (await fixture.process.published(resumesParsedV1)).filter((event) => event.resumeId === resumeId);
    const failed = failures.filter((event) => event.resumeId === resumeId).map((event) => event.code);
    const rows = await fixture.database.rows('SELECT 1 FROM candidates.parsed_resumes WHERE resume_id = $1', [resumeId]);
    return { parsed: parsed.length, failed, rows: rows.length };
  });
}

/** Executes the operation and loses its answer, once: what a kill at that instant leaves behind. */
function loseAnswerOnce(method: 'delete' | 'read' | 'put', skip = 0): void {
  const storage = fixture.process.infrastructure.storage;
  const real = (storage[method] as (...args: unknown[]) => Promise<unknown>).bind(storage);
  let calls = 0;
  const lossy = async (...args: unknown[]): Promise<unknown> => {
    const answer = await real(...args);
    if (calls++ === skip) throw new Error('killed');
    return answer;
  };
  jest.spyOn(storage as Record<typeof method, ObjectStorage[typeof method]>, method).mockImplementation(lossy as never);
}

describe('reading a resume', () => {
  it.each([
    ['after the file was read', 'read', 0],
    ['after the file was kept', 'put', 0],
    ['after the file left quarantine', 'delete', 0],
    ['after the text was stored', 'put', 1],
    ['after the profile was stored', 'put', 2],
  ] as const)('killed %s and run again leaves one profile and one event', async (_when, method, skip) => {
    const { row, release } = await held(text());
    release();
    loseAnswerOnce(method, skip);
    await expect(fixture.runTask(parseResumeTask, taskOf(row))).rejects.toThrow('killed');
    jest.restoreAllMocks();
    await fixture.runTask(parseResumeTask, taskOf(row));
    await fixture.runTask(parseResumeTask, taskOf(row));
    expect(await outcomes(row.id)).toEqual({ parsed: 1, failed: [], rows: 1 });
  });

  it('is not done while a scanner finds something or cannot answer, and the file stays where it was uploaded', async () => {
    const scan = jest.spyOn(NoVirusScanner.prototype, 'scan');
    scan.mockRejectedValue(new Error('The virus scanner cannot be reached.'));
    const waiting = await fixture.apply({ organizationId, email: `waits.${newId()}@example.org`, resume: text() });
    const row = await eventually(async () => {
      const [found] = await fixture.database.rows<ResumeRow>('SELECT * FROM candidates.resumes WHERE application_id = $1', [
        waiting.applicationId,
      ]);
      expect(scan).toHaveBeenCalled();
      if (!found) throw new Error('not there yet');
      return found;
    });
    expect(row.status).toBe('pending');
    await expect(fixture.runTask(parseResumeTask, taskOf(row), { isLast: true })).rejects.toThrow('could not be scanned');
    expect(await fixture.settled(waiting)).toMatchObject({ status: 'failed', failure_code: 'not_scanned' });
    scan.mockResolvedValue({ clean: false, signature: 'Eicar-Test-Signature' });
    const infected = await fixture.apply({ organizationId, email: `ill.${newId()}@example.org`, resume: text() });
    expect(await fixture.settled(infected)).toMatchObject({ status: 'failed', failure_code: 'infected' });
    for (const { resume } of [waiting, infected]) {
      const bytes = await fixture.process.infrastructure.storage.read(resume?.storageKey ?? '', 1_000_000);
      expect(bytes.length).toBeGreaterThan(0);
    }
  });

  it('keeps the bytes that were scanned, whatever is uploaded in their place meanwhile', async () => {
    const { data, row, release } = await held(text());
    release();
    const { storage } = fixture.process.infrastructure;
    const scanned = await storage.read(row.storage_key, 1_000_000);
    const swapped = { contentType: 'text/plain', maxBytes: 1_000 };
    jest.spyOn(NoVirusScanner.prototype, 'scan').mockImplementation(async () => {
      await storage.put(row.storage_key, Buffer.from('Something else'), swapped);
      return { clean: true };
    });
    await fixture.runTask(parseResumeTask, taskOf(row));
    const { storage_key: key, status } = await fixture.settled(data);
    expect([status, await storage.read(key, 1_000_000)]).toEqual(['parsed', scanned]);
    await expect(storage.stat(row.storage_key)).rejects.toMatchObject({ code: 'storage.object_missing' });
  });

  it('leaves nothing in quarantine when an attempt ends between storing the file and removing it there', async () => {
    const { data, row, release } = await held(text());
    release();
    const { storage } = fixture.process.infrastructure;
    const remove = jest.spyOn(storage, 'delete').mockRejectedValueOnce(new Error('The connection was cut.'));
    await expect(fixture.runTask(parseResumeTask, taskOf(row))).rejects.toThrow('cut');
    await fixture.runTask(parseResumeTask, taskOf(row));
    remove.mockRestore();
    expect(await fixture.settled(data)).toMatchObject({ status: 'parsed' });
    await expect(storage.stat(row.storage_key)).rejects.toMatchObject({ code: 'storage.object_missing' });
  });

  it('by four workers at once leaves one profile and one event', async () => {
    const { row, release } = await held(text());
    release();
    await Promise.all(Array.from({ length: 4 }, () => fixture.runTask(parseResumeTask, taskOf(row))));
    expect(await outcomes(row.id)).toEqual({ parsed: 1, failed: [], rows: 1 });
  });

  it('is undecided while attempts are left, and ends as crashed when the last one fails', async () => {
    const { row } = await held(text());
    await expect(fixture.runTask(parseResumeTask, taskOf(row))).rejects.toThrow('held');
    expect(await outcomes(row.id)).toEqual({ parsed: 0, failed: [], rows: 0 });
    await expect(fixture.runTask(parseResumeTask, taskOf(row), { isLast: true })).rejects.toThrow('held');
    await expect(fixture.runTask(parseResumeTask, taskOf(row), { isLast: true })).resolves.toBeUndefined();
    expect(await outcomes(row.id)).toEqual({ parsed: 0, failed: ['crashed'], rows: 0 });
  });

  it('tries a second parser when one dies, and blames the file for the second death only', async () => {
    const dead = { ok: false, code: 'crashed', detail: 'the process ended by SIGKILL' } as const;
    const first = await held(text());
    first.release();
    jest.spyOn(ParserPool.prototype, 'parse').mockResolvedValueOnce(dead);
    await fixture.runTask(parseResumeTask, taskOf(first.row));
    expect(await outcomes(first.row.id)).toEqual({ parsed: 1, failed: [], rows: 1 });
    const second = await held(text());
    second.release();
    jest.spyOn(ParserPool.prototype, 'parse').mockResolvedValueOnce(dead).mockResolvedValueOnce(dead);
    await fixture.runTask(parseResumeTask, taskOf(second.row));
    expect(await outcomes(second.row.id)).toEqual({ parsed: 0, failed: ['crashed'], rows: 0 });
  });

  it('of a person who was erased meanwhile ends as erased and stores nothing', async () => {
    const { data, row, release } = await held(text());
    release();
    await fixture.process.infrastructure.keyring.destroy(organizationId, personKey(data.candidateKey));
    await fixture.runTask(parseResumeTask, taskOf(row));
    expect(await outcomes(row.id)).toEqual({ parsed: 0, failed: ['erased'], rows: 0 });
    const stored = await fixture.process.infrastructure.storage.list(`organizations/${organizationId}/resumes/${row.id}/runs/`);
    expect(stored.objects).toEqual([]);
  });

  it('of people who arrive together with one CNIC flags all but the first as possible duplicates', async () => {
    const sample = await fixture.apply({ organizationId, email: `cnic.${newId()}@example.org`, resume: text() });
    const { id: sampleId } = await fixture.settled(sample);
    const call = await fixture.as('recruiter', organizationId);
    const { profile } = (await call('GET', `/resumes/${sampleId}/parsed`)).body.data;
    const rows: ResumeRow[] = [];
    for (let count = 0; count < 6; count++) rows.push((await held('Ada')).row);
    jest.restoreAllMocks();
    const outcome = {
      ok: true as const,
      text: 'Ada',
      profile: { ...profile, emails: [], phones: [] },
      flags: [],
      parserVersion: '1',
      nationalIds: ['42101-5556667-1'],
    };
    jest.spyOn(ParserPool.prototype, 'parse').mockResolvedValue(outcome);
    await Promise.all(rows.map((row) => fixture.runTask(parseResumeTask, taskOf(row))));
    const ids = rows.map((row) => row.candidate_id);
    const people = await fixture.database.rows<{ possible_duplicate_of: string | null }>(
      'SELECT possible_duplicate_of FROM candidates.candidates WHERE id = ANY($1)',
      [ids],
    );
    expect(people.filter((one) => one.possible_duplicate_of === null)).toHaveLength(1);
  });

  it('again refreshes what came from it and leaves alone what a person wrote', async () => {
    const email = `again.${newId()}@example.org`;
    const before = resumeOf({ name: 'Grace Sample', email, phone: '+92 300 7654321' });
    const data = await fixture.apply({ organizationId, name: null, submitter: 'staff', resume: before });
    const row = await fixture.settled(data);
    const call = await fixture.as('recruiter', organizationId);
    const path = `/candidates/${row.candidate_id}`;
    const etag = (await call('GET', path)).headers.get('etag') ?? '';
    const edits = { name: 'Dr Grace Sample', location: null, skills: [{ name: 'Rust', years: 3 }] };
    expect((await call('PATCH', path, edits, { 'if-match': etag })).status).toBe(200);
    const after = resumeOf({ name: 'Gracie', email: 'other@example.org', phone: '+92 333 1112223' }).replace(
      'Backend Engineer',
      'Principal Engineer',
    );
    const original = { contentType: 'text/plain', maxBytes: 100_000 };
    await fixture.process.infrastructure.storage.put(row.storage_key, Buffer.from(after), original);
    expect(await call('POST', `/resumes/${row.id}/parse`)).toMatchObject({ status: 202, body: { data: { status: 'pending', run: 2 } } });
    expect(await fixture.settled(data)).toMatchObject({ status: 'parsed', run: 2 });
    const { data: person } = (await call('GET', path)).body;
    expect(person).toMatchObject({ name: 'Dr Grace Sample', location: null, email, phone: '+923331112223', title: 'Principal Engineer' });
    expect(person.skills).toEqual([{ name: 'Rust', years: 3, proficiency: null, source: 'person' }]);
    expect(person.editedFields.toSorted()).toEqual(['location', 'name', 'skills']);
    expect(await outcomes(row.id)).toEqual({ parsed: 2, failed: [], rows: 2 });
  });
});
