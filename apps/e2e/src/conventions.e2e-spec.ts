import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '@shortlist/platform';
import type { Installation } from '@shortlist/standalone';
import { Cast } from './access/cast.js';
import { send } from './access/send.js';
import type { Answer, Call } from './access/send.js';
import { Stage } from './access/stage.js';
import { TokenSigner } from './access/token-signer.js';
import { ALWAYS_NEW, EDITED_WITHOUT_IF_MATCH, NOT_PAGED, NOT_REPLAYED } from './conventions/exceptions.js';
import { LOCAL_RECEIVERS, openSystem } from './system.js';
import type { OpenSystem } from './system.js';
import { Tenant } from './tenant.js';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: { readonly format?: string; readonly items?: { readonly format?: string } };
}
interface Operation {
  readonly parameters: readonly Parameter[];
  readonly security: readonly unknown[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
}
interface Schema {
  readonly properties?: { readonly data?: { readonly type?: string }; readonly pagination?: unknown };
}

let system: OpenSystem;
let installation: Installation;
let stage: Stage;
let admin: Cast;
/** By route, as `GET /jobs/:id`. */
let operations: ReadonlyMap<string, Operation>;

beforeAll(async () => {
  system = await openSystem({ ...LOCAL_RECEIVERS, SHORTLIST_MAIL_WINDOW_SECONDS: '0' });
  ({ installation } = system);
  const tenant = await Tenant.register(installation.url, 'owner');
  admin = await Cast.gather(tenant, await TokenSigner.publish(installation.address));
  stage = await Stage.set(tenant, admin.idOf('hiring_manager'));
  operations = documented();
}, 180_000);

afterAll(() => system?.close());

function documented(): Map<string, Operation> {
  const { paths } = openApiDocument(installation.process.app) as unknown as { paths: Record<string, Record<string, Operation>> };
  const routes = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => {
      const route = `${verb.toUpperCase()} ${path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1')}`;
      return [route, operation] as const;
    }),
  );
  return new Map(routes);
}

const routesOf = (...verbs: string[]): string[] => [...operations.keys()].filter((route) => verbs.includes(route.split(' ')[0] ?? ''));
const jsonOf = (route: string): Schema | undefined => operations.get(route)?.responses['200']?.content?.['application/json']?.schema;
const isList = (route: string): boolean => jsonOf(route)?.properties?.data?.type === 'array';
const takes = (route: string, place: string, ...names: string[]): boolean =>
  names.every((name) => operations.get(route)?.parameters.some((one) => one.in === place && one.name === name));

async function ask(call: Call, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return send(installation.url, { ...call, headers: { ...call.headers, ...headers } }, await admin.authorizationOf('admin', null));
}

/** Routes of which something is wrong, which must be those that are excepted. */
async function wrongOf(routes: readonly string[], problem: (route: string) => string | null | Promise<string | null>): Promise<string[]> {
  const wrong: string[] = [];
  for (const route of routes) {
    const found = await problem(route);
    if (found !== null) wrong.push(found === '' ? route : `${route}: ${found}`);
  }
  return wrong.sort();
}

