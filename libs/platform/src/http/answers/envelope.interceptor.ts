import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { endpointOf } from '../endpoint.js';
import type { RequestContext } from '../requests/request-context.js';
import { Answer } from './answer.js';
import { serialize } from './envelope.js';

/** Innermost: turns what the controller returned into a serialized answer. Raw answers pass with their media type. */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = endpointOf(context.getHandler());
    if (!endpoint) return next.handle();
    const http = context.switchToHttp();
    const { url, requestContext } = http.getRequest<FastifyRequest>();
    if (endpoint.answer.raw) {
      const reply = http.getResponse<FastifyReply>();
      if (!reply.hasHeader('content-type')) reply.header('content-type', endpoint.answer.raw);
      return next.handle().pipe(map((value: unknown) => rawBodyOf(value, requestContext)));
    }
    return next.handle().pipe(map((value: unknown) => serialize(value, endpoint.answer, url)));
  }
}

/** The text itself; a date that comes with it makes the answer one that can be asked for conditionally. */
function rawBodyOf(value: unknown, requestContext: RequestContext): unknown {
  if (!(value instanceof Answer)) return value;
  requestContext.changedAt = value.options.changedAt ?? null;
  return value.body;
}
