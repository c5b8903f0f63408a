import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { CodedError } from '../../errors/coded-error.js';

export interface OverloadLimits {
  readonly maxInFlight: number;
  readonly maxEventLoopDelayMs: number;
}

const SAMPLE_MS = 500;
const RESOLUTION_MS = 20;

/** Refuses requests early (503) while too many run or the event loop lags: a queue that only grows answers nobody in time. Probes always pass. */
export function registerOverload(fastify: FastifyInstance, limits: OverloadLimits): void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let delayMs = 0;
  const sampling = setInterval(() => {
    delayMs = Math.max(0, delays.mean / 1e6 - RESOLUTION_MS) || 0;
    delays.reset();
  }, SAMPLE_MS);
  sampling.unref();
  let inFlight = 0;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/health')) return done();
    if (inFlight >= limits.maxInFlight || delayMs > limits.maxEventLoopDelayMs) {
      return done(new CodedError('http.overloaded', 'unavailable', 'Too busy right now.', { retryAfterSeconds: 1 }));
    }
    inFlight += 1;
    reply.raw.once('close', () => (inFlight -= 1));
    done();
  });
  fastify.addHook('onClose', (_instance, done) => {
    clearInterval(sampling);
    delays.disable();
    done();
  });
}
