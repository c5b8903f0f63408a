import { databaseErrorCode, isUnavailable } from '../database/database-errors.js';
import { CodedError } from '../errors/coded-error.js';
import type { DeadLetters } from './dead-letters.js';
import type { EventEnvelope } from './envelope.js';
import { MalformedRecordError } from './event-codec.js';
import type { EventCodec } from './event-codec.js';
import type { EventHandler } from './event-handler.js';
import type { StoredRecord } from './event-log.js';

export interface DeliveryObserver {
  failed(consumer: string, record: StoredRecord, failure: Failure, attempts: number): void;
  deadLettered(consumer: string, record: StoredRecord, code: string): void;
}

export interface Failure {
  /** Without personal data: an error's message may quote a row. */
  readonly code: string;
  readonly error: unknown;
}

/** Single tries at handling a record, and its way to the dead letters. A database that is away is thrown: no event is to blame. */
export class Attempts {
  constructor(
    private readonly group: string,
    private readonly codec: EventCodec,
    private readonly deadLetters: DeadLetters,
    readonly observer: DeliveryObserver,
  ) {}

  /** The failure, or null when the event was handled (or dead-lettered because nobody can read it). */
  async handle(handler: EventHandler, record: StoredRecord): Promise<Failure | null> {
    try {
      const event = await this.read(handler, record);
      if (event) await handler.handle(event);
      return null;
    } catch (error) {
      return failureOf(error);
    }
  }

  /** The event of a record, or null for one that cannot be read; nothing happens to it here. */
  async peek(record: StoredRecord): Promise<EventEnvelope | null> {
    try {
      return (await this.codec.decode(record))?.event ?? null;
    } catch (error) {
      if (error instanceof MalformedRecordError) return null;
      throw error;
    }
  }

  /** The event of a record; null when the record was unreadable and lies in the dead letters now. */
  async read(handler: EventHandler, record: StoredRecord): Promise<EventEnvelope | null> {
    try {
      const decoded = await this.codec.decode(record);
      if (decoded?.event.type === handler.extras.type) return decoded.event;
      throw new MalformedRecordError('not_an_event', 'the envelope is of another type than the header says');
    } catch (error) {
      if (!(error instanceof MalformedRecordError)) throw error;
      await this.bury(handler.consumer, record, error.code, 1);
      return null;
    }
  }

  async bury(consumer: string, record: StoredRecord, code: string, attempts: number): Promise<void> {
    await this.deadLetters.add(this.group, consumer, record, code, attempts);
    this.observer.deadLettered(consumer, record, code);
  }
}

/** What a failed try is told as; rethrows when the database is away. */
export function failureOf(error: unknown): Failure {
  if (isUnavailable(error)) throw error;
  if (error instanceof CodedError) return { code: error.code, error };
  const sqlState = databaseErrorCode(error);
  if (sqlState) return { code: `sqlstate_${sqlState}`, error };
  return { code: error instanceof Error ? error.name : 'unknown', error };
}
