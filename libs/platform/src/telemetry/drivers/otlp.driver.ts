import { ROOT_CONTEXT, SpanKind as Kind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Context, Span as OtelSpan, Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { ConfigurationError } from '../../config/variables.js';
import { allowedFields } from '../log-fields.js';
import type { LogField, LogFields } from '../log-fields.js';
import { formatTraceparent, parseTraceparent } from '../trace-context.js';
import type { Span, SpanKind, SpanRecorder, SpanStart } from '../tracing.js';

export interface OtlpOptions {
  /** Base address of the receiver. */
  readonly endpoint: string;
  /** `name=value` pairs, separated by commas. */
  readonly headers: string;
  readonly service: string;
  readonly sampledPercent: number;
}

/** The fields that spans carry, by the names of the semantic conventions where those have one. What is not listed stays here. */
const ATTRIBUTES: Partial<Record<LogField, string>> = {
  method: 'http.request.method',
  route: 'http.route',
  status: 'http.response.status_code',
  topic: 'messaging.destination.name',
  eventId: 'messaging.message.id',
  eventType: 'shortlist.event.type',
  handler: 'shortlist.handler',
  task: 'shortlist.task',
  taskId: 'shortlist.task.id',
  attempt: 'shortlist.attempt',
  count: 'shortlist.batch.size',
  requestId: 'shortlist.request.id',
  organizationId: 'shortlist.organization.id',
  webhookId: 'shortlist.webhook.id',
  deliveryId: 'shortlist.delivery.id',
};
const KINDS: Record<SpanKind, Kind> = { server: Kind.SERVER, client: Kind.CLIENT, producer: Kind.PRODUCER, consumer: Kind.CONSUMER };

/** About half a minute of a busy process. What does not fit is dropped: traces never slow down or stop the work. */
const MOST_WAITING = 16_384;
const SEND_EVERY_MS = 1_000;
const SEND_TIMEOUT_MS = 2_500;
const CLOSE_TIMEOUT_MS = 3_000;

/**
 * Sends spans to an OpenTelemetry receiver, as JSON over HTTP. Whether a trace is recorded depends on its id alone: every process decides
 * alike, and no caller can switch it on or off.
 */
export class OtlpSpanRecorder implements SpanRecorder {
  private readonly tracer: Tracer;

  private constructor(private readonly provider: TracerProvider) {
    this.tracer = provider.getTracer('shortlist');
  }

  static to({ endpoint, headers, service, sampledPercent }: OtlpOptions): OtlpSpanRecorder {
    if (!URL.canParse(endpoint))
      throw new ConfigurationError(['OTEL_EXPORTER_OTLP_ENDPOINT must be an address such as http://localhost:4318']);
    const exporter = new OTLPTraceExporter({
      url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
      headers: pairsOf(headers),
      timeoutMillis: SEND_TIMEOUT_MS,
    });
    const processor = new BatchSpanProcessor({
      exporter,
      maxQueueSize: MOST_WAITING,
      scheduledDelayMillis: SEND_EVERY_MS,
      exportTimeoutMillis: CLOSE_TIMEOUT_MS,
    });
    const resource = resourceFromAttributes({ 'service.name': service });
    const sampler = new TraceIdRatioBasedSampler(sampledPercent / 100);
    return new OtlpSpanRecorder(new TracerProvider({ resource, sampler, spanProcessors: [processor] }));
  }

  start({ name, kind, parent, fields = {} }: SpanStart): Span {
    return new RecordedSpan(this.tracer.startSpan(name, { kind: KINDS[kind], attributes: attributesOf(fields) }, contextOf(parent)));
  }

  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
    });
    // A receiver that is away must not keep the process from ending well.
    await Promise.race([this.provider.shutdown().catch(() => undefined), late]);
    clearTimeout(timer);
  }
}

class RecordedSpan implements Span {
  readonly traceparent: string;

  constructor(private readonly span: OtelSpan) {
    const { traceId, spanId, traceFlags } = span.spanContext();
    this.traceparent = formatTraceparent({ traceId, spanId, flags: traceFlags.toString(16).padStart(2, '0') });
  }

  note(fields: LogFields): void {
    this.span.setAttributes(attributesOf(fields));
  }

  fail(code: string): void {
    this.span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', code);
  }

  end(): void {
    this.span.end();
  }
}

function contextOf(parent: string | null): Context {
  const remote = parseTraceparent(parent);
  if (!remote) return ROOT_CONTEXT;
  const { traceId, spanId, flags } = remote;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true });
}

function attributesOf(fields: LogFields): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(allowedFields(fields))) {
    const attribute = ATTRIBUTES[name as LogField];
    if (attribute && value !== null) attributes[attribute] = value as string | number | boolean;
  }
  return attributes;
}

function pairsOf(text: string): Record<string, string> {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair.includes('='));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]));
}
