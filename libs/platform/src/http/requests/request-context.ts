import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newId } from '../../ids.js';
import type { OncePerKey } from '../idempotency/idempotency.decorators.js';
import type { Principal } from '../principal.js';

/** What is known about one request. Handed on explicitly; nothing reads it from ambient storage. */
export interface RequestContext {
  readonly requestId: string;
  /** W3C trace context: the caller's trace, our span. */
  readonly traceparent: string;
  /** Address of the client as far as trusted proxies tell. */
  readonly ip: string;
  readonly userAgent: string | null;
  readonly startedAt: number;
  /** Set by the access guard on routes that need one. */
  principal?: Principal;
  /** Set by the answer: version of the aggregate, part of its ETag. */
  version?: number;
  /** Set by the answer: its `Last-Modified`. */
  changedAt?: Date | null;
  /** Set for a form with an Idempotency-Key, which its route honours. */
  once?: OncePerKey;
  /** Set when the answer is that of an earlier request with the same key. */
  replayed?: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    requestContext: RequestContext;
  }
}

const REQUEST_ID = /^[A-Za-z0-9._:-]{8,128}$/;

/** Gives every request its context and echoes `X-Request-Id`. */
export function registerRequestContext(fastify: FastifyInstance): void {
  fastify.decorateRequest('requestContext');
  fastify.addHook('onRequest', (request, reply, done) => {
    const context = createContext(request);
    request.requestContext = context;
    reply.header('x-request-id', context.requestId);
    done();
  });
}

function createContext(request: FastifyRequest): RequestContext {
  const { 'x-request-id': requestId, 'user-agent': userAgent } = request.headers;
  return {
    requestId: typeof requestId === 'string' && REQUEST_ID.test(requestId) ? requestId : newId(),
    traceparent: request.span.traceparent,
    ip: request.ip,
    userAgent: userAgent?.slice(0, 256) ?? null,
    startedAt: performance.now(),
  };
}

/** The `RequestContext` of this request. */
export const CurrentRequest = createParamDecorator(
  (_: unknown, context: ExecutionContext): RequestContext => context.switchToHttp().getRequest<FastifyRequest>().requestContext,
);
