import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpException } from '@nestjs/common';
import type { InjectOptions } from 'fastify';
import { CodedError } from '../errors/coded-error.js';
import type { ErrorKind } from '../errors/coded-error.js';
import { newId } from '../ids.js';
import { STATUS_OF_KIND } from './index.js';
import { boxCursor, startFixture, state, tokenFor, USER } from './shelf.fixture-spec.js';
import type { Fixture } from './shelf.fixture-spec.js';

describe('HTTP conventions', () => {
  let fixture: Fixture;
  let authorization: string;
  const call = (options: InjectOptions) => fixture.app.inject({ ...options, headers: { authorization, ...options.headers } });
  const post = (payload: InjectOptions['payload'], headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    call({ method: 'POST', url: '/api/v1/boxes', payload, headers });

  beforeAll(async () => {
    fixture = await startFixture();
    authorization = `Bearer ${await tokenFor()}`;
  });
  afterAll(() => fixture.app.close());
  beforeEach(() => {
    state.version = 3;
    fixture.logs.length = 0;
  });

  it('lets scripts of allowed origins read every header that callers act on', async () => {
    const origin = 'https://app.example.com';
    const key = newId();
    const headers = { 'content-type': 'application/json', 'idempotency-key': key, origin };
    const answers = [
      await post({ name: 'a' }, headers),
      await post({ name: 'a' }, headers),
      await call({ method: 'GET', url: '/api/v1/boxes', headers: { origin } }),
      await fixture.app.inject({ method: 'GET', url: '/api/v1/boxes', headers: { origin } }),
    ];
    for (let asked = 0; asked < 4; asked++) {
      answers.push(await fixture.app.inject({ url: '/api/v1/boxes/limited', headers: { origin }, remoteAddress: '203.0.113.9' }));
    }
    expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201, 200, 401, 200, 200, 200, 429]);
    const sent = new Set(answers.flatMap((answer) => Object.keys(answer.headers)));
    const meantForBrowsers =
      /^(access-control-|content-|cache-control$|connection$|cross-origin-|date$|origin-agent|referrer-|strict-|vary$|x-(content|dns|download|frame|permitted|xss))/;
    const meantForScripts = [...sent].filter((name) => !meantForBrowsers.test(name));
    expect(meantForScripts).toEqual(
      expect.arrayContaining(['etag', 'location', 'link', 'retry-after', 'traceparent', 'x-request-id', 'x-ratelimit-remaining']),
    );
    const exposed = String(answers[0]?.headers['access-control-expose-headers']).toLowerCase().split(/, ?/);
    expect(meantForScripts.filter((name) => !exposed.includes(name))).toEqual([]);
    expect(exposed).toEqual(expect.arrayContaining(['last-modified', 'content-disposition']));
    const elsewhere = await call({ method: 'GET', url: '/api/v1/boxes', headers: { origin: 'https://evil.example' } });
    expect(elsewhere.headers['access-control-allow-origin']).toBeUndefined();
  });

  describe('bodies', () => {
    it('fills defaults, answers 201 with Location and an ETag', async () => {
      const answer = await post({ name: 'a' });
      expect([answer.statusCode, answer.headers.location]).toEqual([201, `/api/v1/boxes/${USER}`]);
      expect(answer.json()).toMatchObject({ data: { name: 'a', size: 1, version: 1 } });
      expect(answer.headers.etag).toMatch(/^"1\./);
    });

    it('answers 400 with a pointer for every wrong field', async () => {
      const answer = await post({ size: 0, part: { label: 'x', more: 1 }, extra: true });
      expect(answer.statusCode).toBe(400);
      const { errors, requestId, instance } = answer.json<{ errors: { pointer: string }[]; requestId: string; instance: string }>();
      expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['/extra', '/name', '/part/more', '/size']);
      expect([requestId, instance]).toEqual([answer.headers['x-request-id'], '/api/v1/boxes']);
    });

    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    it.each<[string, string, string | Buffer]>([
      ['no JSON', 'http.invalid_json', '{"name":'],
      ['a NUL character', 'http.nul_character', '{"name":"a\\u0000b"}'],
      ['a NUL character in a name', 'http.nul_character', '{"a\\u0000":1}'],
      ['half a surrogate pair', 'http.invalid_encoding', '{"name":"\\ud800"}'],
      ['malformed UTF-8', 'http.invalid_encoding', Buffer.from('{"name":"\xff\xfe"}', 'latin1')],
      ['__proto__', 'http.forbidden_field', '{"name":"a","__proto__":{"size":2}}'],
      ['40 levels', 'http.too_deep', deep(40)],
      ['200,000 levels', 'http.too_deep', deep(200_000)],
      ['a bare text', 'http.validation_failed', '"a"'],
      ['a list', 'http.validation_failed', '[]'],
      ['null', 'http.validation_failed', 'null'],
      ['nothing', 'http.validation_failed', ''],
    ])('answers 400 to %s', async (_name, code, payload) => {
      const answer = await post(payload);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, expect.stringContaining('application/problem+json')]);
      expect(answer.json()).toMatchObject({ code });
    });

    it('answers 413 above the limit and 415 to another type', async () => {
      expect((await post(JSON.stringify({ name: 'a'.repeat(1_100_000) }))).statusCode).toBe(413);
      expect((await post('name=a', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(415);
      expect((await post('a', { 'content-type': 'text/plain' })).statusCode).toBe(415);
    });
  });

  it('takes files up to the limit as a form, and nothing else there', async () => {
    const upload = (bytes: number) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), 'a.bin');
      return call({ method: 'POST', url: '/api/v1/boxes/upload', payload: form });
    };
    expect((await upload(5_000)).json()).toEqual({ data: { label: '5000 bytes' } });
    expect((await upload(10_485_761)).json()).toMatchObject({ status: 413, code: 'http.too_large' });
    const json = await call({ method: 'POST', url: '/api/v1/boxes/upload', payload: { a: 1 } });
    expect(json.json()).toMatchObject({ status: 415, code: 'http.unsupported_type' });
  });

  describe('addresses', () => {
    it.each([
      '/api/v1/boxes?name=a%00b',
      '/api/v1/boxes/a%00b',
      '/%zz',
      '/api/v1/boxes?limit=0',
      '/api/v1/boxes?limit=101',
      '/api/v1/boxes?nonsense=1',
      '/api/v1/boxes/by-number/x',
      `/api/v1/boxes?limit=100&page=101`,
      '/api/v1/boxes?limit=1&limit=2',
    ])('answers 400 to %s', async (url) => {
      const answer = await call({ url });
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, expect.stringContaining('application/problem+json')]);
      expect(answer.headers['x-request-id']).toBeDefined();
    });

    it('answers 404 to an unknown address and an unknown id', async () => {
      expect((await call({ url: '/api/v1/nothing' })).json()).toMatchObject({ status: 404, code: 'http.not_found' });
      expect((await call({ url: `/api/v1/boxes/${newId()}` })).json()).toMatchObject({ status: 404, code: 'shelf.box_not_found' });
    });

    it('coerces path and query values', async () => {
      expect((await call({ url: '/api/v1/boxes/by-number/7' })).json()).toEqual({ data: { number: 7 } });
    });
  });

  describe('lists', () => {
    it('carry pagination and a link to the next page', async () => {
      const answer = await call({ url: '/api/v1/boxes?limit=10&page=2' });
      const { pagination } = answer.json<{ pagination: { nextCursor: string } }>();
      expect(pagination).toMatchObject({ page: 2, limit: 10, total: 55, totalPages: 6, totalIsEstimate: false, hasMore: true });
      expect(answer.headers.link).toBe(`</api/v1/boxes?limit=10&cursor=${pagination.nextCursor}>; rel="next"`);
      const next = await call({ url: `/api/v1/boxes?cursor=${pagination.nextCursor}` });
      expect(next.json()).toMatchObject({ pagination: { page: null, nextCursor: null, hasMore: false } });
      expect(next.headers.link).toBeUndefined();
    });

    it('refuse every altered cursor with 400', async () => {
      const cursor = boxCursor.encode({ sort: '-createdAt', keys: ['2026-01-01T00:00:00.000Z', USER], filters: { name: 'a' } });
      const altered = Array.from({ length: 30 }, (_, index) => {
        const at = Math.floor((index * cursor.length) / 30);
        return `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
      });
      for (const wrong of [...altered, 'x', '', 'e30', cursor.slice(0, -8)])
        expect((await call({ url: `/api/v1/boxes?cursor=${wrong}` })).statusCode).toBe(400);
      expect((await call({ url: `/api/v1/boxes?cursor=${cursor}` })).statusCode).toBe(200);
      expect((await call({ url: `/api/v1/boxes?cursor=${cursor}&page=1` })).statusCode).toBe(400);
    });
  });

  describe('ETags', () => {
    it('answer 304 to what the caller already has, and no longer once it changes', async () => {
      const url = `/api/v1/boxes/${USER}`;
      const { etag } = (await call({ url })).headers as { etag: string };
      expect(etag).toMatch(/^"3\.[\w-]{16}"$/);
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        const answer = await call({ url, headers: { 'if-none-match': known } });
        expect([answer.statusCode, answer.body, answer.headers.etag]).toEqual([304, '', etag]);
      }
      state.version = 4;
      expect((await call({ url, headers: { 'if-none-match': etag } })).statusCode).toBe(200);
    });

    it('guard edits: missing 428, malformed 400, stale 412, current 200 with the new ETag', async () => {
      const patch = (headers: Record<string, string>) =>
        call({ method: 'PATCH', url: `/api/v1/boxes/${USER}`, payload: { name: 'b' }, headers });
      const { etag } = (await call({ url: `/api/v1/boxes/${USER}` })).headers as { etag: string };
      expect((await patch({})).statusCode).toBe(428);
      for (const wrong of ['*', '3', '"x"', `${etag}, "4"`, '"-1"']) expect((await patch({ 'if-match': wrong })).statusCode).toBe(400);
      expect((await patch({ 'if-match': '"2"' })).json()).toMatchObject({ status: 412, code: 'shelf.box_changed' });
      const answer = await patch({ 'if-match': etag });
      expect([answer.statusCode, String(answer.headers.etag).slice(0, 3)]).toEqual([200, '"4.']);
    });
  });

  describe('Last-Modified', () => {
    const known = 'Sun, 01 Mar 2026 12:00:00 GMT';

    it.each(['/api/v1/boxes', `/api/v1/boxes/${USER}`])('of %s answers 304 to who has it, until it changes', async (url) => {
      expect((await call({ url })).headers['last-modified']).toBe(known);
      const since = (date: string, headers = {}) => call({ url, headers: { 'if-modified-since': date, ...headers } });
      const answer = await since(known);
      expect([answer.statusCode, answer.body, answer.headers['last-modified']]).toEqual([304, '', known]);
      expect((await since('Sun, 01 Mar 2026 11:59:59 GMT')).statusCode).toBe(200);
      expect((await since('yesterday')).statusCode).toBe(200);
      const { etag } = answer.headers as { etag: string };
      expect((await since(known, { 'if-none-match': '"other"' })).statusCode).toBe(200);
      expect((await since('Sun, 01 Mar 2026 11:59:59 GMT', { 'if-none-match': etag })).statusCode).toBe(304);
    });

    it('is not sent by what does not know it', async () => {
      const answer = await call({ url: '/api/v1/boxes/by-number/7', headers: { 'if-modified-since': known } });
      expect([answer.statusCode, answer.headers['last-modified']]).toEqual([200, undefined]);
    });
  });

  describe('errors', () => {
    const failWith = (error: unknown) => {
      state.failNext = error;
      return call({ url: '/api/v1/boxes/faulty?token=secret' });
    };

    it.each(Object.entries(STATUS_OF_KIND))('of kind %s answer %i', async (kind, status) => {
      const answer = await failWith(new CodedError('shelf.reason', kind as ErrorKind, 'Why.', { retryAfterSeconds: 9 }));
      expect(answer.json()).toMatchObject({
        status,
        code: 'shelf.reason',
        detail: 'Why.',
        type: 'urn:shortlist:problem:shelf.reason',
        instance: '/api/v1/boxes/faulty',
      });
      expect(answer.headers['retry-after']).toBe(status === 429 || status === 503 ? '9' : undefined);
    });

    it.each(['57014', '55P03', '40P01', '53100', '25006', '08006'])('of a database that cannot answer now (%s) are 503', async (code) => {
      const answer = await failWith(Object.assign(new Error('hunter2'), { code }));
      expect(answer.json()).toMatchObject({ status: 503, code: 'http.unavailable' });
      expect(answer.headers['retry-after']).toBe('2');
    });

    it.each([new Error('password=hunter2'), { secret: 'hunter2' }, 'hunter2', undefined, new HttpException('hunter2', 500)])(
      'of ours tell nothing and log no message: %p',
      async (error) => {
        const answer = await failWith(error);
        expect(answer.json()).toMatchObject({ status: 500, code: 'internal' });
        expect(answer.body + fixture.logs.join()).not.toContain('hunter2');
        expect(fixture.logs.join()).toContain('"event":"request_failed"');
        expect(fixture.logs.join()).not.toContain('secret');
      },
    );

    it.each([
      Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
      Object.assign(new Error('socket'), { code: 'ENOENT' }),
      ...['57P01', '57P03', '08006', '53300'].map((code) => Object.assign(new Error('x'), { driverError: { code } })),
      new Error('Connection terminated unexpectedly'),
      new Error('timeout exceeded when trying to connect'),
    ])('of a database that is away answer 503: %p', async (error) => {
      const answer = await failWith(error);
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
    });
  });

  it('passes request ids and traces in and out, and makes them up when they are not usable', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const given = await call({
      url: '/api/v1/boxes/whoami',
      headers: { 'x-request-id': 'request-0001', traceparent: `00-${trace}-00f067aa0ba902b7-01` },
    });
    expect(given.headers['x-request-id']).toBe('request-0001');
    expect(given.json()).toMatchObject({ data: { requestId: 'request-0001' } });
    expect(given.headers.traceparent).toMatch(new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
    const bad = await call({
      url: '/api/v1/boxes/whoami',
      headers: { 'x-request-id': 'a b"<script>', traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` },
    });
    expect(bad.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(bad.headers.traceparent).toMatch(/^00-(?!0{32})[0-9a-f]{32}-/);
  });

  it('limits rates with headers and 429', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) statuses.push((await call({ url: '/api/v1/boxes/limited' })).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await call({ url: '/api/v1/boxes/limited' });
    expect(refused.headers).toMatchObject({
      'ratelimit-policy': '"limited";q=3;w=60',
      'x-ratelimit-remaining': '0',
      'retry-after': expect.stringMatching(/^\d+$/),
    });
    expect((await call({ url: '/api/v1/boxes/limited', remoteAddress: '10.0.0.9' })).statusCode).toBe(200);
  });

  it('counts refused requests too: wrong tokens by address, missing permissions by caller', async () => {
    const limited = await startFixture(undefined, { HTTP_RATE_LIMIT_PER_MINUTE: '3' });
    const ask = async (token: string, remoteAddress: string, verb: 'GET' | 'POST' = 'GET') => {
      const { statusCode, headers } = await limited.app.inject({
        ...{ method: verb, url: '/api/v1/boxes', remoteAddress, headers: { authorization: `Bearer ${token}` } },
        ...(verb === 'POST' && { payload: { name: 'a' } }),
      });
      return [statusCode, headers['x-ratelimit-remaining'], headers.ratelimit !== undefined];
    };
    const flood = [];
    for (const token of ['wrong', `sl_${'x'.repeat(43)}`, 'wrong too', 'wrong', `sl_${'y'.repeat(43)}`])
      flood.push(await ask(token, '203.0.113.1'));
    expect(flood).toEqual([
      [401, '2', true],
      [401, '1', true],
      [401, '0', true],
      [429, '0', true],
      [429, '0', true],
    ]);
    const viewer = await tokenFor({ role: 'viewer', sub: newId() });
    expect(await ask(viewer, '203.0.113.1')).toEqual([200, '2', true]);
    expect(await ask('wrong', '203.0.113.2')).toEqual([401, '2', true]);
    const forbidden = [];
    for (let attempt = 0; attempt < 3; attempt += 1) forbidden.push(await ask(viewer, `203.0.113.${attempt}`, 'POST'));
    expect(forbidden).toEqual([
      [403, '1', true],
      [403, '0', true],
      [429, '0', true],
    ]);
    await limited.app.close();
  });

  it('believes X-Forwarded-For from trusted proxies only', async () => {
    for (const [proxies, expected] of [
      ['', '127.0.0.1'],
      ['127.0.0.1', '203.0.113.7'],
    ] as const) {
      const { app } = await startFixture(undefined, { TRUSTED_PROXIES: proxies });
      const statuses = [];
      for (let attempt = 0; attempt < 4; attempt += 1) {
        statuses.push(
          (await app.inject({ url: '/api/v1/boxes/limited', headers: { 'x-forwarded-for': `203.0.113.${attempt}` } })).statusCode,
        );
      }
      expect(statuses.at(-1)).toBe(expected === '127.0.0.1' ? 429 : 200);
      await app.close();
    }
  });

  it('sends security headers and lets only listed origins read', async () => {
    const listed = await call({ url: '/api/v1/boxes', headers: { origin: 'https://app.example.com' } });
    expect(listed.headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example.com',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
    const preflight = (origin: string) =>
      fixture.app.inject({ method: 'OPTIONS', url: '/api/v1/boxes', headers: { origin, 'access-control-request-method': 'POST' } });
    expect((await preflight('https://app.example.com')).headers['access-control-allow-methods']).toContain('PATCH');
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    const other = await call({ url: '/api/v1/boxes', headers: { origin: 'https://evil.example' } });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('leaves raw answers and pages alone', async () => {
    const raw = await call({ url: '/api/v1/boxes/label.txt' });
    expect([raw.body, raw.headers['content-type'], raw.headers['cache-control']]).toEqual([
      'BOX',
      'text/plain; charset=utf-8',
      'public, max-age=60',
    ]);
    expect((await call({ url: '/api/v1/boxes/page' })).body).toBe('<p>page</p>');
    expect((await call({ method: 'DELETE', url: `/api/v1/boxes/${USER}` })).statusCode).toBe(204);
  });

  it('keeps ids out of the metrics', async () => {
    const { Metrics } = await import('../telemetry/index.js');
    await call({ url: `/api/v1/boxes/${USER}` });
    const text = await fixture.app.get(Metrics, { strict: false }).text();
    expect(text).toContain('route="/api/v1/boxes/:id"');
    expect(text).not.toContain(USER);
  });
});
