import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import { TestDatabase, TestProcess, testTokens } from '@shortlist/testing';
import type { TestAnswer } from '@shortlist/testing';
import { NotificationsHttpModule, notificationsMigrations } from '../index.js';

let database: TestDatabase;
let service: TestProcess;
let tokenFor: Awaited<ReturnType<typeof testTokens>>;
let organizationId: string;
let admin: string;
let recruiter: string;

beforeAll(async () => {
  database = await TestDatabase.start([notificationsMigrations]);
  service = await TestProcess.start(database, [NotificationsHttpModule]);
  tokenFor = await testTokens(database);
});
afterAll(async () => {
  await service?.stop();
  await database?.stop();
});
beforeEach(async () => {
  organizationId = newId();
  admin = await tokenFor({ organizationId, role: 'admin' });
  recruiter = await tokenFor({ organizationId, role: 'recruiter' });
});

interface Template {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly customized: boolean;
}

const read = (token = recruiter): Promise<TestAnswer> => service.call('GET', '/settings/templates', { token });
const change = (templates: readonly object[], version: number | null, token = admin): Promise<TestAnswer> =>
  service.call('PUT', '/settings/templates', {
    token,
    body: { templates },
    ...(version !== null && { headers: { 'if-match': `"${version}"` } }),
  });
const preview = (id: string, body: object = {}): Promise<TestAnswer> =>
  service.call('POST', `/settings/templates/${id}/preview`, { token: recruiter, body });
const customized = (answer: TestAnswer): string[] =>
  (answer.body.data.templates as Template[]).filter((one) => one.customized).map((one) => one.id);
const REJECTED = { id: 'rejected', subject: 'Ihre Bewerbung: {{jobTitle}}', text: 'Guten Tag {{name}},\n\nleider nein.\n{{organization}}' };

describe('templates', () => {
  it('are the built-in ones until somebody writes others, and again when those are left out', async () => {
    const before = await read();
    expect(before.body.data).toMatchObject({ version: 0, changedBy: null, changedAt: null });
    expect(customized(before)).toEqual([]);
    const changed = await change([REJECTED], 0);
    expect([changed.status, changed.body.data.version]).toEqual([200, 1]);
    const own = (await read()).body.data.templates.find((one: Template) => one.id === 'rejected');
    expect(own).toEqual({ ...REJECTED, customized: true, placeholders: ['name', 'jobTitle', 'organization', 'trackingUrl'] });
    const back = await change([], 1);
    expect(back.body.data).toMatchObject({ version: 2, templates: before.body.data.templates });
  });

  it('offer the built-in words in a form that can be given back and passes', async () => {
    const words = (await read()).body.data.templates.map(({ id, subject, text }: Template) => ({ id, subject, text }));
    const changed = await change(words, 0);
    expect(changed.status).toBe(200);
    expect(customized(changed)).toEqual(words.map((one: Template) => one.id));
  });

  it('are changed by one at a time: 428 without If-Match, 412 when stale, one winner of ten at once', async () => {
    expect((await change([REJECTED], null)).status).toBe(428);
    expect((await change([REJECTED], 3)).body).toMatchObject({ status: 412, code: 'notifications.templates_changed' });
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => change([REJECTED], 0)))).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(9);
  });

  it('refuse what would compute, with every reason and its place, and change nothing', async () => {
    const refused = await change(
      [REJECTED, { ...REJECTED, text: '{{#each this}}' }, { id: 'confirmation', subject: 'a\nb', text: 'x' }],
      0,
    );
    expect([refused.status, refused.body.code]).toEqual([422, 'notifications.template_refused']);
    expect(refused.body.errors.map((error: { pointer: string; code: string }) => `${error.pointer} ${error.code}`)).toEqual([
      '/templates/1/text notifications.placeholder_unknown',
      '/templates/1/id notifications.template_twice',
      '/templates/2/subject notifications.subject_of_many_lines',
      '/templates/2/text notifications.placeholder_missing',
    ]);
    expect((await read()).body.data.version).toBe(0);
    for (const wrong of [{ id: 'shortlist', subject: 'x', text: 'x' }, { id: 'rejected', subject: '', text: 'x' }, { id: 'rejected' }]) {
      expect((await change([wrong], 0)).status).toBe(400);
    }
  });

  it('show what a mail will look like: in use, or as a draft that is kept nowhere', async () => {
    expect((await preview('rejected')).body.data).toMatchObject({
      subject: 'Your application: Software Engineer',
      text: expect.stringMatching(/^Hello Ada Example,/),
      html: expect.stringContaining('<p>Hello Ada Example,</p>'),
    });
    const draft = await preview('rejected', { text: 'Dear {{name}},\n\n<b>no</b>\n{{trackingUrl}}' });
    expect(draft.body.data.subject).toBe('Your application: Software Engineer');
    expect(draft.body.data.html).toContain('&lt;b&gt;no&lt;/b&gt;');
    expect(draft.body.data.html).toMatch(/<a href="http[^"]+\/track\?token(=|&#x3D;)example"/);
    expect((await read()).body.data.version).toBe(0);
    await change([REJECTED], 0);
    expect((await preview('rejected')).body.data).toMatchObject({
      subject: 'Ihre Bewerbung: Software Engineer',
      html: expect.stringMatching(/<p>leider nein\.<br>\s+Your organization<\/p>/),
    });
    expect((await preview('rejected', { text: '{{salary}}' })).body).toMatchObject({ status: 422, errors: [{ pointer: '/text' }] });
    expect((await preview('nothing')).body).toMatchObject({ status: 404, code: 'notifications.template_not_found' });
  });

  it('are read by recruiters, written by admins, and an organization’s own', async () => {
    await change([REJECTED], 0);
    expect((await change([], 1, recruiter)).body).toMatchObject({ status: 403, detail: expect.stringContaining('template:write') });
    const viewer = await tokenFor({ organizationId, role: 'viewer' });
    expect((await read(viewer)).body).toMatchObject({ status: 403, detail: expect.stringContaining('template:read') });
    expect((await service.call('GET', '/settings/templates')).status).toBe(401);
    const other = await tokenFor({ organizationId: newId(), role: 'admin' });
    expect(customized(await read(other))).toEqual([]);
    expect((await change([{ ...REJECTED, text: 'Nein.' }], 0, other)).status).toBe(200);
    expect((await read()).body.data.templates.find((one: Template) => one.id === 'rejected').text).toBe(REJECTED.text);
  });
});
