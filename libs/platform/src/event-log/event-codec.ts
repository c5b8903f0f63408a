import { eventDefinitions, personalFieldsOf } from '@shortlist/contracts';
import type { EventDefinition } from '@shortlist/contracts';
import { CodedError } from '../errors/coded-error.js';
import { isId } from '../ids.js';
import { logKey } from '../keys/keyring.js';
import type { Keyring } from '../keys/keyring.js';
import { validatorOf } from '../schemas/index.js';
import { envelope } from './envelope.js';
import type { EventEnvelope, EventMeta } from './envelope.js';
import type { LogRecord } from './event-log.js';

/** An envelope as it lies in the log: personal fields are gone from `data` and sealed under the log key of the event's day. */
type SealedEnvelope = EventEnvelope & { readonly sealed?: string };

/** A record that no reader can use: it goes to the dead letters at once. */
export class MalformedRecordError extends Error {
  constructor(
    readonly code: 'unknown_codec' | 'not_json' | 'not_an_event' | 'from_the_future' | 'schema' | 'key_destroyed',
    detail: string,
  ) {
    super(detail);
    this.name = 'MalformedRecordError';
  }
}

/** Clocks of producers may be wrong, by a day at most. */
const MOST_AHEAD_MS = 36 * 3_600_000;

/** Turns payloads into log records and back. Producing is strict, reading is tolerant. */
export class EventCodec {
  constructor(private readonly keyring: Keyring) {}

  /** Throws `events.malformed` when the payload does not fit its own contract. */
  async encode<T extends object>(definition: EventDefinition<T>, data: T, meta: EventMeta): Promise<LogRecord> {
    const checked = validatorOf(definition.payload, 'request')(structuredClone(data));
    if (!checked.ok) {
      const detail = checked.errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
      throw new CodedError('events.malformed', 'rule', `${definition.type} does not fit its contract: ${detail}`);
    }
    if (definition.kind === 'snapshot' && meta.aggregateVersion === undefined) {
      throw new CodedError('events.malformed', 'rule', `${definition.type} is a snapshot and needs an aggregate version`);
    }
    const event = await this.seal(definition, envelope(definition, data, meta));
    return { topic: definition.topic, key: event.subject, headers: headersOf(event), value: JSON.stringify(event) };
  }

  /** The event of a record, personal fields opened. Null for a type that nobody declared. */
  async decode(
    record: Pick<LogRecord, 'value'> & Partial<Pick<LogRecord, 'headers'>>,
  ): Promise<{ definition: EventDefinition<object>; event: EventEnvelope } | null> {
    assertPlain(record.headers?.[ENCODING_HEADER]);
    const event = parse(record.value);
    const definition = eventDefinitions().get(event.type);
    if (!definition) return null;
    const opened = await this.open(event);
    const checked = validatorOf(definition.payload, 'event')(opened.data);
    if (!checked.ok) throw new MalformedRecordError('schema', checked.errors.map((error) => `${error.pointer} ${error.code}`).join('; '));
    return { definition, event: opened };
  }

  private async seal<T extends object>(definition: EventDefinition<T>, event: EventEnvelope<T>): Promise<SealedEnvelope> {
    const fields = personalFieldsOf(definition.payload).filter((field) => (event.data as Record<string, unknown>)[field] != null);
    const plain = event as unknown as EventEnvelope;
    if (fields.length === 0) return plain;
    if (event.organizationid === null)
      throw new CodedError('events.malformed', 'rule', `${event.type} holds personal data and needs an organization`);
    const data = { ...plain.data };
    const personal: Record<string, unknown> = {};
    for (const field of fields) {
      personal[field] = data[field];
      delete data[field];
    }
    const sealed = await this.keyring.seal(
      event.organizationid,
      logKey(new Date(event.time)),
      sealContext(plain),
      JSON.stringify(personal),
    );
    return { ...plain, data, sealed };
  }

  private async open(event: SealedEnvelope): Promise<EventEnvelope> {
    const { sealed, ...rest } = event;
    if (sealed === undefined || event.organizationid === null) return rest;
    try {
      const personal = JSON.parse(await this.keyring.open(event.organizationid, sealContext(event), sealed)) as Record<string, unknown>;
      return { ...rest, data: { ...rest.data, ...personal } };
    } catch (error) {
      if (error instanceof CodedError && error.code.startsWith('keys.')) throw new MalformedRecordError('key_destroyed', error.message);
      throw error;
    }
  }
}

/** Says how the value is compressed. Nobody does so yet: a later producer may, and its records then wait for the upgrade. */
const ENCODING_HEADER = 'content-encoding';

function assertPlain(encoding: string | undefined): void {
  if (encoding === undefined || encoding === 'identity') return;
  throw new MalformedRecordError('unknown_codec', `the record is encoded as ${encoding.slice(0, 50)}`);
}

function headersOf(event: EventEnvelope): Record<string, string> {
  return {
    id: event.id,
    type: event.type,
    ...(event.organizationid && { organizationid: event.organizationid }),
    ...(event.traceparent && { traceparent: event.traceparent }),
  };
}

function parse(value: string): SealedEnvelope {
  let event: Partial<SealedEnvelope> | null;
  try {
    event = JSON.parse(value) as Partial<SealedEnvelope> | null;
  } catch {
    throw new MalformedRecordError('not_json', 'the record is not JSON');
  }
  if (event === null || typeof event !== 'object' || event.specversion !== '1.0' || !isId(event.id) || typeof event.type !== 'string') {
    throw new MalformedRecordError('not_an_event', 'the record is not a CloudEvents 1.0 envelope');
  }
  if (typeof event.data !== 'object' || event.data === null || !(event.organizationid === null || isId(event.organizationid))) {
    throw new MalformedRecordError('not_an_event', 'the envelope has no data or no valid organization');
  }
  const time = typeof event.time === 'string' ? Date.parse(event.time) : NaN;
  if (Number.isNaN(time)) throw new MalformedRecordError('not_an_event', 'the envelope has no valid time');
  if (time > Date.now() + MOST_AHEAD_MS) throw new MalformedRecordError('from_the_future', 'the event is of a time that has not come');
  return event as SealedEnvelope;
}

const sealContext = (event: EventEnvelope<unknown>): string => `log|${event.type}|${event.id}`;
