import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { newId, UnitOfWork } from '@shortlist/platform';
import { AuthFixture, PASSWORD } from './auth.fixture-spec.js';
import type { Reply, Tokens } from './auth.fixture-spec.js';
import { DeleteExpiredSessions } from './use-cases/delete-expired-sessions.use-case.js';
import { RotateSigningKeys } from './use-cases/rotate-signing-keys.use-case.js';
import { SessionRepository } from './persistence/session.repository.js';

let auth: AuthFixture;
beforeAll(async () => {
  auth = await AuthFixture.start();
});
afterAll(() => auth?.stop());

const logInAs = (email: string, password: string, ip: string = newId()): Promise<Reply> =>
  auth.call('POST', '/auth/login', { ip, body: { email, password } });
const me = async (token: string): Promise<number> => (await auth.call('GET', '/auth/me', { token })).status;
/** Why sessions of a person ended, as it was announced to the organization. */
const announcedEnds = (organizationId: string, userId: string): Promise<unknown[]> =>
  auth.database.rows(
    `SELECT event->'data'->>'sessionId' AS sid, event->'data'->>'reason' AS reason FROM auth.outbox
      WHERE event_type = 'sessions.revoked.v1' AND organization_id = $1 AND key = $2 ORDER BY seq`,
    [organizationId, userId],
  );
/** Lets time pass for the tokens of a session, which the database judges by its own clock. */
const age = (accessToken: string, seconds: number): Promise<unknown> =>
  auth.database.rows(`UPDATE auth.refresh_tokens SET rotated_at = rotated_at - make_interval(secs => $2) WHERE session_id = $1`, [
    decodeJwt(accessToken).sid,
    seconds,
  ]);

describe('signing in', () => {
  it('issues an RS256 access token of 15 minutes that says who, where, as what and by which session', async () => {
    const { email, userId, organizationId } = await auth.register();
    const { accessToken, refreshExpiresAt } = await auth.logIn(email);
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    const claims = decodeJwt(accessToken);
    expect(claims).toMatchObject({ sub: userId, org: organizationId, role: 'admin', sid: expect.any(String) });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900);
    const days = (Date.parse(refreshExpiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThan(7.01);
  });

  it('answers an unknown address exactly as a wrong password', async () => {
    const { email } = await auth.register();
    const wrong = await logInAs(email, 'not-the-password');
    const unknown = await logInAs(`nobody-${newId()}@example.com`, 'not-the-password');
    expect([wrong.status, wrong.code]).toEqual([401, 'auth.credentials_invalid']);
    const shape = ({ status, text }: Reply): unknown => ({ status, problem: { ...(JSON.parse(text) as object), requestId: '' } });
    expect(shape(unknown)).toEqual(shape(wrong));
  });

  it('stops guessing at one account from one address after 20 attempts, while its owner gets in from another', async () => {
    const { email } = await auth.register();
    const guesses = await Promise.all(Array.from({ length: 25 }, () => logInAs(email, 'guess-guess-guess', '198.51.100.9')));
    expect(guesses.filter((reply) => reply.status === 401)).toHaveLength(20);
    const refused = guesses.filter((reply) => reply.code === 'auth.too_many_attempts');
    expect(refused).toHaveLength(5);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await logInAs(email, PASSWORD, '198.51.100.10')).status).toBe(200);
  });

  it('works in the organization that was chosen, and in none that the person does not belong to', async () => {
    const one = await auth.register();
    const two = await auth.register();
    await auth.database.rows(`INSERT INTO auth.memberships (organization_id, user_id, role) VALUES ($1, $2, 'viewer')`, [
      two.organizationId,
      one.userId,
    ]);
    const choose = (organizationId: string): Promise<Reply<Tokens>> =>
      auth.call<Tokens>('POST', '/auth/login', { ip: newId(), body: { email: one.email, password: PASSWORD, organizationId } });
    expect(decodeJwt((await choose(two.organizationId)).data.accessToken)).toMatchObject({ org: two.organizationId, role: 'viewer' });
    const other = await auth.register();
    expect((await choose(other.organizationId)).code).toBe('auth.not_a_member');
  });

  it('hashes the password anew when the stored hash is weaker than today’s', async () => {
    const { email, userId } = await auth.register();
    const stored = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await auth.database.rows('UPDATE auth.users SET password_hash = $1 WHERE id = $2', [stored, userId]);
    expect((await logInAs(email, PASSWORD)).status).toBe(200);
    const [row] = await auth.database.rows<{ password_hash: string }>('SELECT password_hash FROM auth.users WHERE id = $1', [userId]);
    expect(row?.password_hash).toContain('m=19456,t=2,p=1');
    expect((await logInAs(email, PASSWORD)).status).toBe(200);
  });
});

