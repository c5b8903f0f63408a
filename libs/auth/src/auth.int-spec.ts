import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userDetailsContext } from '@shortlist/contracts';
import { Keyring, newId } from '@shortlist/platform';
import { AuthFixture, PASSWORD } from './auth.fixture-spec.js';
import type { Reply } from './auth.fixture-spec.js';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await AuthFixture.start();
});
afterAll(() => auth?.stop());

const registration = (overrides: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'Amina Farooqi',
  email: `admin-${newId()}@example.com`,
  password: PASSWORD,
  organization: { name: 'Harbour & Pine Logistics' },
  ...overrides,
});
const register = (body: Record<string, unknown>): Promise<Reply> => auth.call('POST', '/auth/register', { body, ip: newId() });

describe('registering', () => {
  it('creates the organization with its administrator and announces it in the same transaction', async () => {
    const body = registration({ organization: { name: 'Harbour & Pine', slug: 'harbour-and-pine' } });
    const reply = await register(body);
    expect(reply.status).toBe(201);
    expect(reply.headers.location).toBe('/api/v1/auth/me');
    expect(reply.data).toMatchObject({
      email: body.email,
      role: 'admin',
      membership: { organizationSlug: 'harbour-and-pine', role: 'admin' },
    });
    const { organizationId } = (reply.data as { membership: { organizationId: string } }).membership;
    const events = await auth.database.rows<{ event: Record<string, unknown> }>(
      'SELECT event FROM auth.outbox WHERE organization_id = $1',
      [organizationId],
    );
    expect(events.map((row) => row.event)).toMatchObject([
      {
        type: 'organizations.changed.v1',
        subject: organizationId,
        aggregateversion: 1,
        data: { organizationId, name: 'Harbour & Pine', slug: 'harbour-and-pine' },
      },
      {
        type: 'users.changed.v1',
        subject: reply.data.id,
        aggregateversion: 1,
        data: { userId: reply.data.id, organizationId, role: 'admin' },
      },
    ]);
  });

  it('leaves nothing behind when the address is taken, whatever its case', async () => {
    const first = registration();
    await register(first);
    const before = await auth.database.rows('SELECT id FROM auth.organizations');
    const again = await register({ ...first, email: String(first.email).toUpperCase(), organization: { name: 'Another' } });
    expect([again.status, again.code]).toEqual([409, 'auth.email_taken']);
    expect(await auth.database.rows('SELECT id FROM auth.organizations')).toHaveLength(before.length);
  });

  it('finds a free slug for a name that is in use, and refuses a slug that was asked for', async () => {
    const name = `Twice ${newId()}`;
    const slugs = [];
    for (const reply of [
      await register(registration({ organization: { name } })),
      await register(registration({ organization: { name } })),
    ]) {
      expect(reply.status).toBe(201);
      slugs.push((reply.data as { membership: { organizationSlug: string } }).membership.organizationSlug);
    }
    expect(slugs[1]).toMatch(new RegExp(`^${slugs[0]}-[0-9a-f]{8}$`));
    const taken = await register(registration({ organization: { name, slug: slugs[0] } }));
    expect([taken.status, taken.code]).toEqual([409, 'auth.slug_taken']);
  });

  it.each([
    ['a short password', { password: 'short' }, 400, '/password'],
    ['a password beyond 128 characters', { password: 'x'.repeat(129) }, 400, '/password'],
    ['a common password', { password: 'Password123' }, 422, '/password'],
    ['no address', { email: 'nobody' }, 400, '/email'],
    ['an unknown field', { role: 'admin' }, 400, '/role'],
  ])('refuses %s', async (_name, overrides, status, pointer) => {
    const reply = await register(registration(overrides));
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.text)).toMatchObject({ errors: [{ pointer }] });
  });

  it('stores the password as argon2id only', async () => {
    const { userId } = await auth.register();
    const [row] = await auth.database.rows<{ password_hash: string }>('SELECT password_hash FROM auth.users WHERE id = $1', [userId]);
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('the own account', () => {
  it('is read with an ETag and changed with If-Match: 428 without, 412 when stale', async () => {
    const { email } = await auth.register();
    const { accessToken: token } = await auth.logIn(email);
    const read = await auth.call('GET', '/auth/me', { token });
    expect(read.data).toMatchObject({ email, name: 'Amina Farooqi', role: 'admin' });
    const change = (headers: Record<string, string>): Promise<Reply> =>
      auth.call('PUT', '/auth/me', { token, headers, body: { name: 'Amina F.' } });
    expect((await change({})).status).toBe(428);
    const changed = await change({ 'if-match': read.headers.etag ?? '' });
    expect([changed.status, changed.data.name]).toEqual([200, 'Amina F.']);
    expect((await change({ 'if-match': read.headers.etag ?? '' })).code).toBe('auth.account_changed');
  });

  it('is announced, with every change of it, to each organization of the person and readable to that one alone', async () => {
    const [one, two] = [await auth.register(), await auth.register()];
    await auth.database.rows(`INSERT INTO auth.memberships (organization_id, user_id, role) VALUES ($1, $2, 'viewer')`, [
      two.organizationId,
      one.userId,
    ]);
    const { accessToken: token } = await auth.logIn(one.email);
    const { etag = '' } = (await auth.call('GET', '/auth/me', { token })).headers;
    await auth.call('PUT', '/auth/me', { token, headers: { 'if-match': etag }, body: { name: 'Amina Q.' } });
    const rows = await auth.database.rows<{ organization_id: string; event: { data: { role: string; details: string } } }>(
      `SELECT organization_id, event FROM auth.outbox
        WHERE event_type = 'users.changed.v1' AND key = $1 AND (event->>'aggregateversion')::int = 2`,
      [one.userId],
    );
    const roles = Object.fromEntries(rows.map((row) => [row.organization_id, row.event.data.role]));
    expect(roles).toEqual({ [one.organizationId]: 'admin', [two.organizationId]: 'viewer' });
    const keyring = auth.app.get(Keyring, { strict: false });
    for (const { organization_id: organizationId, event } of rows) {
      expect(JSON.stringify(event)).not.toMatch(/Amina|example\.com/);
      const opened = await keyring.open(organizationId, userDetailsContext(one.userId), event.data.details);
      expect(JSON.parse(opened)).toEqual({ name: 'Amina Q.', email: one.email });
      const other = organizationId === one.organizationId ? two.organizationId : one.organizationId;
      await expect(keyring.open(other, userDetailsContext(one.userId), event.data.details)).rejects.toThrow();
    }
  });

  it('keeps how its owner wants to see and hear of things, and tells organizations only what is muted', async () => {
    const { email, userId } = await auth.register();
    const { accessToken: token } = await auth.logIn(email);
    const read = (): Promise<Reply> => auth.call('GET', '/auth/me/preferences', { token });
    const first = await read();
    expect(first.data).toEqual({ language: null, timeZone: null, theme: 'system', mutedNotifications: [] });
    const set = (body: object, etag = first.headers.etag ?? ''): Promise<Reply> =>
      auth.call('PUT', '/auth/me/preferences', { token, headers: { 'if-match': etag }, body });
    expect((await set({ timeZone: 'Mars/Olympus' })).code).toBe('auth.preference_unknown');
    const wanted = { language: 'ur-PK', timeZone: 'Asia/Karachi', theme: 'dark', mutedNotifications: ['shortlist_changed'] };
    expect((await set(wanted)).data).toEqual(wanted);
    expect((await set({})).code).toBe('auth.account_changed');
    expect((await read()).data).toEqual(wanted);
    const rows = await auth.database.rows<{ event: { data: object } }>(
      "SELECT event FROM auth.outbox WHERE event_type = 'users.changed.v1' AND key = $1 ORDER BY seq",
      [userId],
    );
    expect(rows.at(-1)?.event.data).toMatchObject({ mutedNotifications: ['shortlist_changed'] });
    expect(JSON.stringify(rows)).not.toContain('Karachi');
  });

  it('is nobody else’s to read: without a token there is none', async () => {
    expect((await auth.call('GET', '/auth/me')).status).toBe(401);
  });
});

describe('creating users', () => {
  it('gives every role a place in the administrator’s own organization', async () => {
    const { email, organizationId } = await auth.register();
    const { accessToken: token } = await auth.logIn(email);
    for (const role of ['recruiter', 'hiring_manager', 'interviewer', 'viewer']) {
      const user = { name: role, email: `${role}-${newId()}@example.com`, password: PASSWORD, role };
      const reply = await auth.call('POST', '/admin/users', { token, body: user });
      expect([reply.status, reply.data.role]).toEqual([201, role]);
      const read = await auth.call('GET', String(reply.headers.location).replace('/api/v1', ''), { token });
      expect([read.status, read.data]).toEqual([200, reply.data]);
      const { accessToken } = await auth.logIn(user.email);
      const me = await auth.call('GET', '/auth/me', { token: accessToken });
      expect(me.data).toMatchObject({ role, membership: { organizationId } });
      const announced = await auth.database.rows(
        `SELECT event->'data'->>'role' AS role FROM auth.outbox WHERE event_type = 'users.changed.v1' AND key = $1 AND organization_id = $2`,
        [reply.data.id, organizationId],
      );
      expect(announced).toEqual([{ role }]);
    }
  });

  it('is refused to everyone but administrators, with the permission named', async () => {
    const { email } = await auth.register();
    const { accessToken } = await auth.logIn(email);
    const recruiter = { name: 'R', email: `r-${newId()}@example.com`, password: PASSWORD, role: 'recruiter' };
    await auth.call('POST', '/admin/users', { token: accessToken, body: recruiter });
    const { accessToken: token } = await auth.logIn(recruiter.email);
    const reply = await auth.call('POST', '/admin/users', { token, body: { ...recruiter, email: `x-${newId()}@example.com` } });
    expect([reply.status, reply.code]).toEqual([403, 'http.permission_missing']);
    expect(reply.text).toContain('user:create');
  });

  it('creates no roles that members cannot hold', async () => {
    const { email } = await auth.register();
    const { accessToken: token } = await auth.logIn(email);
    const body = { name: 'S', email: `s-${newId()}@example.com`, password: PASSWORD, role: 'service' };
    expect((await auth.call('POST', '/admin/users', { token, body })).status).toBe(400);
  });
});

describe('row security', () => {
  const asApp = (settings: Record<string, string>, sql: string): Promise<Record<string, unknown>[]> =>
    auth.database.asRole('auth_app', async (client) => {
      await client.query('BEGIN');
      for (const [name, value] of Object.entries(settings)) await client.query('SELECT set_config($1, $2, true)', [name, value]);
      return (await client.query(sql)).rows as Record<string, unknown>[];
    });

  it('shows no row of any table while neither tenant nor person is set', async () => {
    await auth.logIn((await auth.register()).email);
    for (const table of ['organizations', 'users', 'memberships', 'sessions', 'refresh_tokens']) {
      const columns = table === 'users' ? 'id, email' : '*';
      expect(await asApp({}, `SELECT ${columns} FROM auth.${table}`)).toEqual([]);
    }
  });

  it('shows an organization its own members and nobody else’s', async () => {
    const one = await auth.register();
    const two = await auth.register();
    const tenant = { 'app.organization_id': one.organizationId };
    expect(await asApp(tenant, 'SELECT id FROM auth.users')).toEqual([{ id: one.userId }]);
    expect(await asApp(tenant, `SELECT id FROM auth.organizations WHERE id = '${two.organizationId}'`)).toEqual([]);
    expect(await asApp(tenant, `UPDATE auth.users SET name = 'x' WHERE id = '${one.userId}' RETURNING id`)).toEqual([]);
  });

  it('shows a person their own sessions only', async () => {
    const one = await auth.register();
    const two = await auth.register();
    await auth.logIn(one.email);
    await auth.logIn(two.email);
    expect(await asApp({ 'app.user_id': one.userId }, 'SELECT user_id FROM auth.sessions')).toEqual([{ user_id: one.userId }]);
  });

  it('shows the worker expired sessions and no live one', async () => {
    const { accessToken } = await auth.logIn((await auth.register()).email);
    const deleted = await auth.database.asRole('auth_worker', (client) => client.query('DELETE FROM auth.sessions'));
    expect(deleted.rowCount).toBe(0);
    expect((await auth.call('GET', '/auth/me', { token: accessToken })).status).toBe(200);
  });

  it('lets no request read a password hash beside the log-in function', async () => {
    await expect(asApp({}, 'SELECT password_hash FROM auth.users')).rejects.toMatchObject({ code: '42501' });
    await expect(auth.database.asRole('auth_worker', (client) => client.query(`SELECT * FROM auth.find_login('x')`))).rejects.toMatchObject(
      { code: '42501' },
    );
  });
});
