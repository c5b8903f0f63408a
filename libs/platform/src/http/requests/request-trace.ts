import type { FastifyInstance } from 'fastify';
import { parseTraceparent, withinTrace } from '../../telemetry/trace-context.js';
import type { Span, Tracing } from '../../telemetry/tracing.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request is in its trace. */
    span: Span;
  }
}

/** Continues the trace of the caller, or begins one, and echoes `traceparent`. The first hook of all. */
export function registerRequestTrace(fastify: FastifyInstance, tracing: Tracing): void {
  fastify.decorateRequest('span');
  fastify.addHook('onRequest', (request, reply, done) => {
    const { method, headers } = request;
    const route = request.routeOptions.url ?? 'unmatched';
    const parent = parseTraceparent(headers.traceparent) ? String(headers.traceparent) : null;
    request.span = tracing.start({ name: `${method} ${route}`, kind: 'server', parent, fields: { method, route } });
    reply.header('traceparent', request.span.traceparent);
    withinTrace(request.span.traceparent, done);
  });
  // Reading a body leaves the asynchronous context of the request.
  fastify.addHook('preValidation', (request, _reply, done) => withinTrace(request.span.traceparent, done));
  fastify.addHook('onResponse', ({ span, requestContext }, { statusCode }, done) => {
    span.note({
      status: statusCode,
      requestId: requestContext.requestId,
      organizationId: requestContext.principal?.organizationId ?? null,
    });
    if (statusCode >= 500) span.fail(String(statusCode));
    span.end();
    done();
  });
}
