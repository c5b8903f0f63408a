import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import { eventDefinitions } from '@shortlist/contracts';
import type { ContextName } from '@shortlist/contracts';
import { isObservable, lastValueFrom } from 'rxjs';
import type { LogFields, Logger } from '../telemetry/index.js';
import { Attempts } from './attempts.js';
import type { DeliveryObserver } from './attempts.js';
import { DeadLetters } from './dead-letters.js';
import { Delivery } from './delivery.js';
import { DELIVERY_TIMINGS } from './delivery-timings.js';
import type { EventCodec } from './event-codec.js';
import { EventHandler } from './event-handler.js';
import type { EventLog, LogConsumer, StoredRecord } from './event-log.js';
import type { HandlerTelemetry } from './handler-telemetry.js';
import type { HandlerExtras } from './on-event.js';
import { ParkedKeys } from './parked-keys.js';
import { ParkedRetries } from './parked-retries.js';
import { SharedTransactions } from './shared-transactions.js';
import { parseTraceparent } from '../telemetry/trace-context.js';
import type { UnitOfWork } from '../database/unit-of-work.js';

/**
 * Nest's transport over the event log: `@OnEvent` handlers become consumers, one group per context. Nest's own Kafka server
 * is not used: it either swallows a failure or repeats it for ever.
 */
export class EventServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('event-log');
  override readonly propagatesEventHandlerErrors = true;
  private readonly found: { extras: HandlerExtras; callback: MessageHandler }[] = [];
  private consumers: LogConsumer[] = [];
  private retries: ParkedRetries[] = [];

  constructor(
    private readonly log: EventLog,
    private readonly codec: EventCodec,
    private readonly unitOfWorkOf: (context: ContextName) => UnitOfWork,
    private readonly eventLogger: Logger,
    private readonly telemetry: HandlerTelemetry,
    private readonly timings = DELIVERY_TIMINGS,
  ) {
    super();
  }

  /** Keeps handlers apart: Nest would chain those of one pattern, so that one failure hid the others. */
  override addHandler(_pattern: unknown, callback: MessageHandler, _isEventHandler?: boolean, extras?: Record<string, unknown>): void {
    this.found.push({ extras: extras as unknown as HandlerExtras, callback });
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      const handlers = this.found.map((found) => this.toHandler(found));
      assertContractsMatch(handlers);
      for (const [context, own] of Map.groupBy(handlers, (handler) => handler.extras.context)) await this.startGroup(context, own);
      callback();
    } catch (error) {
      callback(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers.map((consumer) => consumer.stop()), ...this.retries.map((retries) => retries.stop())]);
    this.consumers = [];
    this.retries = [];
  }

  on(): never {
    throw new Error('the event server has no events of its own');
  }

  unwrap<T>(): T {
    return this.log as T;
  }

  private async startGroup(context: ContextName, handlers: readonly EventHandler[]): Promise<void> {
    const unitOfWork = this.unitOfWorkOf(context);
    const parked = new ParkedKeys(context, unitOfWork);
    const attempts = new Attempts(context, this.codec, new DeadLetters(this.log), this.observer());
    const shared = new SharedTransactions(context, unitOfWork, this.timings.roundTimeoutMs);
    const delivery = new Delivery(handlers, parked, attempts, shared, this.timings);
    const retries = new ParkedRetries(handlers, parked, attempts, this.timings);
    const topics = [...new Set(handlers.map((handler) => handler.definition.topic))];
    this.retries.push(retries);
    retries.start();
    this.consumers.push(await this.log.consume(context, topics, (batch) => delivery.deliver(batch)));
  }

  private toHandler({ extras, callback }: { extras: HandlerExtras; callback: MessageHandler }): EventHandler {
    const definition = eventDefinitions().get(extras.type);
    if (!definition) throw new Error(`${extras.consumer} handles ${extras.type}, which is not declared`);
    const invoke = async (data: unknown, context: unknown): Promise<void> => {
      const result: unknown = await callback(data, context);
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    };
    return new EventHandler(extras, definition, this.unitOfWorkOf(extras.context), invoke, this.timings.handlerTimeoutMs, this.telemetry);
  }

  private observer(): DeliveryObserver {
    return {
      failed: (consumer, record, { code, error }, attempts) => {
        this.telemetry.failed(consumer);
        this.eventLogger.warn('event_failed', { ...loggedOf(consumer, record), code, attempts }, error);
      },
      deadLettered: (consumer, record, code) => {
        this.telemetry.gaveUp(consumer);
        this.eventLogger.error('event_dead_lettered', { ...loggedOf(consumer, record), code });
      },
    };
  }
}

function loggedOf(consumer: string, { headers }: StoredRecord): LogFields {
  const traceId = parseTraceparent(headers.traceparent)?.traceId ?? null;
  return { handler: consumer, eventId: headers.id, eventType: headers.type, traceId };
}

/** A context that handles an event without being listed in its contract, or is listed and does not, must not start. */
function assertContractsMatch(handlers: readonly EventHandler[]): void {
  const problems: string[] = [];
  const contexts = new Set(handlers.map((handler) => handler.extras.context));
  const names = handlers.map((handler) => handler.consumer);
  for (const name of names) if (names.indexOf(name) !== names.lastIndexOf(name)) problems.push(`two handlers are called ${name}`);
  for (const { extras, definition } of handlers) {
    if (!definition.to.includes(extras.context))
      problems.push(`${extras.context} handles ${definition.type} but is not listed as its consumer`);
  }
  for (const definition of eventDefinitions().values()) {
    for (const context of definition.to) {
      if (!contexts.has(context)) continue;
      if (!handlers.some((handler) => handler.extras.context === context && handler.extras.type === definition.type)) {
        problems.push(`${context} is listed as a consumer of ${definition.type} but does not handle it`);
      }
    }
  }
  if (problems.length > 0)
    throw new Error(`The event handlers and the contracts differ:\n${[...new Set(problems)].map((line) => `  - ${line}`).join('\n')}`);
}
