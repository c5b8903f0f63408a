import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { endpointOf } from '../endpoint.js';
import type { SerializedAnswer } from './envelope.js';

/** Outermost: writes a serialized answer, fresh or replayed, to the reply. */
@Injectable()
export class ReplyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = endpointOf(context.getHandler());
    if (!endpoint || endpoint.answer.raw) return next.handle();
    const http = context.switchToHttp();
    return next.handle().pipe(
      map((value: SerializedAnswer) => {
        const { requestContext } = http.getRequest<FastifyRequest>();
        const reply = http.getResponse<FastifyReply>().headers(value.headers);
        if (requestContext.replayed) reply.header('idempotency-replayed', 'true');
        requestContext.version = value.version;
        requestContext.changedAt = value.changedAt;
        return value.body;
      }),
    );
  }
}
