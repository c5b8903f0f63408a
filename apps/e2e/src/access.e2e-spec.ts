import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, openApiDocument, routesOf } from '@shortlist/platform';
import type { Installation } from '@shortlist/standalone';
import { Cast } from './access/cast.js';
import { CALLERS, PLACES, ROLE_MATRIX, UNDOCUMENTED } from './access/role-matrix.js';
import type { Caller, Outcome } from './access/role-matrix.js';
import { send } from './access/send.js';
import type { Answer } from './access/send.js';
import { forgedTokens } from './access/forged-tokens.js';
import { Stage } from './access/stage.js';
import { TokenSigner } from './access/token-signer.js';
import { LOCAL_RECEIVERS, openSystem } from './system.js';
import type { OpenSystem } from './system.js';
import { Tenant } from './tenant.js';

interface Operation {
  readonly 'x-permission'?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
}

let system: OpenSystem;
let installation: Installation;
let signer: TokenSigner;
let stage: Stage;
/** Of the organization that has the things, and of another one. */
let casts: Readonly<Record<'own' | 'other', Cast>>;

beforeAll(async () => {
  system = await openSystem({ ...LOCAL_RECEIVERS, SHORTLIST_MAIL_WINDOW_SECONDS: '0' });
  ({ installation } = system);
  signer = await TokenSigner.publish(installation.address);
  const [own, other] = [await Tenant.register(installation.url, 'owner'), await Tenant.register(installation.url, 'other')];
  casts = { own: await Cast.gather(own, signer), other: await Cast.gather(other, signer) };
  stage = await Stage.set(own, casts.own.idOf('hiring_manager'));
}, 180_000);

afterAll(() => system?.close());

/** Every documented route, as `GET /jobs/:id`. */
function operations(): Map<string, Operation> {
  const { paths } = openApiDocument(installation.process.app) as unknown as { paths: Record<string, Record<string, Operation>> };
  const routes = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => {
      const route = path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1');
      return [`${verb.toUpperCase()} ${route}`, operation] as const;
    }),
  );
  return new Map(routes);
}

/** What speaks against an answer being what the matrix says; null when nothing does. */
function deviation(expected: Outcome, permission: string | undefined, { status, code, text }: Answer): string | null {
  const got = `${status} ${code}`;
  if (expected === 401) return status === 401 && code === 'http.unauthenticated' ? null : got;
  if (expected === 403) return status === 403 && code === 'http.permission_missing' && text.includes(permission ?? '?') ? null : got;
  if (expected === 'absent') return status === 404 || (status === 503 && code.endsWith('_not_here_yet')) ? null : got;
  return status === expected && !code.startsWith('http.') ? null : got;
}

