import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cacheUnavailable } from '../cache/index.js';
import { newId } from '../ids.js';
import { startFixture, state, tokenFor, USER } from './shelf.fixture-spec.js';
import type { Fixture } from './shelf.fixture-spec.js';

describe('Idempotency-Key', () => {
  let fixture: Fixture;
  let key: string;
  const authorizations: string[] = [];
  const post = (
    payload: object,
    { url = '/api/v1/boxes', caller = 0, ...headers }: { url?: string; caller?: number; [header: string]: unknown } = {},
  ) =>
    fixture.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { authorization: authorizations[caller], 'idempotency-key': key, ...(headers as Record<string, string>) },
    });

  beforeAll(async () => {
    fixture = await startFixture();
    for (const claims of [{}, { sub: newId() }, { org: newId() }]) authorizations.push(`Bearer ${await tokenFor(claims)}`);
  });
  afterAll(() => fixture.app.close());
  beforeEach(() => {
    key = newId();
    state.executions = 0;
  });

  it('runs 20 concurrent posts once and gives all the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post({ name: 'a' })));
    expect(state.executions).toBe(1);
    expect(
      new Set(answers.map((answer) => `${answer.statusCode} ${answer.headers.location} ${answer.headers.etag} ${answer.body}`)).size,
    ).toBe(1);
    expect(answers[0]?.statusCode).toBe(201);
    expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true')).toHaveLength(19);
  });

  it('refuses another body or address under the same key with 422', async () => {
    await post({ name: 'a' });
    expect((await post({ name: 'b' })).json()).toMatchObject({ status: 422, code: 'http.idempotency_key_reused' });
    expect((await post({ name: 'a' }, { url: '/api/v1/boxes?x=1' })).statusCode).toBe(422);
    expect(state.executions).toBe(1);
  });

  it('lets a request run again soon whose claim the cache took without saying so', async () => {
    const claim = fixture.cache.setIfAbsent.bind(fixture.cache);
    jest.spyOn(fixture.cache, 'setIfAbsent').mockImplementationOnce(async (...parameters) => {
      await claim(...parameters);
      throw new Error('no answer');
    });
    expect((await post({ name: 'a' })).statusCode).toBe(500);
    expect((await post({ name: 'a' })).statusCode).toBe(201);
    expect(state.executions).toBe(1);
  });

  it('runs a request whose claim arrived twice', async () => {
    const claim = fixture.cache.setIfAbsent.bind(fixture.cache);
    jest.spyOn(fixture.cache, 'setIfAbsent').mockImplementationOnce(async (...parameters) => {
      await claim(...parameters);
      return claim(...parameters);
    });
    expect((await post({ name: 'a' })).statusCode).toBe(201);
    expect(state.executions).toBe(1);
  });

  it('keeps callers, organizations and routes apart', async () => {
    const first = await post({ label: 'a' }, { url: '/api/v1/boxes/apply' });
    const others = [await post({ name: 'a' }), await post({ name: 'a' }, { caller: 1 }), await post({ name: 'a' }, { caller: 2 })];
    expect([first, ...others].map((answer) => answer.headers['idempotency-replayed'])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(state.executions).toBe(4);
  });

  it.each([
    ['malformed', {}, 400],
    ['conflicting', { name: 'taken' }, 409],
    ['rule-breaking', { name: 'a', size: 101 }, 422],
  ])('does not store the answer to a %s request', async (_name, payload, status) => {
    for (const _ of [1, 2]) {
      const answer = await post(payload);
      expect([answer.statusCode, answer.headers['idempotency-replayed']]).toEqual([status, undefined]);
    }
    expect((await post({ name: 'good' })).statusCode).toBe(201);
  });

  it('is required where the route says so, and must be usable', async () => {
    const url = '/api/v1/boxes/apply';
    const missing = await fixture.app.inject({ method: 'POST', url, payload: { label: 'a' } });
    expect(missing.json()).toMatchObject({
      status: 400,
      code: 'http.idempotency_key_required',
      errors: [{ pointer: '/header/idempotency-key' }],
    });
    for (const wrong of ['', 'x'.repeat(256), 'with space', 'ü']) {
      expect((await post({ label: 'a' }, { url, 'idempotency-key': wrong })).statusCode).toBe(400);
    }
    const longest = await post({ label: 'a' }, { url, 'idempotency-key': 'x'.repeat(255) });
    expect([longest.statusCode, longest.headers.location]).toEqual([202, '/api/v1/boxes/1/track']);
  });

  it('is honoured by a form, whose route says what it asks for', async () => {
    const upload = (bytes: number, headers: Record<string, string> = { 'idempotency-key': key }) => {
      const payload = new FormData();
      payload.append('file', new Blob([new Uint8Array(bytes)]), 'a.bin');
      return fixture.app.inject({ method: 'POST', url: '/api/v1/boxes/upload', payload, headers });
    };
    const answers = [await upload(10), await upload(10), await upload(11), await upload(10, {})];
    expect(answers.map((answer) => [answer.statusCode, answer.headers['idempotency-replayed']])).toEqual([
      [200, undefined],
      [200, 'true'],
      [422, undefined],
      [200, undefined],
    ]);
    expect(answers[1]?.body).toBe(answers[0]?.body);
    expect(state.executions).toBe(2);
  });

  it('replays an answer that holds a secret from a copy that is sealed for the organization', async () => {
    const kept = jest.spyOn(fixture.cache, 'compareAndSet');
    const tell = () => post({ label: 's3cret' }, { url: '/api/v1/boxes/sealed' });
    const [first, again] = [await tell(), await tell()];
    expect([again.statusCode, again.body, again.headers['idempotency-replayed']]).toEqual([200, first.body, 'true']);
    const stored = kept.mock.calls.map(([, , value]) => value).join();
    kept.mockRestore();
    expect(stored).toContain(`organization|`);
    expect(stored).not.toContain('s3cret');
    expect(state.executions).toBe(1);
  });

  it('never stores the answer of a route of auth', async () => {
    for (const _ of [1, 2]) expect((await post({ label: 's3cret' }, { url: '/api/v1/boxes/secret' })).statusCode).toBe(200);
    expect(state.executions).toBe(2);
  });

  it('answers 409 while the first request runs too long for the second to wait', async () => {
    const scopeOfOther = post({ name: 'a' });
    await scopeOfOther;
    // The first process died: its lease is still there and never becomes an answer.
    const get = fixture.cache.get.bind(fixture.cache);
    fixture.cache.get = async (cacheKey) => {
      const text = await get(cacheKey);
      return text && JSON.stringify({ ...(JSON.parse(text) as object), state: 'running' });
    };
    try {
      expect((await post({ name: 'a' })).json()).toMatchObject({ status: 409, code: 'http.request_in_progress' });
    } finally {
      fixture.cache.get = get;
    }
  }, 60_000);

  it('refuses while the cache is away, except where the store remembers the key', async () => {
    const setIfAbsent = fixture.cache.setIfAbsent.bind(fixture.cache);
    fixture.cache.setIfAbsent = () => Promise.reject(cacheUnavailable());
    try {
      expect((await post({ name: 'a' })).statusCode).toBe(503);
      expect((await post({ label: 'a' }, { url: '/api/v1/boxes/apply' })).statusCode).toBe(202);
    } finally {
      fixture.cache.setIfAbsent = setIfAbsent;
    }
  });

  it('answers although the cache fails after the work is done', async () => {
    const compareAndSet = fixture.cache.compareAndSet.bind(fixture.cache);
    fixture.cache.compareAndSet = () => Promise.reject(cacheUnavailable());
    try {
      expect((await post({ name: 'a' })).statusCode).toBe(201);
      expect(fixture.logs.join()).toContain('idempotent_answer_not_stored');
    } finally {
      fixture.cache.compareAndSet = compareAndSet;
    }
  });

  it('costs a request without a key nothing', async () => {
    const answer = await fixture.app.inject({
      method: 'POST',
      url: '/api/v1/boxes',
      payload: { name: 'a' },
      headers: { authorization: authorizations[0] },
    });
    expect([answer.statusCode, answer.headers['idempotency-replayed'], answer.headers.location]).toEqual([
      201,
      undefined,
      `/api/v1/boxes/${USER}`,
    ]);
  });
});
