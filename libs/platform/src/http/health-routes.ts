import type { FastifyInstance } from 'fastify';
import { probe } from '../telemetry/index.js';
import type { HealthChecks } from '../telemetry/index.js';

/** `/health`, `/health/live`, `/health/ready` and one address per part, without sign-in, rate limit or envelope of the API. */
export function registerHealth(fastify: FastifyInstance, health: HealthChecks): void {
  for (const path of ['/health', '/health/:part']) {
    fastify.get(path, async (request, reply) => {
      const report = await probe(request.url.split('?', 1)[0] ?? '', health);
      if (report === null) return reply.callNotFound();
      return reply
        .status(report.ok ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ data: report });
    });
  }
}
