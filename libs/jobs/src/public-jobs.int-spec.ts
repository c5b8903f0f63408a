import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { JobsFixture } from './jobs.fixture-spec.js';
import type { Member } from './jobs.fixture-spec.js';

let jobs: JobsFixture;
beforeAll(async () => {
  jobs = await JobsFixture.start();
});
afterAll(() => jobs?.stop());

/** A recruiter of an organization whose name has arrived. */
async function recruiterOf(name: string, slug: string): Promise<Member> {
  const recruiter = await jobs.member('recruiter');
  await jobs.announceOrganization(recruiter.organizationId, name, slug);
  await eventually(async () => {
    const copies = await jobs.database.rows('SELECT 1 FROM jobs.organization_copies WHERE organization_id = $1', [
      recruiter.organizationId,
    ]);
    expect(copies).toHaveLength(1);
  });
  return recruiter;
}

describe('public pages', () => {
  it('show an open job with its schema.org JobPosting, its organization and nothing of the inside', async () => {
    const recruiter = await recruiterOf('Harbour & Pine', 'harbour-and-pine');
    const requirement = { type: 'skill', value: 'TypeScript', mandatory: true };
    const content = { description: 'We move freight.', location: 'Karachi', employmentType: 'full_time', requirements: [requirement] };
    const id = await recruiter.open({ ...content, hiringManagerId: newId() });
    const { status, headers, body } = await jobs.get(`/public/jobs/${id}`);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(headers.get('etag')).not.toBeNull();
    expect(headers.get('last-modified')).not.toBeNull();
    expect(body.data).toMatchObject({
      id,
      organization: { name: 'Harbour & Pine', slug: 'harbour-and-pine' },
      requirements: [requirement],
    });
    expect(body.data.jobPosting).toMatchObject({
      '@type': 'JobPosting',
      employmentType: 'FULL_TIME',
      description: '<p>We move freight.</p>',
      hiringOrganization: { name: 'Harbour & Pine' },
      url: expect.stringContaining(`/api/v1/public/jobs/${id}`),
    });
    for (const inside of ['hiringManagerId', 'organizationId', 'duplicatePolicy', recruiter.organizationId]) {
      expect(JSON.stringify(body)).not.toContain(inside);
    }
  });

  it('exist exactly while the job is open: not before, not on hold, not closed, not deleted', async () => {
    const recruiter = await recruiterOf('Now And Then', 'now-and-then');
    const id = await recruiter.draft();
    const statusOf = async (): Promise<number> => (await jobs.get(`/public/jobs/${id}`)).status;
    expect(await statusOf()).toBe(404);
    for (const [status, expected] of [
      ['open', 200],
      ['on_hold', 404],
      ['open', 200],
    ] as const) {
      await recruiter.edit('PUT', `/jobs/${id}/status`, { status });
      expect(await statusOf()).toBe(expected);
    }
    await recruiter.edit('DELETE', `/jobs/${id}`);
    expect(await statusOf()).toBe(404);
  });

  it('follow every change of the job', async () => {
    const recruiter = await recruiterOf('Follow', 'follow');
    const id = await recruiter.open();
    await recruiter.edit('PATCH', `/jobs/${id}`, { title: 'Principal Engineer' });
    expect((await jobs.get(`/public/jobs/${id}`)).body.data.title).toBe('Principal Engineer');
  });

  it('wait for the name of the organization, and take a newer one but never an older one', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.open();
    expect((await jobs.get(`/public/jobs/${id}`)).status).toBe(404);
    const nameOf = async (): Promise<string> => (await jobs.get(`/public/jobs/${id}`)).body.data?.organization.name as string;
    await jobs.announceOrganization(recruiter.organizationId, 'Newer', 'newer', 2);
    await eventually(async () => expect(await nameOf()).toBe('Newer'));
    await jobs.announceOrganization(recruiter.organizationId, 'Older', 'older', 1);
    await jobs.announceOrganization(recruiter.organizationId, 'Newest', 'newest', 3);
    const handled = (): Promise<unknown[]> =>
      jobs.database.rows('SELECT 1 FROM jobs.inbox WHERE organization_id = $1', [recruiter.organizationId]);
    await eventually(async () => expect(await handled()).toHaveLength(3));
    expect(await nameOf()).toBe('Newest');
    await jobs.announceOrganization(recruiter.organizationId, 'Older', 'older', 2);
    await eventually(async () => expect(await handled()).toHaveLength(4));
    expect(await nameOf()).toBe('Newest');
  });

  it('list the newest first, across organizations or of one, by words and place, page by page', async () => {
    const one = await recruiterOf('List One', 'list-one');
    const two = await recruiterOf('List Two', 'list-two');
    const place = `Place-${newId()}`;
    const first = await one.open({ title: 'Data Engineer', location: place });
    const second = await two.open({ title: 'Data Analyst', location: place });
    const third = await one.open({ title: 'Accountant', location: place });
    await one.draft({ title: 'Hidden', location: place });
    const found = async (path: string): Promise<string[]> => (await jobs.get(path)).body.data.map((job: { id: string }) => job.id);
    expect(await found(`/public/jobs?location=${place}`)).toEqual([third, second, first]);
    expect(await found(`/public/jobs?location=${place}&search=data%20-analyst`)).toEqual([first]);
    expect(await found('/public/organizations/list-one/jobs')).toEqual([third, first]);
    expect(await found('/public/organizations/nobody/jobs')).toEqual([]);
    const page = await jobs.get(`/public/jobs?location=${place}&limit=2`);
    expect(page.body.pagination).toMatchObject({ total: 3, hasMore: true });
    expect(await found(`/public/jobs?limit=2&cursor=${page.body.pagination.nextCursor}`)).toEqual([first]);
  });
});

