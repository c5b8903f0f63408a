import { afterEach, describe, expect, it } from '@jest/globals';
import { OtlpReceiver } from '@shortlist/testing';
import { Environment } from '../config/variables.js';
import { CodedError } from '../errors/coded-error.js';
import { Tracing, currentTraceparent, keepingTrace, nextTraceparent, parseTraceparent, withinTrace } from './index.js';
import type { LogFields } from './index.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = `00-${TRACE}-b7ad6b7169203331-01`;
const start = (parent: string | null, fields: LogFields = {}) => ({ name: 'piece of work', kind: 'consumer', parent, fields }) as const;

let receiver: OtlpReceiver | null = null;
const opened: Tracing[] = [];
afterEach(async () => {
  for (const tracing of opened.splice(0)) await tracing.close();
  await receiver?.stop();
  receiver = null;
});

async function recording(variables: Record<string, string> = {}): Promise<{ tracing: Tracing; received: OtlpReceiver }> {
  receiver = await OtlpReceiver.start();
  const tracing = new Tracing();
  opened.push(tracing);
  await tracing.open(new Environment({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...variables }));
  return { tracing, received: receiver };
}

describe('traceparent', () => {
  it('is taken when it is valid and nothing else is', () => {
    expect(parseTraceparent(PARENT)).toEqual({ traceId: TRACE, spanId: 'b7ad6b7169203331', flags: '01' });
    const invalid = [
      '',
      'x',
      PARENT.toUpperCase(),
      PARENT.replace('00-', '01-'),
      `${PARENT}-extra`,
      `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    ];
    for (const text of [...invalid, `00-${TRACE}-${'0'.repeat(16)}-01`, null, undefined, ['a']]) expect(parseTraceparent(text)).toBeNull();
  });

  it('goes on in the same trace under an own span', () => {
    const next = parseTraceparent(nextTraceparent(PARENT));
    expect(next).toMatchObject({ traceId: TRACE, flags: '01' });
    expect(next?.spanId).not.toBe('b7ad6b7169203331');
    expect(parseTraceparent(nextTraceparent(null))?.traceId).not.toBe(parseTraceparent(nextTraceparent('nonsense'))?.traceId);
  });

  it('belongs to what a piece of work starts, and to what others run for it', async () => {
    const handedOver = withinTrace(PARENT, () => keepingTrace(() => currentTraceparent()));
    await withinTrace(nextTraceparent(null), async () => {
      await new Promise(setImmediate);
      expect(handedOver()).toBe(PARENT);
      expect(currentTraceparent()).not.toBe(PARENT);
    });
    expect(currentTraceparent()).toBeNull();
  });
});

describe('tracing that is off', () => {
  it('continues traces and records nothing', async () => {
    const tracing = new Tracing();
    await tracing.open(new Environment({}));
    expect(tracing.isOn).toBe(false);
    const inside = await tracing.run(start(PARENT), async (span) => [span.traceparent, currentTraceparent()]);
    expect(inside[0]).toBe(inside[1]);
    expect(parseTraceparent(inside[0])?.traceId).toBe(TRACE);
  });
});

describe('tracing that is on', () => {
  it('sends spans that follow from each other, with the fields that are listed and no word of an error', async () => {
    const { tracing, received } = await recording({
      OTEL_SERVICE_NAME: 'shortlist-billing',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=abc=, y=1',
    });
    const fields = { taskId: 't1', userId: 'u1', email: 'jane@example.com', path: '/jane' } as LogFields;
    const failing = tracing.run(start(PARENT, fields), async () => {
      await tracing.run({ ...start(currentTraceparent()), name: 'inner' }, async (span) => span.note({ status: 200 }));
      throw new CodedError('people.not_found', 'not_found', 'There is no Jane.');
    });
    await expect(failing).rejects.toThrow('Jane');
    await tracing.close();
    const [inner, outer] = received.of(TRACE);
    expect(outer).toMatchObject({ name: 'piece of work', service: 'shortlist-billing', parentSpanId: 'b7ad6b7169203331', isFailed: true });
    expect(outer?.attributes).toEqual({ 'shortlist.task.id': 't1', 'error.type': 'people.not_found' });
    expect(inner).toMatchObject({ name: 'inner', parentSpanId: outer?.spanId, isFailed: false });
    expect(inner?.attributes).toEqual({ 'http.response.status_code': 200 });
    expect(received.raw).not.toMatch(/jane/i);
    expect(received.headers).toMatchObject({ 'x-key': 'abc=', y: '1' });
  });

  it('decides by the trace alone, whatever the caller asks for', async () => {
    const { tracing, received } = await recording({ TRACES_SAMPLED_PERCENT: '0' });
    const traceparent = await tracing.run(start(PARENT), async (span) => span.traceparent);
    expect(parseTraceparent(traceparent)).toMatchObject({ traceId: TRACE, flags: '00' });
    await tracing.close();
    expect(received.spans).toEqual([]);
  });

  it('ends well when the receiver is gone', async () => {
    const { tracing, received } = await recording();
    await received.stop();
    receiver = null;
    await expect(tracing.run(start(null), async () => 'done')).resolves.toBe('done');
    await tracing.close();
    expect(tracing.isOn).toBe(false);
  });

  it('refuses an address that is none', async () => {
    await expect(recording({ OTEL_EXPORTER_OTLP_ENDPOINT: 'nowhere' })).rejects.toThrow('OTEL_EXPORTER_OTLP_ENDPOINT');
  });
});
