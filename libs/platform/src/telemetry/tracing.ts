import type { Environment } from '../config/variables.js';
import { CodedError } from '../errors/coded-error.js';
import type { LogFields } from './log-fields.js';
import { telemetryVariables } from './telemetry.config.js';
import { nextTraceparent, withinTrace } from './trace-context.js';

export type SpanKind = 'server' | 'client' | 'producer' | 'consumer';

export interface SpanStart {
  /** From a closed set, such as a route pattern or the name of a handler. */
  readonly name: string;
  readonly kind: SpanKind;
  /** `traceparent` of what caused it; without one a new trace begins. */
  readonly parent: string | null;
  /** Those of them that the driver exports; see `log-fields.ts`. */
  readonly fields?: LogFields;
}

/** One piece of work as the trace shows it. */
export interface Span {
  /** What goes on from here carries it. */
  readonly traceparent: string;
  note(fields: LogFields): void;
  /** Marks it as failed. `code` says why, never in an error's own words: those may quote a person. */
  fail(code: string): void;
  end(): void;
}

/** What records spans; a driver of its own, loaded only where traces are wanted. */
export interface SpanRecorder {
  start(span: SpanStart): Span;
  /** Sends what it still holds, within a few seconds. */
  close(): Promise<void>;
}

/** Spans of the process. Recorded or not, every span continues the trace of its parent. */
export class Tracing {
  private recorder: SpanRecorder | null = null;

  /** Loads the recorder when the environment names a receiver. */
  async open(environment: Environment): Promise<void> {
    const settings = environment.read(telemetryVariables);
    if (!settings.OTEL_EXPORTER_OTLP_ENDPOINT) return;
    const { OtlpSpanRecorder } = await import('./drivers/otlp.driver.js');
    this.recorder = OtlpSpanRecorder.to({
      endpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
      headers: settings.OTEL_EXPORTER_OTLP_HEADERS ?? '',
      service: settings.OTEL_SERVICE_NAME,
      sampledPercent: settings.TRACES_SAMPLED_PERCENT,
    });
  }

  /** False while nobody records. */
  get isOn(): boolean {
    return this.recorder !== null;
  }

  /** For work that does not end where it starts. `run` is for all other. */
  start(span: SpanStart): Span {
    return this.recorder?.start(span) ?? unrecorded(span);
  }

  /** Runs work as a span; what it announces, enqueues and logs belongs to that. */
  async run<T>(start: SpanStart, work: (span: Span) => Promise<T>): Promise<T> {
    const span = this.start(start);
    try {
      return await withinTrace(span.traceparent, () => work(span));
    } catch (error) {
      span.fail(failureCode(error));
      throw error;
    } finally {
      span.end();
    }
  }

  async close(): Promise<void> {
    const { recorder } = this;
    this.recorder = null;
    await recorder?.close();
  }
}

/** What may be told of an error. */
export function failureCode(error: unknown): string {
  if (error instanceof CodedError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

function unrecorded({ parent }: SpanStart): Span {
  const ignore = (): void => undefined;
  return { traceparent: nextTraceparent(parent), note: ignore, fail: ignore, end: ignore };
}
