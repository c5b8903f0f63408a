import type { EventDefinition } from '@shortlist/contracts';
import { newId } from '../ids.js';
import { currentTraceparent } from '../telemetry/trace-context.js';

/** Who caused a change: a user, an API key, the candidate, or the system by itself. */
export interface Actor {
  readonly kind: 'user' | 'api_key' | 'candidate' | 'system';
  readonly id: string | null;
}

export const SYSTEM: Actor = { kind: 'system', id: null };

/** CloudEvents 1.0, structured JSON, with Shortlist's extensions. Personal fields of `data` travel in `sealed`. */
export interface EventEnvelope<T = Record<string, unknown>> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly subject: string;
  readonly datacontenttype: 'application/json';
  /** Null for events of candidate accounts. */
  readonly organizationid: string | null;
  /** `<kind>` or `<kind>:<id>`. */
  readonly actor: string;
  readonly aggregateversion: number | null;
  readonly correlationid: string;
  readonly causationid: string | null;
  readonly traceparent: string | null;
  readonly data: T;
}

/** What the producer knows beside the payload. */
export interface EventMeta {
  readonly organizationId: string | null;
  readonly actor?: Actor;
  /** Grows with every change of the aggregate; required for snapshots. */
  readonly aggregateVersion?: number;
  /** The event that this one follows from: keeps correlation and trace. */
  readonly causedBy?: EventEnvelope<unknown>;
  /** The request or user action, when no event caused it. */
  readonly correlationId?: string;
  /** Unless given, that of the cause, or of the work in hand. */
  readonly traceparent?: string | null;
  /** Fixed by producers that must be able to repeat themselves; otherwise new. */
  readonly id?: string;
  readonly time?: Date;
}

export function envelope<T extends object>(definition: EventDefinition<T>, data: T, meta: EventMeta): EventEnvelope<T> {
  const id = meta.id ?? newId();
  return {
    specversion: '1.0',
    id,
    source: `/contexts/${definition.from}`,
    type: definition.type,
    time: (meta.time ?? new Date()).toISOString(),
    subject: definition.key(data),
    datacontenttype: 'application/json',
    organizationid: meta.organizationId,
    actor: actorText(meta.actor ?? SYSTEM),
    aggregateversion: meta.aggregateVersion ?? null,
    correlationid: meta.causedBy?.correlationid ?? meta.correlationId ?? id,
    causationid: meta.causedBy?.id ?? null,
    traceparent: meta.traceparent ?? meta.causedBy?.traceparent ?? currentTraceparent(),
    data,
  };
}

/** The actor as one text, as stored in histories. */
export function actorText(actor: Actor): string {
  return actor.id === null ? actor.kind : `${actor.kind}:${actor.id}`;
}

const ACTOR_KINDS: readonly string[] = ['user', 'api_key', 'candidate', 'system'] satisfies Actor['kind'][];

/** The actor that such a text names, for what follows from an event; what is none was the system. */
export function actorOfText(text: string): Actor {
  const [kind = '', id = null] = text.split(':', 2);
  return ACTOR_KINDS.includes(kind) ? { kind: kind as Actor['kind'], id } : SYSTEM;
}
