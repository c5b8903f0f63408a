import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/**
 * Nest's own messages. Its texts are free, so of errors and warnings only the class that speaks is kept, and the rest is dropped:
 * what an operator must know, the platform logs itself.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(): void {}
  verbose(): void {}
  debug(): void {}

  warn(_message: unknown, ...details: unknown[]): void {
    this.logger.warn('nest_warning', { component: speaker(details) });
  }

  error(message: unknown, ...details: unknown[]): void {
    this.logger.error('nest_error', { component: speaker(details) }, message instanceof Error ? message : undefined);
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.logger.fatal('nest_fatal', { component: speaker(details) }, message instanceof Error ? message : undefined);
  }
}

/** Nest passes the name of the speaking class last. */
function speaker(details: unknown[]): string {
  const last = details.at(-1);
  return typeof last === 'string' && /^\w+$/.test(last) ? last : 'Nest';
}
