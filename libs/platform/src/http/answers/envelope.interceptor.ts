import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { endpointOf } from '../endpoint.js';
import { serialize } from './envelope.js';

/** Innermost: turns what the controller returned into a serialized answer. Raw answers pass with their media type. */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = endpointOf(context.getHandler());
    if (!endpoint) return next.handle();
    const http = context.switchToHttp();
    if (endpoint.answer.raw) {
      const reply = http.getResponse<FastifyReply>();
      if (!reply.hasHeader('content-type')) reply.header('content-type', endpoint.answer.raw);
      return next.handle();
    }
    const { url } = http.getRequest<FastifyRequest>();
    return next.handle().pipe(map((value: unknown) => serialize(value, endpoint.answer, url)));
  }
}
