import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import type { Role } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import { JobsFixture } from './jobs.fixture-spec.js';

let jobs: JobsFixture;
beforeAll(async () => {
  jobs = await JobsFixture.start();
});
afterAll(() => jobs?.stop());

describe('who may do what', () => {
  const may: Record<string, readonly Role[]> = {
    'GET /jobs': ['admin', 'recruiter', 'hiring_manager', 'viewer'],
    'POST /jobs': ['admin', 'recruiter', 'hiring_manager'],
    'DELETE /jobs/:id': ['admin', 'recruiter'],
  };
  const roles: readonly Role[] = ['admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer', 'candidate', 'service'];

  it.each(Object.keys(may).flatMap((route) => roles.map((role) => [route, role] as const)))('%s as %s', async (route, role) => {
    const member = await jobs.member(role);
    const [method = '', path = ''] = route.replace(':id', newId()).split(' ');
    const answer = await member.call(method, path, method === 'POST' ? { title: 'x' } : undefined, { 'if-match': '"1"' });
    if (may[route]?.includes(role)) expect(answer.status).not.toBe(403);
    else expect([answer.status, answer.body.code]).toEqual([403, 'http.permission_missing']);
  });

  it('nobody without a token', async () => {
    expect((await jobs.get('/jobs')).status).toBe(401);
  });

  it('hiring managers see and change their own jobs only; others look absent', async () => {
    const recruiter = await jobs.member('recruiter');
    const manager = await jobs.member('hiring_manager', recruiter.organizationId);
    const others = await recruiter.draft();
    const given = await recruiter.draft({ hiringManagerId: manager.userId });
    const own = await manager.draft();
    const list = (await manager.call('GET', '/jobs')).body;
    expect(list.data.map((job: { id: string }) => job.id)).toEqual([own, given]);
    expect(list.pagination.total).toBe(2);
    expect((await manager.call('GET', `/jobs/${others}`)).body.code).toBe('jobs.job_not_found');
    expect((await manager.call('PATCH', `/jobs/${others}`, { title: 'x' }, { 'if-match': '"1"' })).status).toBe(404);
    expect((await recruiter.call('GET', `/jobs/${others}`)).headers.get('etag')).toMatch(/^"1\./);
    expect((await manager.edit('PATCH', `/jobs/${given}`, { title: 'Mine' })).status).toBe(200);
    const replaced = await manager.edit('PUT', `/jobs/${given}`, { title: 'Still mine' });
    expect(replaced.body.data).toMatchObject({ title: 'Still mine', hiringManagerId: manager.userId });
    expect((await manager.edit('PATCH', `/jobs/${given}`, { hiringManagerId: newId() })).body.code).toBe('jobs.not_your_job');
    expect((await manager.call('POST', '/jobs', { title: 'x', hiringManagerId: newId() })).status).toBe(422);
  });
});

describe('tenancy', () => {
  it('shows another organization nothing, and answers its ids as absent ones', async () => {
    const one = await jobs.member('admin');
    const two = await jobs.member('admin');
    const id = await one.open({ title: 'canary-of-one' });
    const absent = newId();
    for (const [method, suffix, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { title: 'x' }],
      ['PUT', '', { title: 'x' }],
      ['DELETE', '', undefined],
      ['POST', '/requirements', { type: 'skill', value: 'x', mandatory: true }],
      ['PUT', '/status', { status: 'closed' }],
    ] as const) {
      const problem = async (jobId: string): Promise<unknown> => {
        const { status, body: answer } = await two.call(method, `/jobs/${jobId}${suffix}`, body, { 'if-match': '"2"' });
        return { status, code: answer.code, detail: answer.detail };
      };
      expect(await problem(id)).toEqual(await problem(absent));
      expect(await problem(id)).toMatchObject({ status: 404 });
    }
    expect(JSON.stringify((await two.call('GET', `/jobs?search=canary&ids=${id}`)).body)).not.toContain('canary');
    expect((await one.call('GET', `/jobs/${id}`)).body.data).toMatchObject({ title: 'canary-of-one', status: 'open' });
  });

  it.each(['jobs', 'job_requirements', 'match_statistics', 'organization_copies'])(
    'row security keeps jobs.%s shut without a tenant',
    async (table) => {
      const recruiter = await jobs.member('recruiter');
      await recruiter.draft({ requirements: [{ type: 'skill', value: 'x', mandatory: false }] });
      await jobs.announceOrganization(recruiter.organizationId, 'Shut', `shut-${table.replace('_', '-')}`);
      const stored = (): Promise<unknown[]> =>
        jobs.database.rows(`SELECT 1 FROM jobs.${table} WHERE organization_id = $1`, [recruiter.organizationId]);
      await eventually(async () => expect(await stored()).not.toEqual([]));
      const seen = await jobs.database.asRole('jobs_app', (client) =>
        client.query(`SELECT 1 FROM jobs.${table} WHERE organization_id = $1`, [recruiter.organizationId]),
      );
      expect(seen.rows).toEqual([]);
    },
  );

  it('lets everybody read public rows and nobody write another organization’s', async () => {
    const recruiter = await jobs.member('recruiter');
    const id = await recruiter.open();
    await jobs.database.asRole('jobs_app', async (client) => {
      expect((await client.query('SELECT 1 FROM jobs.public_jobs WHERE id = $1', [id])).rows).toHaveLength(1);
      await client.query('SELECT set_config($1, $2, false)', ['app.organization_id', newId()]);
      expect((await client.query(`UPDATE jobs.public_jobs SET title = 'x' WHERE id = $1`, [id])).rowCount).toBe(0);
      expect((await client.query('DELETE FROM jobs.public_jobs WHERE id = $1', [id])).rowCount).toBe(0);
    });
  });
});
