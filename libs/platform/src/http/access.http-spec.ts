import 'reflect-metadata';
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Query } from '@nestjs/common';
import { newId } from '../ids.js';
import { Endpoint, InContext, Public, Requires } from './index.js';
import { API_KEY, KID, keys, REVOKED_SESSION, startFixture, tokenFor, USER } from './shelf.fixture-spec.js';
import type { Fixture } from './shelf.fixture-spec.js';

const encode = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const claims = {
  sub: USER,
  org: null,
  role: 'admin',
  sid: newId(),
  iss: 'shortlist',
  aud: 'shortlist-api',
  exp: Math.floor(Date.now() / 1_000) + 900,
};
const header = { alg: 'RS256', typ: 'at+jwt', kid: KID };
const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const rsa = (head: object, body: object = claims, key = keys.privateKey, digest = 'sha256'): string => {
  const text = `${encode(head)}.${encode(body)}`;
  return `${text}.${createSign(digest).update(text).sign(key).toString('base64url')}`;
};
const hmac = (alg: string, secret: string | Buffer): string => {
  const text = `${encode({ ...header, alg })}.${encode(claims)}`;
  return `${text}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(text)
    .digest('base64url')}`;
};
const without = (object: Record<string, unknown>, name: string): object =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

const good = rsa(header);
const [head = '', body = '', signature = ''] = good.split('.');
const forged: Record<string, string> = {
  ...Object.fromEntries(['none', 'None', 'NONE', 'nOnE', ''].map((alg) => [`alg "${alg}"`, `${encode({ ...header, alg })}.${body}.`])),
  ...Object.fromEntries(
    ['none', 'HS256'].map((alg) => [`alg ${alg} with our signature`, `${encode({ ...header, alg })}.${body}.${signature}`]),
  ),
  ...Object.fromEntries(['HS256', 'HS384', 'HS512'].map((alg) => [`${alg} keyed with the public key`, hmac(alg, pem)])),
  'HS256 keyed with the trimmed public key': hmac('HS256', pem.trim()),
  'HS256 keyed with the DER public key': hmac('HS256', keys.publicKey.export({ type: 'spki', format: 'der' })),
  'HS256 with an empty key': hmac('HS256', ''),
  RS384: rsa({ ...header, alg: 'RS384' }, claims, keys.privateKey, 'sha384'),
  RS512: rsa({ ...header, alg: 'RS512' }, claims, keys.privateKey, 'sha512'),
  "a stranger's key": rsa(header, claims, stranger.privateKey),
  "a stranger's key in jwk": rsa({ ...header, jwk: stranger.publicKey.export({ format: 'jwk' }) }, claims, stranger.privateKey),
  "a stranger's key by jku": rsa({ ...header, jku: 'https://attacker.example/jwks.json' }, claims, stranger.privateKey),
  "a stranger's key in x5c": rsa({ ...header, x5c: [encode('certificate')] }, claims, stranger.privateKey),
  'no kid': rsa(without(header, 'kid')),
  ...Object.fromEntries(
    ['', 'other', '../../../dev/null', "' OR 1=1 --", 'x'.repeat(2_000), 7, ['key-1'], null, { a: 1 }].map((kid) => [
      `kid ${JSON.stringify(kid).slice(0, 30)}`,
      rsa({ ...header, kid }),
    ]),
  ),
  'no typ': rsa(without(header, 'typ')),
  ...Object.fromEntries(['JWT', 'id+jwt', 'link+jwt'].map((typ) => [`typ ${typ}`, rsa({ ...header, typ })])),
  'unknown crit': rsa({ ...header, crit: ['exp'] }),
  ...Object.fromEntries(
    ['iss', 'aud', 'exp', 'sub', 'sid', 'org', 'role'].map((name) => [`no ${name}`, rsa(header, without(claims, name))]),
  ),
  'other issuer': rsa(header, { ...claims, iss: 'shortlist.evil' }),
  'other audience': rsa(header, { ...claims, aud: 'mailbox' }),
  expired: rsa(header, { ...claims, exp: Math.floor(Date.now() / 1_000) - 1 }),
  'exp as text': rsa(header, { ...claims, exp: String(claims.exp) }),
  'not yet valid': rsa(header, { ...claims, nbf: Math.floor(Date.now() / 1_000) + 600 }),
  'unknown role': rsa(header, { ...claims, role: 'root' }),
  'role as list': rsa(header, { ...claims, role: ['admin'] }),
  'sub no id': rsa(header, { ...claims, sub: 'admin' }),
  'org no id': rsa(header, { ...claims, org: '*' }),
  'payload replaced': `${head}.${encode({ ...claims, sub: newId() })}.${signature}`,
  'signature cut': good.slice(0, -20),
  'signature empty': `${head}.${body}.`,
  'two segments': `${head}.${body}`,
  'four segments': `${good}.${signature}`,
  'no token': 'undefined',
  'too long': rsa(header, { ...claims, padding: 'x'.repeat(5_000) }),
  'ended session': rsa(header, { ...claims, sid: REVOKED_SESSION }),
};