describe('feeds for job boards', () => {
  const feed = (name: string): Promise<Response> => fetch(`${jobs.baseUrl}/api/v1/public/feeds/${name}`);

  it('hold the open jobs of one organization, the newest first, as XML and as JSON-LD', async () => {
    const recruiter = await recruiterOf('Feed & Co', 'feed-and-co');
    const other = await recruiterOf('Elsewhere', 'elsewhere');
    await other.open({ title: 'Not theirs' });
    await recruiter.draft({ title: 'Not yet' });
    const ids = [await recruiter.open({ title: 'Cook <now>' }), await recruiter.open({ title: 'Driver' })];
    const xml = await feed('feed-and-co.xml');
    expect([xml.status, xml.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
    expect(xml.headers.get('cache-control')).toBe('public, max-age=300');
    expect(xml.headers.get('last-modified')).not.toBeNull();
    const text = await xml.text();
    expect([...text.matchAll(/<referencenumber>(.*?)</g)].map(([, id]) => id)).toEqual(ids.toReversed());
    expect(text).toContain('<title>Cook &lt;now&gt;</title>');
    const json = await feed('feed-and-co.json');
    expect([json.status, json.headers.get('content-type')]).toEqual([200, expect.stringContaining('application/ld+json')]);
    const { itemListElement } = (await json.json()) as { itemListElement: { title: string; url: string }[] };
    expect(itemListElement.map((one) => one.title)).toEqual(['Driver', 'Cook <now>']);
    expect(itemListElement[0]?.url).toContain(`/api/v1/public/jobs/${ids[1]}`);
    expect(`${text}${JSON.stringify(itemListElement)}`).not.toMatch(new RegExp(`Not theirs|Not yet|${recruiter.organizationId}`));
  });

  it.each(['xml', 'json', 'page'])('are told apart by ETag and by date, also when a job leaves (%s)', async (form) => {
    const name = `dated-${form}`;
    const recruiter = await recruiterOf(`Dated ${form}`, name);
    const [leaving, staying] = [await recruiter.open({ title: 'Leaving' }), await recruiter.open({ title: 'Staying' })];
    const path = form === 'page' ? `jobs/${staying}` : `feeds/${name}.${form}`;
    const ask = (headers: Record<string, string> = {}) => fetch(`${jobs.baseUrl}/api/v1/public/${path}`, { headers });
    const first = await ask();
    const [etag, modified] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? ''];
    expect(etag).not.toBe('');
    // The second in which it was seen first is not over: a date tells nothing yet.
    expect((await ask({ 'if-modified-since': modified })).status).toBe(200);
    expect((await ask({ 'if-none-match': etag })).status).toBe(304);
    const settled = new Date(Date.parse(modified) + 1_000).toUTCString();
    const known = await ask({ 'if-modified-since': settled });
    expect([known.status, await known.text()]).toEqual([304, '']);
    if (form === 'page') await jobs.announceOrganization(recruiter.organizationId, 'Renamed', name, 2);
    else await recruiter.edit('PUT', `/jobs/${leaving}/status`, { status: 'closed' });
    await eventually(async () => expect((await ask({ 'if-none-match': etag })).status).toBe(200));
    const changed = await ask({ 'if-modified-since': modified });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain(form === 'page' ? 'Renamed' : 'Staying');
  });

  it('are empty for an organization that does not exist', async () => {
    expect(await (await feed('nobody-here.xml')).text()).toContain('</source>');
    expect(await (await feed('nobody-here.json')).json()).toMatchObject({ numberOfItems: 0 });
  });
});
