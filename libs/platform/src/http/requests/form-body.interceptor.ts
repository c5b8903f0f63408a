import '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { endpointOf } from '../endpoint.js';

/** Stands for the body of a form, which its route reads from the request itself. */
export const FORM_BODY: unique symbol = Symbol('form body');

/** Lets a form pass to a route that declares it beside JSON; any other route still gets no body, which its DTO refuses. */
@Injectable()
export class FormBodyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (endpointOf(context.getHandler())?.accepts && request.isMultipart()) request.body = FORM_BODY;
    return next.handle();
  }
}
