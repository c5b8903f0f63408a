import 'reflect-metadata';
import { connect } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { Controller, Get } from '@nestjs/common';
import { HealthChecks } from '../telemetry/index.js';
import { openApiDocument, Public, closeHttpServer, Undocumented } from './index.js';
import { startFixture, state } from './shelf.fixture-spec.js';
import type { Fixture } from './shelf.fixture-spec.js';

interface Operation {
  'x-context': string;
  operationId: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object; example: unknown }> };
  responses: Record<
    string,
    { content?: Record<string, { schema: object; example?: unknown; examples?: Record<string, { value: unknown }> }> }
  >;
}

let fixture: Fixture;
afterEach(() => fixture.app.close());

async function listen(): Promise<string> {
  await fixture.app.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${((fixture.app.getHttpServer() as Server).address() as AddressInfo).port}`;
}

describe('OpenAPI document', () => {
  it('is 3.1, complete, consistent, and its examples fit their schemas', async () => {
    fixture = await startFixture();
    const document = openApiDocument(fixture.app) as unknown as {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
      components: object;
    };
    expect(document.openapi).toBe('3.1.0');
    const ajv = new Ajv2020({ strict: false });
    formatsPlugin.default(ajv);
    ajv.addSchema({ $id: 'document', ...document });
    const resolvable = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as object;
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([verb, operation]) => ({ path, verb, operation })),
    );
    expect(operations.length).toBe(15);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, operation } of operations) {
      expect(operation['x-context']).toBe('shelf');
      for (const name of path.match(/(?<=\{)\w+/g) ?? [])
        expect(operation.parameters).toContainEqual(expect.objectContaining({ name, in: 'path', required: true }));
      const contents = [operation.requestBody?.content ?? {}, ...Object.values(operation.responses).map(({ content = {} }) => content)];
      for (const [mediaType, media] of contents.flatMap(
        (content) =>
          Object.entries(content) as [string, { schema: object; example?: unknown; examples?: Record<string, { value: unknown }> }][],
      )) {
        const validate = ajv.compile(resolvable(media.schema));
        const examples = media.example === undefined ? Object.values(media.examples ?? {}).map(({ value }) => value) : [media.example];
        if (mediaType.includes('json')) expect(examples.length).toBeGreaterThan(0);
        for (const example of examples) expect([path, validate(example), validate.errors]).toEqual([path, true, null]);
      }
    }
  });

  it('describes access, errors, keys and preconditions of a route', async () => {
    fixture = await startFixture();
    const { paths } = (await fixture.app.inject({ url: '/docs/openapi.json' })).json<{
      paths: Record<string, Record<string, Operation>>;
    }>();
    const create = paths['/api/v1/boxes']?.post;
    expect(Object.keys(create?.responses ?? {})).toEqual(['201', '400', '401', '403', '409', '413', '415', '422', '429', '500', '503']);
    expect(Object.keys(create?.responses['409']?.content?.['application/problem+json']?.examples ?? {})).toContain('shelf.box_exists');
    expect(create?.security).toEqual([{ bearer: [] }]);
    expect(paths['/api/v1/boxes/apply']?.post).toMatchObject({ security: [], parameters: [{ name: 'Idempotency-Key', required: true }] });
    expect(paths['/api/v1/boxes/{id}']?.patch?.parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header' }));
    expect(paths['/api/v1/boxes']?.get?.parameters.map(({ name }) => name).sort()).toEqual(['cursor', 'limit', 'name', 'page', 'sort']);
    expect(Object.keys(paths)).not.toContain('/api/v1/boxes/page');
  });

  it('is shown by a page made of local files only', async () => {
    fixture = await startFixture();
    const page = await fixture.app.inject({ url: '/docs' });
    const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(addresses.length).toBe(4);
    for (const url of addresses) expect([url, (await fixture.app.inject({ url })).statusCode]).toEqual([url, 200]);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    for (const url of ['/docs/assets/package.json', '/docs/assets/../package.json', '/docs/assets/%2e%2e/package.json']) {
      expect((await fixture.app.inject({ url })).statusCode).toBe(404);
    }
  });
});

describe('addresses beside the API', () => {
  it('are those of keys and the mailbox, and nothing else leaves the prefix', async () => {
    class RootController {
      answer(): string {
        return 'here';
      }
    }
    for (const path of ['.well-known/jwks.json', 'mailbox', 'mailbox/:id/content', 'other']) {
      const descriptor = { value: () => 'here', enumerable: false, configurable: true, writable: true };
      Object.defineProperty(RootController.prototype, path, descriptor);
      for (const decorate of [Get(path), Public(), Undocumented()]) decorate(RootController.prototype, path, descriptor);
    }
    Controller()(RootController);
    fixture = await startFixture([RootController]);
    const status = async (url: string) => (await fixture.app.inject({ url })).statusCode;
    for (const url of ['/.well-known/jwks.json', '/mailbox', '/mailbox/1/content', '/api/v1/other'])
      expect([url, await status(url)]).toEqual([url, 200]);
    for (const url of ['/other', '/api/v1/mailbox', '/api/v1/.well-known/jwks.json']) expect([url, await status(url)]).toEqual([url, 404]);
  });
});

describe('the process', () => {
  it('refuses early with 503 while too many requests run, and still answers probes', async () => {
    fixture = await startFixture(undefined, { HTTP_MAX_IN_FLIGHT: '2' });
    const address = await listen();
    let release = (): void => {};
    state.hold = new Promise((resolve) => (release = resolve));
    state.executions = 0;
    const running = [fetch(`${address}/api/v1/boxes/slow`), fetch(`${address}/api/v1/boxes/slow`)];
    while (state.executions < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const refused = await fetch(`${address}/api/v1/boxes/label.txt`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
    release();
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await fetch(`${address}/api/v1/boxes/label.txt`)).status).toBe(200);
  });

  it('refuses while the event loop lags and recovers', async () => {
    fixture = await startFixture(undefined, { HTTP_MAX_EVENT_LOOP_DELAY_MS: '10' });
    const get = async () => (await fixture.app.inject({ url: '/api/v1/boxes/label.txt' })).statusCode;
    const until = async (status: number, step: () => Promise<void>) => {
      const deadline = Date.now() + 10_000;
      while ((await get()) !== status) {
        if (Date.now() > deadline) throw new Error(`no ${status} in time`);
        await step();
      }
    };
    const block = async () => {
      const end = performance.now() + 150;
      while (performance.now() < end);
      await new Promise((resolve) => setTimeout(resolve, 1));
    };
    await until(503, block);
    await until(200, () => new Promise((resolve) => setTimeout(resolve, 50)));
  }, 60_000);

  it('stops: is not ready at once, finishes what runs, takes nothing new', async () => {
    // Far beyond the time limit of the test: the stop must not need it.
    fixture = await startFixture(undefined, { HTTP_STOP_TIMEOUT_MS: '120000' });
    const address = await listen();
    let release = (): void => {};
    state.hold = new Promise((resolve) => (release = resolve));
    state.executions = 0;
    const running = fetch(`${address}/api/v1/boxes/slow`);
    while (state.executions < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = closeHttpServer(fixture.app);
    expect((await fixture.app.get(HealthChecks, { strict: false }).readiness()).ok).toBe(false);
    await expect(fetch(`${address}/health/live`)).rejects.toThrow();
    release();
    expect(await (await running).json()).toEqual({ data: { label: 'done' } });
    await stopped;
  });

  it('stops although a request hangs, once its time is over', async () => {
    fixture = await startFixture(undefined, { HTTP_STOP_TIMEOUT_MS: '200' });
    const address = await listen();
    state.hold = new Promise(() => {});
    state.executions = 0;
    const running = fetch(`${address}/api/v1/boxes/slow`);
    const outcome = expect(running).rejects.toThrow();
    while (state.executions < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await closeHttpServer(fixture.app);
    await outcome;
  });

  it('answers what is no HTTP with a problem and closes', async () => {
    fixture = await startFixture();
    const { port } = new URL(await listen());
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      let text = '';
      socket
        .on('data', (chunk) => (text += chunk.toString()))
        .on('end', () => resolve(text))
        .on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json/);
  });

  it('answers per part of its health, and 404 for parts it has not', async () => {
    fixture = await startFixture();
    const health = fixture.app.get(HealthChecks, { strict: false });
    health.register({ name: 'database', run: async () => ({ ok: false, detail: { reason: 'refused' } }) });
    health.register({ name: 'cache', run: async () => ({ ok: true }) });
    const statuses = async (...paths: string[]) => Promise.all(paths.map(async (url) => (await fixture.app.inject({ url })).statusCode));
    expect(
      await statuses('/health', '/health/live', '/health/ready', '/health/database', '/health/cache', '/health/search', '/metrics'),
    ).toEqual([503, 200, 503, 503, 200, 404, 404]);
  });
});
