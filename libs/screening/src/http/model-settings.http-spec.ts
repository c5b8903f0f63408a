import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@shortlist/platform';
import type { Role } from '@shortlist/platform';
import type { TestAnswer } from '@shortlist/testing';
import { ScreeningFixture } from '../screening.fixture-spec.js';

let fixture: ScreeningFixture;
beforeAll(async () => {
  fixture = await ScreeningFixture.start();
});
afterAll(() => fixture.stop());

const PATH = '/settings/models';
const adminId = newId();
const read = (role: Role = 'admin'): Promise<TestAnswer> => fixture.call('GET', PATH, undefined, {}, role, adminId);
const put = (body: unknown, etag: string | null = null, role: Role = 'admin'): Promise<TestAnswer> =>
  fixture.call('PUT', PATH, body, etag === null ? {} : { 'if-match': etag }, role, adminId);
const ALL = { enabled: true, providers: ['openai', 'ollama'], regions: ['eu', 'local'], hourCents: 100, dayCents: 0 };

describe('GET and PUT /settings/models', () => {
  it('are for administrators', async () => {
    expect((await fixture.process.call('GET', PATH)).status).toBe(401);
    expect((await fixture.process.call('PUT', PATH, { body: ALL })).status).toBe(401);
    for (const role of ['recruiter', 'hiring_manager', 'interviewer', 'viewer', 'candidate'] as const) {
      expect(await read(role)).toMatchObject({ status: 403, body: { detail: expect.stringContaining('model_settings:read') } });
      expect(await put(ALL, '"0"', role)).toMatchObject({ status: 403, body: { detail: expect.stringContaining('model_settings:write') } });
    }
  });

  it('refuse what nobody could keep to', async () => {
    for (const wrong of [
      {},
      { ...ALL, enabled: 'yes' },
      { ...ALL, providers: ['oracle'] },
      { ...ALL, providers: ['openai', 'openai'] },
      { ...ALL, regions: ['European Union'] },
      { ...ALL, hourCents: -1 },
      { ...ALL, dayCents: 1.5 },
    ])
      expect([wrong, (await put(wrong, '"0"')).status]).toEqual([wrong, 400]);
    const above = { status: 422, body: { code: 'models.budget_above_installation' } };
    expect(await put({ ...ALL, hourCents: 501 }, '"0"')).toMatchObject(above);
    expect(await put({ ...ALL, dayCents: 5_001 }, '"0"')).toMatchObject(above);
    expect((await read()).body.data.version).toBe(0);
  });

  it('tell what the installation has, and change everything at once and in versions', async () => {
    const first = await read();
    expect(first.body.data).toEqual({
      ...{ version: 0, enabled: true, providers: null, regions: null, hourCents: null, dayCents: null, changedBy: null, changedAt: null },
      installation: { providers: [], hourCents: 500, dayCents: 5_000, switchedOff: false },
    });
    expect((await put(ALL)).status).toBe(428);
    const changed = await put(ALL, first.headers.get('etag'));
    expect(changed).toMatchObject({
      status: 200,
      body: { data: { ...ALL, version: 1, changedBy: adminId, changedAt: expect.any(String) } },
    });
    expect((await read()).body).toEqual(changed.body);
    expect(await put({ enabled: false }, first.headers.get('etag'))).toMatchObject({
      status: 412,
      body: { code: 'models.settings_changed' },
    });
    const off = await put({ enabled: false }, changed.headers.get('etag'));
    expect(off.body.data).toMatchObject({ version: 2, enabled: false, providers: null, regions: null, hourCents: null, dayCents: null });
    const usage = await fixture.call('GET', '/screening/usage', undefined, {}, 'admin');
    expect(usage.body.data.hour.budgetMicros).toBe(5_000_000);
  });

  it('are those of one organization', async () => {
    const rows = await fixture.database.rows('SELECT organization_id FROM platform.model_settings');
    expect(rows).toEqual([{ organization_id: fixture.organizationId }]);
  });
});