describe('the role matrix', () => {
  it('names every route and no other', () => {
    expect(Object.keys(ROLE_MATRIX).sort()).toEqual([...operations().keys()].sort());
    const undocumented = routesOf(installation.process.app).filter(({ name }) => UNDOCUMENTED.includes(name));
    expect(undocumented.map(({ name, access }) => [name, access?.kind])).toEqual(undocumented.map(({ name }) => [name, 'public']));
    expect(undocumented).toHaveLength(UNDOCUMENTED.length);
    expect(routesOf(installation.process.app)).toHaveLength(UNDOCUMENTED.length + operations().size);
  });

  it('says of the roles what the specification says of them', () => {
    const isRefused = (outcome: Outcome): boolean => outcome === 401 || outcome === 403;
    const mayUse = (caller: Caller): string[] =>
      Object.entries(ROLE_MATRIX).flatMap(([route, cells]) =>
        isRefused(cells[caller].own) || !isRefused(cells.candidate.own) ? [] : [route],
      );
    // An interviewer sees what belongs to own interviews, and else what anybody sees who is signed in.
    expect(mayUse('interviewer')).toEqual([]);
    // A viewer reads: these only ask, or change what is the viewer's own.
    expect(mayUse('viewer').filter((route) => !route.startsWith('GET '))).toEqual([
      'POST /candidates/:id/enrich',
      ...['POST /candidates/search', 'POST /candidates/searches', 'PATCH /candidates/searches/:id', 'DELETE /candidates/searches/:id'],
      ...['POST /matches/compare', 'POST /notifications/:id/read'],
    ]);
    // A hiring manager works with own jobs: what names a job or a person is absent for another one, but for these.
    expect(mayUse('colleague').filter((route) => ROLE_MATRIX[route]?.colleague.own !== 'absent')).toEqual([
      // Lists of what is theirs.
      ...['GET /applications', 'GET /jobs', 'POST /jobs', 'POST /jobs/generate-requirements', 'GET /matches'],
      // About no job and nobody whom the organization keeps.
      ...['POST /cv-analysis', 'POST /cv-analysis/batch', 'GET /notifications', 'GET /settings/skills', 'GET /settings/skills/:id'],
      // Kinds, ids and progress; a task does not tell whose job it is for.
      ...['GET /tasks', 'GET /tasks/:id'],
    ]);
    expect(mayUse('recruiter').filter((route) => /^\S+ \/(?:api-keys|admin|webhooks|settings\/models)/.test(route))).toEqual([]);
  });

  it.each(Object.keys(ROLE_MATRIX))('%s: every caller from each place', async (route) => {
    const permission = operations().get(route)?.['x-permission'];
    const found: string[] = [];
    for (const place of PLACES) {
      for (const caller of CALLERS) {
        const expected = ROLE_MATRIX[route]?.[caller][place] ?? 0;
        const authorization = await casts[place].authorizationOf(caller, permission ?? null);
        const wrong = deviation(expected, permission, await send(installation.url, await stage.callOf(route), authorization));
        if (wrong !== null) found.push(`${caller} of ${place}: ${wrong} instead of ${expected}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('lets nobody write a field that a route does not declare', async () => {
    const found: string[] = [];
    const takesJson = [...operations()].filter(([, { requestBody }]) => requestBody && 'application/json' in requestBody.content);
    for (const [route] of takesJson) {
      const call = await stage.callOf(route);
      const body = { ...(call.body as object), createdBy: newId(), version: 7, organization_id: newId() };
      const { status } = await send(installation.url, { ...call, body }, await casts.own.authorizationOf('admin', null));
      if (status !== 400) found.push(`${route}: ${status}`);
    }
    expect(found).toEqual([]);
    expect(takesJson.length).toBeGreaterThan(20);
  });
});

describe('forged tokens', () => {
  const sample = [
    ...['GET /jobs', 'POST /jobs', 'GET /applications', 'GET /candidates', 'POST /candidates/search', 'GET /jobs/:id/shortlist'],
    ...['GET /webhooks', 'GET /tasks', 'GET /api-keys', 'GET /auth/me', 'POST /auth/logout', 'POST /uploads'],
  ];

  it.each(sample)('open nothing: %s', async (route) => {
    const expired = await TokenSigner.publish(installation.address, { expired: true });
    const bearer = { userId: casts.own.idOf('admin'), organizationId: casts.own.organizationId, role: 'admin' } as const;
    const forgeries = await forgedTokens(signer, expired, bearer, stage.refreshToken);
    expect(new Set(forgeries.map(({ authorization }) => authorization)).size).toBeGreaterThanOrEqual(150);
    const call = await stage.callOf(route);
    const accepted: string[] = [];
    for (const { name, authorization } of forgeries) {
      const { status } = await send(installation.url, call, authorization);
      // 431: longer than any header may be.
      if (![401, 431].includes(status)) accepted.push(`${name}: ${status}`);
    }
    expect(accepted).toEqual([]);
    expect((await send(installation.url, call, `Bearer ${await signer.tokenFor(bearer)}`)).status).toBeLessThan(300);
  });

  it('open nothing in an address, a cookie or a body', async () => {
    const token = await signer.tokenFor({ userId: casts.own.idOf('admin'), organizationId: casts.own.organizationId, role: 'admin' });
    const answers = [
      await send(installation.url, {
        method: 'GET',
        path: '/jobs',
        headers: { cookie: `access_token=${token}; authorization=Bearer ${token}` },
      }),
      await send(installation.url, {
        method: 'GET',
        path: '/jobs',
        headers: { 'x-access-token': token, 'proxy-authorization': `Bearer ${token}` },
      }),
      await send(installation.url, { method: 'GET', path: `/tasks/${newId()}?access_token=${token}` }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });
});
