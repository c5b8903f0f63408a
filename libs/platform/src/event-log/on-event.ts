import { applyDecorators, Catch, UseFilters } from '@nestjs/common';
import type { ArgumentsHost, RpcExceptionFilter } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { ContextName, EventDefinition } from '@shortlist/contracts';
import { throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Tx } from '../database/unit-of-work.js';
import type { EventEnvelope } from './envelope.js';

/** What a handler of one event gets beside its payload. Its inbox row is already in `tx`; the effect belongs there too. */
export interface EventContext {
  readonly tx: Tx;
  readonly event: EventEnvelope<unknown>;
  /** Null only for events of candidate accounts. */
  readonly organizationId: string;
}

/** What a handler of batches gets: the transaction of `<context>_worker` and the envelopes, in the order of the payloads. */
export interface EventBatchContext {
  readonly tx: Tx;
  readonly events: readonly EventEnvelope<unknown>[];
}

export interface HandlerExtras {
  readonly context: ContextName;
  /** `<context>.<handler>`: names the inbox rows, so it never changes once released. */
  readonly consumer: string;
  readonly type: string;
  readonly batch: boolean;
}

/** Lets the reason of a failure reach the delivery rules instead of Nest's generic text. */
@Catch()
class PassError implements RpcExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}

/** Handles one event at a time: `(data, context: EventContext)`, once per event id, in order per key. */
export function OnEvent<T extends object>(definition: EventDefinition<T>, consumer: `${ContextName}.${string}`): MethodDecorator {
  return handler(definition, consumer, false);
}

/** Handles batches: `(data[], context: EventBatchContext)`. A batch that fails is split until the bad event stands alone. */
export function OnEventBatch<T extends object>(definition: EventDefinition<T>, consumer: `${ContextName}.${string}`): MethodDecorator {
  return handler(definition, consumer, true);
}

function handler(definition: Pick<EventDefinition<object>, 'type'>, consumer: string, batch: boolean): MethodDecorator {
  const context = consumer.slice(0, consumer.indexOf('.')) as ContextName;
  const extras: HandlerExtras = { context, consumer, type: definition.type, batch };
  return applyDecorators(passArguments, EventPattern(definition.type, { ...extras }) as MethodDecorator, UseFilters(PassError));
}

/** The payload first, the context second, without decorating every parameter of every handler. */
const passArguments: MethodDecorator = (target, method) => {
  Payload()(target, method, 0);
  Ctx()(target, method, 1);
};
