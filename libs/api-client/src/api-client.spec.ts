import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client.js';
import { ApiError } from './api-error.js';
import type { CallOptions } from './calls.js';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
type Answer = (response: ServerResponse) => void;

let server: Server;
let client: ApiClient;
let received: Received[];
let answers: Answer[];

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));

const problem = (status: number, headers?: Record<string, string>): Answer => {
  const errors = [{ pointer: '/name', code: 'required', detail: 'is required' }];
  const body = { type: 'about:blank', title: 'No', status, detail: 'Not now.', instance: '/', code: 'jobs.no', requestId: 'r', errors };
  return json(status, body, headers);
};

beforeEach(async () => {
  received = [];
  answers = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      (answers.shift() ?? json(200, { data: null }))(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new ApiClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a call', () => {
  it('carries the access token once signed in, and none before', async () => {
    answers = [json(200, { data: { accessToken: 'the-token' } })];
    await client.signIn('ada@example.com', 'a long pass phrase');
    await client.call('GET /auth/me');
    expect(received.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ['POST', '/api/v1/auth/login', undefined],
      ['GET', '/api/v1/auth/me', 'Bearer the-token'],
    ]);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ email: 'ada@example.com', password: 'a long pass phrase' });
  });

  it('renews an expired access token once for all that were refused for it, and sends them again', async () => {
    const tokens = (n: number) => json(200, { data: { accessToken: `access-${n}`, refreshToken: `refresh-${n}` } });
    answers = [tokens(1)];
    await client.signIn('ada@example.com', 'a long pass phrase');
    answers = [problem(401), problem(401), tokens(2), json(200, { data: { name: 'Ada' } }), json(200, { data: { name: 'Ada' } })];
    const read = await Promise.all([client.call('GET /auth/me'), client.call('GET /auth/me')]);
    expect(read.map(({ data }) => data.name)).toEqual(['Ada', 'Ada']);
    const [, ...later] = received.map(({ url, headers, body }) => [url, headers.authorization, body]);
    expect(later.slice(2)).toEqual([
      ['/api/v1/auth/refresh', undefined, '{"refreshToken":"refresh-1"}'],
      ['/api/v1/auth/me', 'Bearer access-2', ''],
      ['/api/v1/auth/me', 'Bearer access-2', ''],
    ]);
  });

  it('gives up when its session has ended, and when the new token is refused too', async () => {
    const tokens = json(200, { data: { accessToken: 'a', refreshToken: 'r' } });
    answers = [tokens];
    await client.signIn('ada@example.com', 'a long pass phrase');
    answers = [problem(401), problem(401), problem(401), tokens, problem(401)];
    for (let time = 0; time < 2; time++) {
      await expect(client.call('GET /auth/me')).rejects.toMatchObject({ problem: { status: 401 } });
    }
    expect(received).toHaveLength(6);
  });

  it('answers the data without its envelope, the pagination of a list, and the headers', async () => {
    const pagination = { page: 1, limit: 20, total: 1, totalIsEstimate: false, totalPages: 1, nextCursor: null, hasMore: false };
    answers = [json(200, { data: [{ id: 'j' }], pagination }), json(200, { data: { id: 'j' } }, { etag: '"3"' })];
    expect(await client.call('GET /jobs')).toMatchObject({ status: 200, data: [{ id: 'j' }], pagination });
    const one = await client.call('GET /jobs/:id', { path: { id: 'j' } });
    expect([one.data, one.pagination, one.headers.get('etag')]).toEqual([{ id: 'j' }, null, '"3"']);
  });

  it('answers no data for an empty answer, and the text of an answer that is not JSON', async () => {
    const text: Answer = (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('plain');
    answers = [(response) => response.writeHead(204).end(), text];
    expect(await client.call('POST /auth/logout', { body: { refreshToken: 't' } })).toMatchObject({ status: 204, data: undefined });
    expect((await client.request('GET', '/label')).data).toBe('plain');
  });

  it('keeps a path parameter in its segment', async () => {
    await client.call('GET /jobs/:id', { path: { id: '../a b?c#d/e' } });
    expect(received[0]?.url).toBe('/api/v1/jobs/..%2Fa%20b%3Fc%23d%2Fe');
    for (const id of ['', '.', '..']) await expect(client.call('GET /jobs/:id', { path: { id } })).rejects.toThrow(RangeError);
    expect(received).toHaveLength(1);
  });

  it('sends lists of a query as one text and leaves out what is undefined', async () => {
    await client.call('GET /applications', {
      query: { status: ['screened', 'shortlisted'], limit: 1, source: undefined, needsPerson: false },
    });
    expect(received[0]?.url).toBe('/api/v1/applications?status=screened%2Cshortlisted&limit=1&needsPerson=false');
  });

  it('sends a form as a form, with the headers of the caller', async () => {
    const form = new FormData();
    form.set('resume', new Blob(['text']), 'resume.txt');
    await client.call('POST /applications', { body: form, headers: { 'Idempotency-Key': 'key-1' } });
    expect(received[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(received[0]?.headers['idempotency-key']).toBe('key-1');
    expect(received[0]?.body).toContain('filename="resume.txt"');
  });

  it('does not compile without what its operation requires', () => {
    type WithoutIfMatch = { path: { id: string }; body: { status: 'open' } } extends CallOptions<'PUT /jobs/:id/status'> ? true : false;
    type WithoutBody = { headers: { 'Idempotency-Key': string } } extends CallOptions<'POST /applications'> ? true : false;
    const compiles: [WithoutIfMatch, WithoutBody] = [false, false];
    expect(compiles).toEqual([false, false]);
  });
});

describe('a failure', () => {
  it('is the problem of the answer, with the places it names', async () => {
    answers = [problem(422)];
    const error = await client.call('GET /jobs').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      problem: { status: 422, code: 'jobs.no', requestId: 'r' },
      message: '422 jobs.no: Not now. (/name is required)',
    });
  });

  it('of something in between is a problem as well', async () => {
    answers = [(response) => response.writeHead(413, { 'x-request-id': 'r2' }).end('<html>'), json(400, { code: 'other' })];
    for (const status of [413, 400]) {
      await expect(client.call('GET /jobs')).rejects.toMatchObject({
        problem: { status, code: 'http.unexpected_answer', instance: '/api/v1/jobs', errors: [] },
      });
    }
  });

  it.each([400, 401, 403, 404, 409, 412, 422, 500])('%i is not tried again', async (status) => {
    answers = [problem(status, { 'retry-after': '0' })];
    await expect(client.call('GET /jobs')).rejects.toMatchObject({ problem: { status } });
    expect(received).toHaveLength(1);
  });

  it.each([429, 503])('%i is tried again, with the same key and body, until it succeeds', async (status) => {
    answers = [problem(status, { 'retry-after': '0' }), problem(status, { 'retry-after': '0' }), json(202, { data: { id: 'a' } })];
    const body = { jobId: 'j', email: 'ada@example.com' };
    expect((await client.call('POST /applications', { body, headers: { 'Idempotency-Key': 'key-1' } })).data.id).toBe('a');
    expect(received.map((request) => [request.headers['idempotency-key'], request.body])).toEqual(
      Array(3).fill(['key-1', JSON.stringify(body)]),
    );
  });

  it('waits as long as Retry-After says', async () => {
    answers = [problem(503, { 'retry-after': '1' })];
    const started = performance.now();
    await client.call('GET /jobs');
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  });

  it('to reach the server is tried again', async () => {
    answers = [(response) => response.destroy(), json(200, { data: [] })];
    expect((await client.call('GET /jobs')).data).toEqual([]);
    expect(received).toHaveLength(2);
  });

  it('to understand the answer is final', async () => {
    answers = [(response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{')];
    await expect(client.call('GET /jobs')).rejects.toMatchObject({ name: 'SyntaxError' });
    expect(received).toHaveLength(1);
  });

  it('is final after the given number of tries', async () => {
    const { port } = server.address() as AddressInfo;
    const impatient = new ApiClient({ baseUrl: `http://127.0.0.1:${port}`, attempts: 2 });
    answers = Array.from({ length: 3 }, () => problem(429, { 'retry-after': '0' }));
    await expect(impatient.call('GET /jobs')).rejects.toMatchObject({ problem: { status: 429 }, retryAfterSeconds: 0 });
    expect(received).toHaveLength(2);
  });

  it('of an aborted call is not tried again', async () => {
    const abort = new AbortController();
    answers = [() => abort.abort()];
    await expect(client.call('GET /jobs', { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(received).toHaveLength(1);
  });
});