describe('refreshing', () => {
  it('hands out a new pair and reads the role anew', async () => {
    const { email, userId } = await auth.register();
    const first = await auth.logIn(email);
    await auth.database.rows(`UPDATE auth.memberships SET role = 'viewer' WHERE user_id = $1`, [userId]);
    const { data: second } = await auth.refresh(first.refreshToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(decodeJwt(second.accessToken)).toMatchObject({ role: 'viewer', sid: decodeJwt(first.accessToken).sid });
  });

  it('never extends the session', async () => {
    const { email } = await auth.register();
    const first = await auth.logIn(email);
    const { data: second } = await auth.refresh(first.refreshToken);
    expect(second.refreshExpiresAt).toBe(first.refreshExpiresAt);
    await auth.database.rows(`UPDATE auth.sessions SET expires_at = now() WHERE id = $1`, [decodeJwt(first.accessToken).sid]);
    expect((await auth.refresh(second.refreshToken)).code).toBe('auth.refresh_refused');
  });

  it('gives 20 concurrent refreshes of one token the same one child and revokes nobody, in 10 families at once', async () => {
    const { email } = await auth.register();
    const families = await Promise.all(Array.from({ length: 10 }, () => auth.logIn(email)));
    await Promise.all(
      families.map(async ({ accessToken, refreshToken }) => {
        const replies = await Promise.all(Array.from({ length: 20 }, () => auth.refresh(refreshToken)));
        expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
        const children = new Set(replies.map((reply) => reply.data.refreshToken));
        expect(children.size).toBe(1);
        const live = await auth.database.rows('SELECT 1 FROM auth.refresh_tokens WHERE session_id = $1 AND rotated_at IS NULL', [
          decodeJwt(accessToken).sid,
        ]);
        expect(live).toHaveLength(1);
        expect((await auth.refresh([...children][0] ?? '')).status).toBe(200);
      }),
    );
  });

  it('serves the same child again while an answer may have been lost', async () => {
    const { email } = await auth.register();
    const first = await auth.logIn(email);
    const { data: second } = await auth.refresh(first.refreshToken);
    await age(first.accessToken, 15);
    const again = await auth.refresh(first.refreshToken);
    expect([again.status, again.data.refreshToken]).toEqual([200, second.refreshToken]);
  });

  it('ends the whole family, access tokens included, when a token is used after its grace', async () => {
    const { email, userId, organizationId } = await auth.register();
    const first = await auth.logIn(email);
    const { data: second } = await auth.refresh(first.refreshToken);
    const other = await auth.logIn(email);
    await age(first.accessToken, 30);
    expect((await auth.refresh(first.refreshToken)).code).toBe('auth.refresh_refused');
    expect((await auth.refresh(second.refreshToken)).code).toBe('auth.refresh_refused');
    expect(await me(second.accessToken)).toBe(401);
    expect(await me(other.accessToken)).toBe(200);
    expect(await announcedEnds(organizationId, userId)).toEqual([{ sid: decodeJwt(first.accessToken).sid, reason: 'token_reused' }]);
  });

  it('ends the session of a person who left the organization, and tells the organization', async () => {
    const { email, userId, organizationId } = await auth.register();
    const { accessToken, refreshToken } = await auth.logIn(email);
    await auth.database.rows('DELETE FROM auth.memberships WHERE user_id = $1', [userId]);
    expect((await auth.refresh(refreshToken)).code).toBe('auth.refresh_refused');
    expect(await announcedEnds(organizationId, userId)).toEqual([{ sid: decodeJwt(accessToken).sid, reason: 'membership_ended' }]);
  });

  it.each([
    ['nothing', ''],
    ['an access token', 'access'],
    ['a made-up token', Buffer.alloc(48, 7).toString('base64url')],
  ])('takes %s for no refresh token', async (_name, token) => {
    const { email } = await auth.register();
    const presented = token === 'access' ? (await auth.logIn(email)).accessToken.slice(0, 200) : token;
    expect((await auth.refresh(presented)).status).toBe(401);
  });

  it('takes a token of one person for nothing under another person’s name', async () => {
    const [one, two] = [await auth.register(), await auth.register()];
    const bytes = Buffer.from((await auth.logIn(one.email)).refreshToken, 'base64url');
    const forged = Buffer.concat([Buffer.from(two.userId.replaceAll('-', ''), 'hex'), bytes.subarray(16)]).toString('base64url');
    expect((await auth.refresh(forged)).code).toBe('auth.refresh_refused');
  });

  it('stores no token, only hashes', async () => {
    const { email } = await auth.register();
    const { refreshToken } = await auth.logIn(email);
    const secret = Buffer.from(refreshToken, 'base64url').subarray(16);
    const found = await auth.database.rows('SELECT 1 FROM auth.refresh_tokens WHERE token_hash = $1', [secret]);
    expect(found).toEqual([]);
  });

  it('works by the httpOnly cookie alone, which goes nowhere else', async () => {
    const { email } = await auth.register();
    const reply = await logInAs(email, PASSWORD);
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toMatch(/^shortlist_refresh=[\w-]{64}; /);
    expect(cookie).toContain('Path=/api/v1/auth');
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    const value = /=([\w-]+);/.exec(cookie)?.[1] ?? '';
    expect((await auth.call('POST', '/auth/refresh', { body: {}, cookies: { shortlist_refresh: value } })).status).toBe(200);
  });
});

describe('signing out', () => {
  it('ends refresh and access at once by the refresh token, clears the cookie, can be repeated, and is announced once', async () => {
    const { email, userId, organizationId } = await auth.register();
    const { accessToken, refreshToken } = await auth.logIn(email);
    for (let time = 0; time < 2; time += 1) {
      const reply = await auth.call('POST', '/auth/logout', { body: { refreshToken } });
      expect(reply.status).toBe(204);
      expect(String(reply.headers['set-cookie'])).toContain('shortlist_refresh=;');
    }
    expect(await me(accessToken)).toBe(401);
    expect((await auth.refresh(refreshToken)).status).toBe(401);
    expect(await announcedEnds(organizationId, userId)).toEqual([{ sid: decodeJwt(accessToken).sid, reason: 'logged_out' }]);
  });

  it('ends the session of the access token', async () => {
    const { email } = await auth.register();
    const { accessToken, refreshToken } = await auth.logIn(email);
    expect((await auth.call('POST', '/auth/logout', { token: accessToken, body: {} })).status).toBe(204);
    expect(await me(accessToken)).toBe(401);
    expect((await auth.refresh(refreshToken)).status).toBe(401);
  });
});

describe('signing keys', () => {
  it('are published at the root, current and next, and verify what was issued', async () => {
    const { email } = await auth.register();
    const { accessToken } = await auth.logIn(email);
    const reply = await auth.call<{ keys: JWK[] }>('GET', '/.well-known/jwks.json');
    const { keys } = reply.data;
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(Buffer.from(keys[0]?.n ?? '', 'base64url').length * 8).toBe(3072);
    const key = keys.find(({ kid }) => kid === decodeProtectedHeader(accessToken).kid) as JWK;
    await expect(jwtVerify(accessToken, await importJWK(key))).resolves.toMatchObject({
      payload: { iss: 'shortlist', aud: 'shortlist-api' },
    });
  });

  it('are made once however many processes start, and never lie in the clear', async () => {
    const rotate = auth.app.get(RotateSigningKeys, { strict: false });
    await auth.database.rows('DELETE FROM auth.signing_keys WHERE signs_from > now()');
    await Promise.all([rotate.execute(), rotate.execute(), rotate.execute()]);
    const keys = await auth.database.rows<{ sealed_private_key: string }>('SELECT sealed_private_key FROM auth.signing_keys');
    expect(keys).toHaveLength(2);
    for (const key of keys)
      expect(Buffer.from(key.sealed_private_key.split('.')[0] ?? '', 'base64url').toString()).toContain('"enc":"A256GCM"');
  });

  it('sign nothing that another key signed: a token of a foreign key with our key id is refused', async () => {
    const { email } = await auth.register();
    const { accessToken } = await auth.logIn(email);
    const header = decodeProtectedHeader(accessToken);
    const { privateKey } = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    const forged = await new SignJWT(decodeJwt(accessToken)).setProtectedHeader({ ...header, alg: 'RS256' }).sign(privateKey);
    expect(await me(accessToken)).toBe(200);
    expect(await me(forged)).toBe(401);
  });
});

describe('cleaning up', () => {
  it('forgets sessions a day after they expired, and only those', async () => {
    const { email } = await auth.register();
    const [old, live] = [await auth.logIn(email), await auth.logIn(email)];
    await auth.database.rows(`UPDATE auth.sessions SET expires_at = now() - interval '25 hours' WHERE id = $1`, [
      decodeJwt(old.accessToken).sid,
    ]);
    const job = new DeleteExpiredSessions(auth.app.get(UnitOfWork, { strict: false }), new SessionRepository());
    expect(await job.execute()).toBe(1);
    expect((await auth.refresh(live.refreshToken)).status).toBe(200);
    expect((await auth.refresh(old.refreshToken)).status).toBe(401);
  });
});