describe('access', () => {
  let fixture: Fixture;
  const get = (url: string, authorization?: string) =>
    fixture.app.inject({ url, headers: authorization === undefined ? {} : { authorization } });
  beforeAll(async () => {
    fixture = await startFixture();
  });
  afterAll(() => fixture.app.close());

  it('knows the caller of a valid token, also from memory', async () => {
    for (const _ of [1, 2]) {
      const answer = await get('/api/v1/boxes/whoami', `Bearer ${good}`);
      expect(answer.json()).toMatchObject({ data: { label: USER } });
    }
  });

  it('has at least forty forged tokens to refuse', () => {
    expect(Object.keys(forged).length).toBeGreaterThanOrEqual(40);
  });

  it.each(Object.entries(forged))('refuses a token with %s', async (_name, token) => {
    for (const url of ['/api/v1/boxes', '/api/v1/boxes/whoami']) {
      const answer = await get(url, `Bearer ${token}`);
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  });

  it('refuses other schemes and asks for a token where none is sent', async () => {
    expect((await get('/api/v1/boxes', 'Basic YTpi')).statusCode).toBe(401);
    const answer = await get('/api/v1/boxes');
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="shortlist"');
    expect((await get('/api/v1/boxes/whoami')).json()).toMatchObject({ data: { label: 'nobody' } });
  });

  it('answers 503, not 401, while the keys cannot be looked up', async () => {
    const answer = await get('/api/v1/boxes', `Bearer ${rsa({ ...header, kid: 'unreachable' })}`);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBeDefined();
  });

  it('names the missing permission in 403', async () => {
    const answer = await fixture.app.inject({
      method: 'POST',
      url: '/api/v1/boxes',
      payload: { name: 'a' },
      headers: { authorization: `Bearer ${await tokenFor({ role: 'viewer' })}` },
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'http.permission_missing', detail: expect.stringContaining('box:write') });
    expect((await get('/api/v1/boxes', `Bearer ${await tokenFor({ role: 'interviewer' })}`)).statusCode).toBe(403);
    expect((await get('/api/v1/boxes', `Bearer ${await tokenFor({ role: 'admin' })}`)).statusCode).toBe(200);
  });

  it('lets an API key do what its scopes name, and nothing else', async () => {
    expect((await get('/api/v1/boxes', `Bearer ${API_KEY}`)).statusCode).toBe(200);
    expect((await get('/api/v1/boxes/whoami', `Bearer ${API_KEY}`)).json()).toMatchObject({ data: { label: USER } });
    const answer = await fixture.app.inject({
      method: 'POST',
      url: '/api/v1/boxes',
      payload: { name: 'a' },
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    expect(answer.json()).toMatchObject({ status: 403, code: 'http.permission_missing', detail: expect.stringContaining('box:write') });
  });

  it.each([`${API_KEY}x`, API_KEY.slice(0, -1), `sl_${'l'.repeat(43)}`, 'sl_', `SL_${'k'.repeat(43)}`])(
    'refuses the API key %s',
    async (key) => {
      const answer = await get('/api/v1/boxes', `Bearer ${key}`);
      expect(answer.statusCode).toBe(401);
      expect(answer.body).not.toContain(key);
    },
  );

  it('refuses a candidate account where a member of an organization is meant', async () => {
    const answer = await fixture.app.inject({
      method: 'POST',
      url: '/api/v1/boxes',
      payload: { name: 'a' },
      headers: { authorization: `Bearer ${await tokenFor({ org: null })}` },
    });
    expect(answer.json()).toMatchObject({ status: 403, code: 'http.organization_required' });
  });

  it('does not boot with a route that says too little', async () => {
    class Loose {
      unchecked: string;
    }
    @Controller('bad')
    class BadController {
      @Get('open')
      open(): void {}
      @Get('odd')
      @Requires('nobody:declares')
      @Endpoint({ summary: 'Odd', answer: { status: 204 } })
      odd(): void {}
      @Get('raw')
      @Public()
      @Endpoint({ summary: 'Raw', answer: { status: 204 } })
      raw(@Query('token') _token: string, @Query() _query: Loose): void {}
    }
    const refusal = await startFixture([BadController]).then(() => '', String);
    for (const problem of [
      'open says not who may call it',
      'open has no @Endpoint',
      'odd requires nobody:declares, which nobody declares',
      'odd belongs to no context',
      'raw takes token out of its query',
      'raw takes its query without a DTO class',
    ]) {
      expect(refusal).toContain(`BadController.${problem}`);
    }
    @Controller('fine')
    @InContext('shelf')
    class FineController {
      @Get()
      @Public()
      @Endpoint({ summary: 'Fine', answer: { status: 204 } })
      fine(): void {}
    }
    const { app } = await startFixture([FineController]);
    await app.close();
  });
});
