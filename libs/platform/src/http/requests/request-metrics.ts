import type { FastifyInstance } from 'fastify';
import { defineMetric } from '../../telemetry/metric-definition.js';
import type { Metrics } from '../../telemetry/metrics.js';

const durations = defineMetric({
  name: 'http_request_duration_seconds',
  type: 'histogram',
  help: 'Duration of HTTP requests by route pattern.',
  labels: ['method', 'route', 'status'],
});

/** Counts and times every request under its route pattern, never its address. */
export function registerRequestMetrics(fastify: FastifyInstance, metrics: Metrics): void {
  const histogram = metrics.histogram(durations);
  fastify.addHook('onResponse', (request, reply, done) => {
    const seconds = (performance.now() - request.requestContext.startedAt) / 1_000;
    histogram.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unmatched', status: String(reply.statusCode) },
      seconds,
    );
    done();
  });
}
