import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newId } from '../../ids.js';
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
}

declare module 'fastify' {
  interface FastifyRequest {
    requestContext: RequestContext;
  }
}

const REQUEST_ID = /^[A-Za-z0-9._:-]{8,128}$/;
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Gives every request its context and echoes `X-Request-Id` and `traceparent`. */
export function registerRequestContext(fastify: FastifyInstance): void {
  fastify.decorateRequest('requestContext');
  fastify.addHook('onRequest', (request, reply, done) => {
    const context = createContext(request);
    request.requestContext = context;
    reply.header('x-request-id', context.requestId).header('traceparent', context.traceparent);
    done();
  });
}

function createContext(request: FastifyRequest): RequestContext {
  const { 'x-request-id': requestId, traceparent, 'user-agent': userAgent } = request.headers;
  return {
    requestId: typeof requestId === 'string' && REQUEST_ID.test(requestId) ? requestId : newId(),
    traceparent: continueTrace(traceparent),
    ip: request.ip,
    userAgent: userAgent?.slice(0, 256) ?? null,
    startedAt: performance.now(),
  };
}

function continueTrace(traceparent: unknown): string {
  const [, traceId = randomHex(), flags = '00'] = TRACEPARENT.exec(String(traceparent)) ?? [];
  return `00-${traceId}-${randomHex().slice(16)}-${flags}`;
}

/** 32 digits. A UUID, because Node draws those from a pool. */
function randomHex(): string {
  return randomUUID().replaceAll('-', '');
}

/** The `RequestContext` of this request. */
export const CurrentRequest = createParamDecorator(
  (_: unknown, context: ExecutionContext): RequestContext => context.switchToHttp().getRequest<FastifyRequest>().requestContext,
);