describe('every documented route', () => {
  it('that lists takes limit, page and cursor, and answers with pagination', async () => {
    const lists = routesOf('GET').filter(isList);
    expect(lists.length).toBeGreaterThan(15);
    const wrong = await wrongOf(lists, async (route) => {
      if (!jsonOf(route)?.properties?.pagination || !takes(route, 'query', 'limit', 'page', 'cursor')) return '';
      const call = await stage.callOf(route);
      const { status, text, headers } = await ask({ ...call, path: `${call.path}?limit=1` });
      const { data, pagination } = JSON.parse(text) as {
        data: unknown[];
        pagination: { limit: number; hasMore: boolean; nextCursor: string | null };
      };
      if (status !== 200 || data.length > 1 || pagination.limit !== 1) return `${status}, ${data.length} items`;
      if (!pagination.hasMore) return null;
      if (!headers.get('link')?.endsWith('rel="next"')) return 'no link to the next page';
      const next = await ask({ ...call, path: `${call.path}?limit=1&cursor=${pagination.nextCursor}` });
      return next.status === 200 && next.text !== text ? null : `the next page is ${next.status}`;
    });
    expect(wrong).toEqual(Object.keys(NOT_PAGED));
  });

  it('filters instants in one form: createdAt[gte]', async () => {
    const wrong = await wrongOf(routesOf('GET'), (route) => {
      const instants = (operations.get(route)?.parameters ?? []).filter(
        ({ in: place, schema }) => place === 'query' && schema.format === 'date-time',
      );
      const named = instants.map(({ name }) => name).filter((name) => !/^\w+At\[(gte|gt|lte|lt)\]$/.test(name));
      return named.length > 0 ? named.join() : null;
    });
    expect(wrong).toEqual([]);
    for (const [route, field] of [
      ['GET /jobs', 'createdAt'],
      ['GET /candidates', 'createdAt'],
      ['GET /applications', 'receivedAt'],
    ] as const)
      expect([route, takes(route, 'query', ...['gte', 'gt', 'lte', 'lt'].map((bound) => `${field}[${bound}]`))]).toEqual([route, true]);
  });

  it('that is a POST answers the same key with the same answer', async () => {
    const wrong = await wrongOf(routesOf('POST'), async (route) => {
      if (!takes(route, 'header', 'Idempotency-Key')) return '';
      const call = await stage.callOf(route);
      const [first, again] = [await ask(call), await ask(call)];
      // What is refused is tried again; the stage knows no call of this route that is not.
      if (first.status >= 400) return STATES.includes(route) ? null : `${first.status} ${first.code}`;
      const isSame = again.status === first.status && again.text === first.text && again.headers.get('idempotency-replayed') === 'true';
      return isSame ? null : `${first.status}, then ${again.status}`;
    });
    expect(wrong).toEqual(Object.keys(NOT_REPLAYED).sort());
  });

  it('that edits needs If-Match', async () => {
    const wrong = await wrongOf(routesOf('PUT', 'PATCH', 'DELETE'), async (route) => {
      if (!takes(route, 'header', 'If-Match')) return '';
      const { headers: { 'If-Match': _stale, ...headers } = {}, ...call } = await stage.callOf(route);
      const [missing, stale] = [await ask({ ...call, headers }), await ask({ ...call, headers }, { 'If-Match': '"999"' })];
      return missing.status === 428 && stale.status === 412 ? null : `${missing.status} without, ${stale.status} with an old one`;
    });
    expect(wrong).toEqual(Object.keys(EDITED_WITHOUT_IF_MATCH));
  });

  it('that reads has an ETag and answers 304 to who has it', async () => {
    const wrong = await wrongOf(routesOf('GET'), async (route) => {
      const call = await stage.callOf(route);
      const first = await ask(call);
      const etag = first.headers.get('etag');
      if (first.status !== 200) return String(first.status);
      if (etag === null) return jsonOf(route) ? 'no ETag' : null;
      return (await ask(call, { 'If-None-Match': etag })).status === 304 ? null : '';
    });
    expect(wrong).toEqual(Object.keys(ALWAYS_NEW).sort());
  });

  it('that is edited carries its version in the ETag of its read', async () => {
    const edited = routesOf('PUT', 'PATCH', 'DELETE').map((route) => route.slice(route.indexOf('/')));
    const reads = routesOf('GET').filter((route) => edited.some((path) => [path, path.replace(/\/\w+$/, '')].includes(route.slice(4))));
    expect(reads.length).toBeGreaterThan(10);
    const wrong = await wrongOf(
      reads.filter((route) => !isList(route)),
      async (route) => {
        const etag = (await ask(await stage.callOf(route))).headers.get('etag') ?? 'no ETag';
        return /^"\d+\.[\w-]{16}"$/.test(etag) ? null : etag;
      },
    );
    expect(wrong).toEqual([]);
  });

  it('that makes or starts something names an address that can be read', async () => {
    const reads = routesOf('GET').map((route) => new RegExp(`^/api/v1${route.slice(4).replaceAll(/:\w+/g, '[^/]+')}$`));
    const makes = [...operations].filter(([, { responses }]) => '201' in responses || '202' in responses).map(([route]) => route);
    const wrong = await wrongOf(makes, async (route) => {
      const { status, headers } = await ask(await stage.callOf(route));
      if (status >= 400 && STATES.includes(route)) return null;
      const location = headers.get('location') ?? 'no Location';
      return reads.some((read) => read.test(location)) ? null : `${status} ${location}`;
    });
    expect(wrong).toEqual([]);
  });

  it('counts a call without sign-in against its rate limit, and says what is left', async () => {
    const wrong = await wrongOf([...operations.keys()], async (route) => {
      const { status, headers } = await send(installation.url, await stage.callOf(route));
      const named = ['ratelimit', 'ratelimit-policy', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];
      const missing = named.filter((name) => !headers.has(name));
      return missing.length === 0 && headers.has('x-request-id') ? null : `${status} without ${missing.join()}`;
    });
    expect(wrong).toEqual([]);
  });
});

/** Calls of the stage that end in a state they cannot be made in: what they would answer is proven where they are. */
const STATES: readonly string[] = ['POST /candidates/merge', 'POST /tasks/:id/cancel'];
