import type { FastifyInstance } from 'fastify';
import { refuseUnstorable } from './json-body.js';

/** Refuses NUL characters in path parameters and query values, which would otherwise surface as database faults. */
export function registerUrlValues(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    try {
      for (const values of [request.params, request.query]) {
        for (const value of Object.values((values ?? {}) as Record<string, unknown>).flat()) refuseUnstorable(String(value));
      }
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}
