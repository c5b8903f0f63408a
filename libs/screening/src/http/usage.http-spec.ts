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

const usage = (query = '', role: Role = 'admin'): Promise<TestAnswer> =>
  fixture.call('GET', `/screening/usage${query}`, undefined, {}, role);

async function call(model: string, costMicros: number, milliseconds: number): Promise<void> {
  const { modelLedger } = fixture.process.infrastructure;
  const { organizationId } = fixture;
  const id = newId();
  const prompt = { promptId: 'screening.facts', promptVersion: 2 };
  const wanted = { id, organizationId, ...prompt, provider: 'openai', model, region: 'us', tier: null, isRepair: false };
  expect(await modelLedger.reserve({ ...wanted, mostMicros: 100_000 })).toBeNull();
  const end = { state: 'settled', usage: { inputTokens: 100, outputTokens: 10 }, costMicros, milliseconds, failure: null } as const;
  expect(await modelLedger.settle(organizationId, id, end)).toBe(true);
  await modelLedger.count(organizationId, { provider: 'openai', model }, 'asked');
}

describe('GET /screening/usage', () => {
  it('is for administrators, and refuses days that are none', async () => {
    expect((await fixture.process.call('GET', '/screening/usage')).status).toBe(401);
    for (const role of ['recruiter', 'hiring_manager', 'interviewer', 'viewer', 'candidate'] as const) {
      expect(await usage('', role)).toMatchObject({ status: 403, body: { detail: expect.stringContaining('model_usage:read') } });
    }
    expect((await usage('?from=yesterday')).status).toBe(400);
    expect(await usage('?from=2026-02-30')).toMatchObject({ status: 422, body: { code: 'screening.usage_period_invalid' } });
    expect(await usage('?from=2026-02-02&to=2026-02-01')).toMatchObject({ status: 422 });
  });

  it('tells the use of each model and day, in cents too, and nothing of days without any', async () => {
    await call('gpt-cheap', 4_000, 100);
    for (const milliseconds of [200, 300, 400]) await call('gpt-dear', 12_000, milliseconds);
    const { modelLedger } = fixture.process.infrastructure;
    await modelLedger.count(fixture.organizationId, { provider: 'openai', model: 'gpt-dear' }, 'cached');
    for (let count = 0; count < 5; count += 1)
      await modelLedger.count(fixture.organizationId, { provider: 'rules', model: 'rules' }, 'degraded');
    const { status, body } = await usage();
    expect(status).toBe(200);
    const { total, models, days, to, hour, day } = body.data;
    expect(total).toMatchObject({ calls: 4, inputTokens: 400, outputTokens: 40, costMicros: 40_000, costCents: 4, asked: 4, cached: 1 });
    expect(total).toMatchObject({ p50Milliseconds: 250, p95Milliseconds: 385, degraded: 5, degradedShare: 0.5 });
    expect(models.map(({ model, calls, costCents }: Record<string, unknown>) => [model, calls, costCents])).toEqual([
      ['gpt-dear', 3, 4],
      ['gpt-cheap', 1, 0],
      ['rules', 0, 0],
    ]);
    const { degradedShare: _, ...figures } = total;
    expect(days).toEqual([{ day: to, ...figures }]);
    expect(hour.spentMicros).toBe(40_000);
    expect(day.budgetMicros).toBeGreaterThan(0);
    expect((await usage('?from=2026-01-01&to=2026-01-31')).body.data).toMatchObject({
      total: { calls: 0, degradedShare: 0 },
      models: [],
      days: [],
    });
  });
});
