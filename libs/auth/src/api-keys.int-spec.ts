import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import { AuthFixture } from './auth.fixture-spec.js';
import type { Reply } from './auth.fixture-spec.js';

interface ApiKey {
  readonly id: string;
  readonly prefix: string;
  readonly secret: string;
  readonly scopes: string[];
  readonly lastUsedAt: string | null;
}

let auth: AuthFixture;
let admin: string;
let organizationId: string;
let stranger: string;

beforeAll(async () => {
  auth = await AuthFixture.start();
  const [own, other] = [await auth.register(), await auth.register()];
  organizationId = own.organizationId;
  admin = (await auth.logIn(own.email)).accessToken;
  stranger = (await auth.logIn(other.email)).accessToken;
});
afterAll(() => auth?.stop());

const make = (body: Record<string, unknown> = {}, token = admin): Promise<Reply<ApiKey>> =>
  auth.call<ApiKey>('POST', '/api-keys', { token, body: { name: 'Payroll', scopes: ['job:read'], ...body } });

/** What another process thinks of a secret: it has seen none before. */
async function elsewhere(secret: string): Promise<unknown> {
  return (await auth.database.infrastructure()).apiKeys.find(secret);
}

describe('an API key', () => {
  it('shows its secret once and keeps it nowhere', async () => {
    const made = await make();
    expect(made.status).toBe(201);
    expect(made.data.secret).toMatch(/^sl_[\w-]{43}$/);
    expect(made.headers.location).toBe(`/api/v1/api-keys/${made.data.id}`);
    const { data } = await auth.call('GET', `/api-keys/${made.data.id}`, { token: admin });
    expect(data).toMatchObject({ name: 'Payroll', prefix: made.data.secret.slice(0, 9), lastUsedAt: null });
    expect(data).not.toHaveProperty('secret');
    for (const table of ['auth.api_keys', 'platform.api_key_secrets', 'auth.outbox']) {
      const rows = await auth.database.rows(`SELECT t::text FROM ${table} t`);
      expect(JSON.stringify(rows)).not.toContain(made.data.secret.slice(9));
    }
  });

  it('opens its own organization with its scopes, in every process', async () => {
    const { data } = await make({ scopes: ['job:write', 'job:read', 'job:read'] });
    expect(await elsewhere(data.secret)).toEqual({ apiKeyId: data.id, organizationId, scopes: ['job:read', 'job:write'] });
    const refused = await auth.call('GET', '/api-keys', { token: data.secret });
    expect([refused.status, refused.code]).toEqual([403, 'http.permission_missing']);
    expect(refused.text).toContain('api_key:manage');
  });

  it('tells when it was used last', async () => {
    const { data } = await make();
    await elsewhere(data.secret);
    const read = await auth.call<ApiKey>('GET', `/api-keys/${data.id}`, { token: admin });
    expect(Math.abs(Date.parse(read.data.lastUsedAt ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('is refused after it was revoked, also with a secret that still overlaps', async () => {
    const { data } = await make();
    const rotated = await auth.call<ApiKey>('POST', `/api-keys/${data.id}/rotate`, { token: admin, body: {} });
    const revoke = (etag?: string) =>
      auth.call('DELETE', `/api-keys/${data.id}`, { token: admin, ...(etag !== undefined && { headers: { 'if-match': etag } }) });
    const read = await auth.call<ApiKey>('GET', `/api-keys/${data.id}`, { token: admin });
    expect([(await revoke()).status, String(read.headers.etag)]).toEqual([428, expect.stringMatching(/^"\d{13}\./)]);
    expect(await revoke('"1"')).toMatchObject({ status: 412, code: 'auth.api_key_changed' });
    expect((await revoke(String(read.headers.etag))).status).toBe(204);
    for (const secret of [data.secret, rotated.data.secret]) expect(await elsewhere(secret)).toBeNull();
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/rotate'],
    ] as const) {
      const headers = { 'if-match': '"1"' };
      const gone = await auth.call(method, `/api-keys/${data.id}${path}`, {
        token: admin,
        headers,
        ...(method === 'POST' && { body: {} }),
      });
      expect([gone.status, gone.code]).toEqual([404, 'auth.api_key_not_found']);
    }
  });

  it('works with both secrets while a rotation overlaps, and with the new one alone afterwards', async () => {
    const { data: old } = await make();
    const { data: overlapping } = await auth.call<ApiKey>('POST', `/api-keys/${old.id}/rotate`, { token: admin, body: {} });
    for (const secret of [old.secret, overlapping.secret]) expect(await elsewhere(secret)).toMatchObject({ apiKeyId: old.id });
    const { data: last } = await auth.call<ApiKey>('POST', `/api-keys/${old.id}/rotate`, { token: admin, body: { overlapSeconds: 0 } });
    for (const secret of [old.secret, overlapping.secret]) expect(await elsewhere(secret)).toBeNull();
    expect(await elsewhere(last.secret)).toMatchObject({ apiKeyId: old.id });
    expect(last.prefix).toBe(last.secret.slice(0, 9));
  });

  it('ends by itself at the time given', async () => {
    const { data } = await make({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await elsewhere(data.secret)).not.toBeNull();
    await auth.database.rows(`UPDATE platform.api_key_secrets SET expires_at = now() WHERE api_key_id = $1`, [data.id]);
    expect(await elsewhere(data.secret)).toBeNull();
  });

  it('is refused when it asks for too much or for the past', async () => {
    for (const scopes of [[], ['user:create'], ['api_key:manage'], ['screening:override'], ['*']]) {
      expect((await make({ scopes })).status).toBe(400);
    }
    const past = await make({ expiresAt: '2020-01-01T00:00:00.000Z' });
    expect([past.status, past.code]).toEqual([422, 'auth.api_key_expires_in_past']);
  });

  it('is nothing to another organization, and none of its secrets can be read by a request', async () => {
    const { data } = await make();
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/rotate'],
    ] as const) {
      const headers = { 'if-match': '"1"' };
      const foreign = await auth.call(method, `/api-keys/${data.id}${path}`, {
        token: stranger,
        headers,
        ...(method === 'POST' && { body: {} }),
      });
      expect(foreign.status).toBe(404);
    }
    expect(await elsewhere(data.secret)).not.toBeNull();
    const listed = await auth.call<ApiKey[]>('GET', '/api-keys', { token: stranger });
    expect(listed.data).toEqual([]);
    const query = (role: string): Promise<unknown> =>
      auth.database.asRole(role, (client) => client.query('SELECT secret_hash FROM platform.api_key_secrets'));
    for (const role of ['auth_app', 'platform_app', 'auth_worker']) await expect(query(role)).rejects.toThrow('permission denied');
  });

  it('needs an administrator', async () => {
    const email = `recruiter-${newId()}@example.com`;
    const body = { name: 'Rina', email, password: 'harbour-and-pine-42', role: 'recruiter' };
    await auth.call('POST', '/admin/users', { token: admin, body });
    const { accessToken } = await auth.logIn(email);
    expect((await make({}, accessToken)).code).toBe('http.permission_missing');
  });

  it('is one of at most a hundred', async () => {
    await auth.database.rows(
      `INSERT INTO auth.api_keys (id, organization_id, name, prefix, scopes, created_by)
       SELECT gen_random_uuid(), $1, 'many', 'sl_aaaaaa', ARRAY['job:read'], gen_random_uuid() FROM generate_series(1, 100)`,
      [organizationId],
    );
    expect((await make()).code).toBe('auth.too_many_api_keys');
  });
});
