import { describe, expect, it } from '@jest/globals';
import { HealthChecks, Logger, Metrics, defineMetric, startProbeServer, withinTrace } from './index.js';
import type { LogFields } from './index.js';

function capture(): { records: () => Record<string, unknown>[]; lines: string[]; logger: Logger } {
  const lines: string[] = [];
  const logger = Logger.create({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  return { lines, logger, records: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('Logger', () => {
  it('keeps allowed fields and drops every other', () => {
    const { logger, records } = capture();
    logger.info('application_stored', { applicationId: 'a1', durationMs: 3, email: 'a@example.com', body: { x: 1 } } as LogFields);
    expect(records()[0]).toMatchObject({ level: 'info', event: 'application_stored', applicationId: 'a1', durationMs: 3 });
    expect(Object.keys(records()[0] ?? {}).sort()).toEqual(['applicationId', 'durationMs', 'event', 'level', 'time']);
  });

  it('writes one short line whatever a value holds', () => {
    const { logger, lines, records } = capture();
    logger.warn('odd', { route: `/a\r\n{"level":"fatal"}\u001b[2J\u2028`, reason: 'x'.repeat(10_000) });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toMatch(/[\r\n\u001b\u2028]/);
    expect(String(records()[0]?.reason).length).toBeLessThan(300);
    expect(records()[0]?.route).not.toMatch(/\\|[\r\n]/);
  });

  it('logs an error by name, code and frames, never by its message', () => {
    const { logger, lines, records } = capture();
    logger.error('failed', {}, Object.assign(new Error('secret\n    of Jane'), { code: '23505' }));
    expect(lines[0]).not.toMatch(/secret|Jane/);
    expect(records()[0]).toMatchObject({ errorName: 'Error', errorCode: '23505' });
    expect(records()[0]?.stack).toContain('at ');
  });
});

describe('Logger within a trace', () => {
  it('names the trace on every record, and none outside', () => {
    const { logger, records } = capture();
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    withinTrace(`00-${traceId}-b7ad6b7169203331-01`, () => logger.with({ context: 'jobs' }).info('inside'));
    logger.info('outside');
    expect(records()).toMatchObject([{ event: 'inside', traceId }, { event: 'outside' }]);
    expect(records()[1]).not.toHaveProperty('traceId');
  });
});

describe('Metrics', () => {
  it('leave out what could not be looked at, count that, and still tell the rest', async () => {
    const metrics = new Metrics();
    const seen = metrics.gauge(defineMetric({ name: 'seen_things', type: 'gauge', help: 'Of this spec.', labels: ['thing'] }));
    let away = false;
    metrics.beforeScrape([seen], async () => {
      if (away) throw new Error('the database is away');
      seen.set({ thing: 'a' }, 7);
    });
    expect(await metrics.text()).toContain('seen_things{thing="a"} 7');
    away = true;
    const text = await metrics.text();
    expect(text).not.toContain('seen_things{');
    expect(text).toContain('metrics_collection_failures_total 1');
  });

  it('are the same for everybody who asks', () => {
    const metrics = new Metrics();
    const definition = defineMetric({ name: 'shared_total', type: 'counter', help: 'Of this spec.', labels: [] });
    expect(metrics.counter(definition)).toBe(metrics.counter(definition));
    expect(() => defineMetric({ ...definition })).toThrow('declared twice');
  });
});

describe('HealthChecks', () => {
  it('fails readiness on a required check that fails, throws or hangs, and not on an optional one', async () => {
    const health = new HealthChecks();
    health.register({ name: 'search', required: false, run: async () => ({ ok: false }) });
    expect((await health.readiness()).ok).toBe(true);
    expect((await health.everything()).ok).toBe(false);
    health.register({ name: 'database', run: () => Promise.reject(new Error('secret')) });
    health.register({ name: 'cache', timeoutMs: 20, run: () => new Promise(() => {}) });
    const report = await health.readiness();
    expect(report.ok).toBe(false);
    expect(report.checks).toMatchObject({ database: { ok: false }, cache: { ok: false, detail: { reason: 'timeout' } } });
    expect(JSON.stringify(report)).not.toContain('secret');
  });

  it('asks a part once per second however often it is probed', async () => {
    const health = new HealthChecks();
    let runs = 0;
    health.register({ name: 'database', run: async () => ({ ok: (runs += 1) > 0 }) });
    await Promise.all(Array.from({ length: 50 }, () => health.readiness()));
    expect(runs).toBe(1);
  });

  it('is not ready once it drains', async () => {
    const health = new HealthChecks();
    health.drain();
    expect((await health.readiness()).ok).toBe(false);
  });
});

describe('probe server', () => {
  it('serves metrics and probes', async () => {
    const health = new HealthChecks();
    const metrics = new Metrics();
    metrics.counter(defineMetric({ name: 'probed_total', type: 'counter', help: 'Probes of this spec.', labels: [] })).inc();
    const server = await startProbeServer(0, health, metrics, '127.0.0.1');
    try {
      const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
      expect(await (await get('/metrics')).text()).toContain('probed_total 1');
      const statuses = async () =>
        Promise.all(['/health/live', '/health/ready', '/health/database', '/x'].map(async (path) => (await get(path)).status));
      expect(await statuses()).toEqual([200, 200, 404, 404]);
      health.drain();
      expect(await statuses()).toEqual([200, 503, 404, 404]);
    } finally {
      await server.close();
    }
  });
});
