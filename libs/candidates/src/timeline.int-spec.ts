import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApplicationsReceivedV1 } from '@shortlist/contracts';
import { migrate, newId } from '@shortlist/platform';
import { eventually, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { candidatesMigrations } from './candidates.context.js';
import { CandidatesFixture, resumeOf } from './candidates.fixture-spec.js';
import type { CandidateChangeDto } from './http/candidate-timeline.dto.js';

let fixture: CandidatesFixture;
const [organizationId, recruiterId] = [newId(), newId()];
let call: (method: string, path: string, body?: unknown, version?: number) => Promise<TestAnswer>;

beforeAll(async () => {
  fixture = await CandidatesFixture.start();
  const token = await (await testTokens(fixture.database))({ organizationId, role: 'recruiter', userId: recruiterId });
  call = (method, path, body, version) =>
    fixture.process.call(method, path, {
      token,
      ...(body !== undefined && { body }),
      ...(version !== undefined && { headers: { 'if-match': `"${version}"` } }),
    });
});
afterAll(() => fixture.stop());

const user = `user:${recruiterId}`;
let people = 0;
const address = (): string => `timeline.${++people}@example.org`;

async function applicant(phone?: string): Promise<{ id: string; application: ApplicationsReceivedV1; resumeId: string }> {
  const email = address();
  const resume = resumeOf({ name: 'Ada Example', email, ...(phone && { phone }) });
  const application = await fixture.apply({ organizationId, email, resume });
  const { id: resumeId, candidate_id: id } = await fixture.settled(application);
  return { id, application, resumeId };
}
const versionOf = async (id: string): Promise<number> => (await call('GET', `/candidates/${id}`)).body.data.version;
const edit = async (id: string, changes: object): Promise<TestAnswer> => call('PATCH', `/candidates/${id}`, changes, await versionOf(id));
async function timeline(id: string, query = ''): Promise<CandidateChangeDto[]> {
  const { status, body } = await call('GET', `/candidates/${id}/timeline${query}`);
  expect({ status, code: body.code }).toEqual({ status: 200 });
  return body.data;
}
const kinds = (changes: readonly CandidateChangeDto[]): string[] => changes.map(({ kind }) => kind);
const named = ({ fields }: CandidateChangeDto): string[] => fields.map(({ field }) => field);

describe('the timeline of a candidate', () => {
  it('tells every change with who and why, the newest first, and no value that is personal', async () => {
    const { id, application, resumeId } = await applicant('+92 300 5552001');
    const again = await fixture.apply({ organizationId, email: application.email, resume: '' });
    const { id: unreadable } = await fixture.settled(again);
    await edit(id, { name: 'Ada Edited', phone: '+92 300 5552002', tags: ['remote'], type: 'internal', employmentStatus: 'employed' });
    await edit(id, { name: 'Ada Edited', tags: ['remote', 'senior'], skills: [{ name: 'Weaving', years: 3 }] });
    await edit(id, { skills: [{ name: 'Weaving', years: 3 }] });
    await call('PUT', `/candidates/${id}/notes`, { text: 'Called.' }, 0);
    await call('POST', `/resumes/${unreadable}/parse`);
    await fixture.settled(again);
    const changes = await timeline(id);
    const request = { actor: user, cause: 'request' };
    expect(changes).toMatchObject([
      { kind: 'resume_not_read', actor: 'system', cause: `resume:${unreadable}`, resumeRun: 2, failureCode: 'empty_file' },
      { kind: 'resume_requested', ...request, resumeId: unreadable, resumeRun: 2 },
      { kind: 'note_written', ...request, noteVersion: 1, fields: [] },
      { kind: 'edited', ...request },
      { kind: 'edited', ...request },
      { kind: 'resume_not_read', actor: 'system', resumeId: unreadable, resumeRun: 1, failureCode: 'empty_file' },
      { kind: 'application_received', cause: `application:${again.applicationId}`, resumeId: unreadable, fields: [] },
      { kind: 'resume_read', actor: 'system', cause: `resume:${resumeId}`, resumeId, resumeRun: 1 },
      { kind: 'created', actor: 'system', cause: `application:${application.applicationId}`, resumeId },
    ]);
    expect(new Set(changes.map(({ candidateId }) => candidateId))).toEqual(new Set([id]));
    const [, , , second, first, , , read, created] = changes as [CandidateChangeDto, ...CandidateChangeDto[]];
    expect(first?.fields).toEqual([
      { field: 'name', from: null, to: null },
      { field: 'phone', from: null, to: null },
      { field: 'tags', from: [], to: ['remote'] },
      { field: 'type', from: ['applied'], to: ['internal'] },
      { field: 'employmentStatus', from: null, to: null },
    ]);
    expect(second?.fields).toEqual([
      { field: 'skills', from: null, to: null },
      { field: 'tags', from: ['remote'], to: ['remote', 'senior'] },
    ]);
    expect(read && named(read)).toEqual(['phone', 'location', 'title', 'skills', 'primaryResume']);
    expect(created && named(created)).toEqual(['name', 'email', 'type', 'status']);
    expect(JSON.stringify(changes)).not.toMatch(/Ada|5552|example\.org|Weaving|Called/);
    expect(changes.map(({ at }) => at)).toEqual(
      changes
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
  });

  it('names who handed the application in, as its event does', async () => {
    const email = address();
    const data = await fixture.received({ organizationId, email, submitter: 'staff' });
    await fixture.announce(data, { organizationId, actor: { kind: 'user', id: recruiterId } });
    const id = await fixture.linked(data.applicationId);
    expect(await timeline(id)).toMatchObject([
      { kind: 'created', actor: user, cause: `application:${data.applicationId}`, resumeId: null },
    ]);
    const { body } = await call('POST', '/candidates', { name: 'By Hand', tags: ['x'], type: 'past' });
    expect(await timeline(body.data.id)).toMatchObject([{ kind: 'created', actor: user, cause: 'request', resumeId: null }]);
  });

  it('names who had resumes read again, one or all, and who chose the primary one', async () => {
    const { id, application } = await applicant();
    const later = await fixture.apply({ organizationId, email: application.email, resume: resumeOf({ name: 'Ada Example' }) });
    const { id: chosen } = await fixture.settled(later);
    await call('PUT', `/resumes/${chosen}/primary`, undefined, await versionOf(id));
    await fixture.settled(later);
    const { taskId } = (await call('POST', '/resumes/parse', { everything: true })).body.data;
    await eventually(async () => {
      const [newest] = await timeline(id, '?kind=resume_requested');
      expect(newest).toMatchObject({ actor: user, cause: `task:${taskId}` });
      expect((await timeline(id, '?kind=resume_read'))[0]?.resumeRun).toBeGreaterThan(1);
    }, 60_000);
    const [choice] = await timeline(id, '?kind=resume_chosen');
    expect(choice).toMatchObject({ actor: user, cause: 'request', resumeId: chosen, resumeRun: 2 });
    expect(choice && named(choice)).toEqual(['primaryResume']);
  });

  it('holds that of records that were merged into it, until the undo, and merges and undos for good on both sides', async () => {
    const [a, b] = [await applicant(), await applicant()];
    const [survivorVersion, mergedVersion] = [await versionOf(a.id), await versionOf(b.id)];
    const merged = await call('POST', '/candidates/merge', { survivorId: a.id, survivorVersion, mergedId: b.id, mergedVersion });
    const mergeId = merged.body.data.id;
    const own = ['resume_read', 'created'];
    expect(kinds(await timeline(a.id))).toEqual(['merged', ...own, ...own]);
    expect(kinds(await timeline(b.id))).toEqual(['merged', ...own]);
    await edit(a.id, { tags: ['both'] });
    await call('POST', `/candidates/merge/${mergeId}/undo`);
    expect(kinds(await timeline(a.id))).toEqual(['unmerged', 'edited', 'merged', ...own]);
    expect(kinds(await timeline(b.id))).toEqual(['unmerged', 'merged', ...own]);
    for (const change of await timeline(b.id, '?kind=merged,unmerged'))
      expect(change).toMatchObject({ candidateId: a.id, mergedId: b.id, mergeId, actor: user, cause: 'request' });
  });

  it('is read in pages, by number and by cursor with its filter, and misses and repeats nothing', async () => {
    const { id } = await applicant();
    for (const tag of ['one', 'two', 'three', 'four']) await edit(id, { tags: [tag] });
    const all = await timeline(id);
    expect(all).toHaveLength(6);
    for (const [query, expected] of [
      ['', all],
      ['&kind=edited', all.slice(0, 4)],
    ] as const) {
      const seen: CandidateChangeDto[] = [];
      let path = `/candidates/${id}/timeline?limit=3${query}`;
      for (let cursor: string | null = ''; cursor !== null; path = `/candidates/${id}/timeline?limit=3&cursor=${cursor}`) {
        const { body } = await call('GET', path);
        expect(body.pagination).toMatchObject({ total: expected.length, totalIsEstimate: false });
        seen.push(...body.data);
        cursor = body.pagination.nextCursor;
      }
      expect(seen).toEqual(expected);
    }
    expect(await timeline(id, '?limit=2&page=2')).toEqual(all.slice(2, 4));
    for (const query of ['kind=unheard', 'cursor=x', 'limit=101', 'unknown=1'])
      expect((await call('GET', `/candidates/${id}/timeline?${query}`)).status).toBe(400);
    const stranger = await fixture.as('admin', newId());
    expect((await stranger('GET', `/candidates/${id}/timeline`)).status).toBe(404);
  });

  it('is never rewritten, and begins with what was known before it was kept', async () => {
    await expect(
      fixture.database.asRole('candidates_app', (client) => client.query('UPDATE candidates.candidate_changes SET actor = $1', ['x'])),
    ).rejects.toThrow('permission denied');
    const { id, application, resumeId } = await applicant();
    await call('PUT', `/candidates/${id}/notes`, { text: 'Called.' }, 0);
    await fixture.database.asRole('shortlist_owner', async (client) => {
      await client.query(
        "DROP TABLE candidates.candidate_changes; DELETE FROM candidates.migrations WHERE name = '0006_candidate_changes.sql'",
      );
      await migrate(client, [candidatesMigrations]);
    });
    const changes = await timeline(id);
    expect(kinds(changes)).toEqual(['note_written', 'resume_read', 'application_received', 'created']);
    expect(changes).toMatchObject([
      { actor: user, noteVersion: 1 },
      { actor: 'system', resumeId, resumeRun: 1 },
      { actor: 'unknown', cause: `application:${application.applicationId}`, resumeId },
      { actor: 'unknown', cause: 'unknown' },
    ]);
    const timeOf = (change: CandidateChangeDto): number => Number.parseInt(change.id.replace('-', '').slice(0, 12), 16);
    expect(changes.map(timeOf)).toEqual(changes.map(({ at }) => Date.parse(at)));
  });
});
