import { defineMetric } from '../telemetry/metric-definition.js';
import { Metrics } from '../telemetry/metrics.js';
import { withinTrace } from '../telemetry/trace-context.js';
import { Tracing, failureCode } from '../telemetry/tracing.js';
import type { Span } from '../telemetry/tracing.js';
import type { EventEnvelope } from './envelope.js';
import type { HandlerExtras } from './on-event.js';

const durations = defineMetric({
  name: 'event_handler_duration_seconds',
  type: 'histogram',
  help: 'Duration of runs of an event handler; a batch is one run. The outcome is handled or failed.',
  labels: ['handler', 'outcome'],
});
const failures = defineMetric({
  name: 'event_failures_total',
  type: 'counter',
  help: 'Tries at an event that failed and are repeated.',
  labels: ['handler'],
});
const deadLettered = defineMetric({
  name: 'events_dead_lettered_total',
  type: 'counter',
  help: 'Events that were given up or could not be read.',
  labels: ['handler'],
});

/** Times the runs of event handlers, and gives every event a span that follows from the one in which it was announced. */
export class HandlerTelemetry {
  private readonly durations;
  private readonly failures;
  private readonly deadLettered;

  constructor(
    private readonly tracing = new Tracing(),
    metrics = new Metrics(),
  ) {
    this.durations = metrics.histogram(durations);
    this.failures = metrics.counter(failures);
    this.deadLettered = metrics.counter(deadLettered);
  }

  /** Runs the handler of one event. The event it is given is part of the handler's span, and so is what it causes. */
  one(extras: HandlerExtras, event: EventEnvelope, work: (event: EventEnvelope) => Promise<void>): Promise<void> {
    const start = spanOf(extras, event);
    return this.timed(extras, () => this.tracing.run(start, ({ traceparent }) => work({ ...event, traceparent })));
  }

  /** The same for a batch: a span for each event, so that every submission keeps a trace of its own. */
  batch(extras: HandlerExtras, events: readonly EventEnvelope[], work: (events: readonly EventEnvelope[]) => Promise<void>): Promise<void> {
    const spans: Span[] = [];
    const followed = events.map((event) => {
      const span = this.tracing.start(spanOf(extras, event, events.length));
      spans.push(span);
      return { ...event, traceparent: span.traceparent };
    });
    const run = this.timed(extras, () => withinTrace(null, () => work(followed)));
    return run
      .catch((error: unknown) => {
        for (const span of spans) span.fail(failureCode(error));
        throw error;
      })
      .finally(() => {
        for (const span of spans) span.end();
      });
  }

  failed(handler: string): void {
    this.failures.inc({ handler });
  }

  gaveUp(handler: string): void {
    this.deadLettered.inc({ handler });
  }

  private async timed({ consumer }: HandlerExtras, work: () => Promise<void>): Promise<void> {
    const stop = this.durations.startTimer({ handler: consumer });
    try {
      await work();
      stop({ outcome: 'handled' });
    } catch (error) {
      stop({ outcome: 'failed' });
      throw error;
    }
  }
}

function spanOf({ consumer, type }: HandlerExtras, event: EventEnvelope, count = 1): Parameters<Tracing['start']>[0] {
  const fields = { handler: consumer, eventId: event.id, eventType: type, organizationId: event.organizationid, count };
  return { name: consumer, kind: 'consumer', parent: event.traceparent, fields };
}
