import { pino } from 'pino';
import type { DestinationStream, Logger as Pino } from 'pino';
import { allowedFields, errorFields, oneLine } from './log-fields.js';
import type { LogFields } from './log-fields.js';
import { currentTraceparent, parseTraceparent } from './trace-context.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Standard error unless given: standard output belongs to commands' data. */
  readonly destination?: DestinationStream;
  /** Fields of every record, such as `process`. */
  readonly bindings?: LogFields;
}

/** JSON log records: an event name in snake_case and allowed fields (`log-fields.ts`). What is not allowed is dropped, never masked. */
export class Logger {
  private constructor(private readonly pino: Pino) {}

  static create({ level, destination, bindings = {} }: LoggerOptions): Logger {
    const options = {
      level,
      base: allowedFields(bindings),
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      mixin: traceFields,
    };
    return new Logger(pino(options, destination ?? pino.destination({ dest: 2, sync: true })));
  }

  /** The same log with further fields on every record. */
  with(bindings: LogFields): Logger {
    return new Logger(this.pino.child(allowedFields(bindings)));
  }

  debug(event: string, fields: LogFields = {}): void {
    this.pino.debug(allowedFields(fields), oneLine(event));
  }
  info(event: string, fields: LogFields = {}): void {
    this.pino.info(allowedFields(fields), oneLine(event));
  }
  /** Something that mends itself, or that a person should look at some day. */
  warn(event: string, fields: LogFields = {}, error?: unknown): void {
    this.pino.warn(withError(fields, error), oneLine(event));
  }
  /** A fault: someone has to act. */
  error(event: string, fields: LogFields = {}, error?: unknown): void {
    this.pino.error(withError(fields, error), oneLine(event));
  }
  /** The process ends because of it. */
  fatal(event: string, fields: LogFields = {}, error?: unknown): void {
    this.pino.fatal(withError(fields, error), oneLine(event));
  }
}

function traceFields(): LogFields {
  const traceparent = currentTraceparent();
  return traceparent === null ? {} : { traceId: parseTraceparent(traceparent)?.traceId ?? null };
}

function withError(fields: LogFields, error: unknown): Record<string, unknown> {
  return allowedFields(error === undefined ? fields : { ...errorFields(error), ...fields });
}
