import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@shortlist/contracts';
import { parseTraceparent } from '@shortlist/platform';
import { eventually } from '@shortlist/testing';
import type { ReceivedSpan } from '@shortlist/testing';
import { ObservedSystem } from './telemetry/observed-system.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';

let system: ObservedSystem;
let applicationId: string;

beforeAll(async () => {
  system = await ObservedSystem.start();
  applicationId = await system.apply(`00-${TRACE}-${CALLER}-01`);
}, 180_000);
afterAll(() => system?.stop());

/** What a submission goes through; each is the name of a span. */
const STATIONS = [
  ...['POST /api/v1/applications', 'append applications.submitted', 'applications.store_submissions', 'append applications.events'],
  ...['candidates.receive_application', 'candidates.parse_resume', 'append candidates.events', 'applications.link_candidate'],
  ...['screening.open_subject', 'screening.take_profile', 'screening.screen_application', 'append screening.events'],
  ...['applications.record_screening', 'screening.update_shortlist', 'notifications.on_applications_received'],
  ...['notifications.send_message', 'notifications.on_shortlists_updated', 'notifications.retry_webhooks', 'webhook shortlists.updated'],
];

describe('the trace of a submission', () => {
  let spans: ReceivedSpan[];
  beforeAll(async () => {
    spans = await eventually(() => {
      const arrived = system.traces.of(TRACE);
      expect(arrived.map(({ name }) => name)).toEqual(expect.arrayContaining(STATIONS));
      return arrived;
    }, 60_000);
  }, 70_000);

  it('is one, from the request over the log, handlers, outboxes and tasks to mail and webhook', () => {
    const known = new Set([CALLER, ...spans.map(({ spanId }) => spanId)]);
    expect(spans.filter(({ parentSpanId }) => !known.has(parentSpanId))).toEqual([]);
    const first = spans.filter(({ parentSpanId }) => parentSpanId === CALLER);
    expect(new Set(first.map(({ name }) => name))).toEqual(new Set(['POST /api/v1/applications']));
    // The job travels to intake as an event; until then the answer is 503.
    expect(first.map(({ attributes }) => attributes['http.response.status_code'])).toContain(202);
    expect(spans.filter((span) => span.isFailed && !first.includes(span))).toEqual([]);
  });

  it('shows what caused what', () => {
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const causes = (name: string): string[] => {
      const names: string[] = [];
      for (let span = spans.find((one) => one.name === name); span; span = byId.get(span.parentSpanId)) names.push(span.name);
      return names;
    };
    const stored = ['applications.store_submissions', 'POST /api/v1/applications'];
    expect(causes('append applications.submitted')).toEqual(['append applications.submitted', 'POST /api/v1/applications']);
    expect(causes('applications.link_candidate')).toEqual(['applications.link_candidate', 'candidates.receive_application', ...stored]);
    expect(causes('notifications.send_message')).toEqual([
      'notifications.send_message',
      'notifications.on_applications_received',
      ...stored,
    ]);
    expect(causes('webhook shortlists.updated').slice(0, 3)).toEqual([
      ...['webhook shortlists.updated', 'notifications.on_shortlists_updated', 'screening.update_shortlist'],
    ]);
  });

  it('is carried by every record of the log that came of it, in envelope and headers', async () => {
    const found: string[] = [];
    for (const topic of Object.keys(TOPICS)) {
      for (const record of await system.records(topic)) {
        if (!record.value.includes(applicationId)) continue;
        const { traceparent } = JSON.parse(record.value) as { traceparent: string };
        expect(record.headers.traceparent).toBe(traceparent);
        expect([record.headers.type, parseTraceparent(traceparent)?.traceId]).toEqual([record.headers.type, TRACE]);
        found.push(record.headers.type ?? '');
      }
    }
    expect(found).toEqual(expect.arrayContaining(['applications.submitted.v1', 'applications.ai_screened.v1', 'shortlists.updated.v1']));
  });

  it('begins with any request that changes something', async () => {
    const { data, headers } = await system.tenant.client.call('POST /jobs', { body: { title: 'Engineer' } });
    await eventually(async () => {
      const announced = (await system.records('jobs.postings')).find(({ key }) => key === data.id);
      expect(announced?.headers.traceparent).toBe(headers.get('traceparent'));
    });
  });

  it('reaches the receiver of the webhook', () => {
    const [received] = system.webhooks;
    const span = spans.find(({ name }) => name === 'webhook shortlists.updated');
    expect(parseTraceparent(received?.headers.traceparent)).toEqual({ traceId: TRACE, spanId: span?.spanId, flags: '01' });
  });
});
