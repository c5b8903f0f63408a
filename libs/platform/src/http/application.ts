import type { Server } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import fastifyHelmet from '@fastify/helmet';
import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Environment } from '../config/variables.js';
import type { ValuesOf } from '../config/variables.js';
import { HealthChecks, Logger, Metrics, NestLogger, Tracing } from '../telemetry/index.js';
import { API_PREFIX } from './answers/envelope.js';
import { registerEtags } from './answers/etag.js';
import { answerBrokenRequest, answerRouterError } from './errors/send-problem.js';
import { registerHealth } from './health-routes.js';
import { httpVariables } from './http.config.js';
import { HttpModule } from './http.module.js';
import { registerOverload } from './limits/overload.js';
import { registerDocs } from './openapi/docs.js';
import { registerJsonBody } from './requests/json-body.js';
import { registerRequestContext } from './requests/request-context.js';
import { registerRequestMetrics } from './requests/request-metrics.js';
import { registerRequestTrace } from './requests/request-trace.js';
import { registerUrlValues } from './requests/url-values.js';
import { auditRoutes } from './route-audit.js';

type HttpSettings = ValuesOf<typeof httpVariables.variables>;

export interface HttpApplicationOptions {
  readonly environment: Environment;
  readonly logger: Logger;
}

@Module({})
class HttpRootModule {}

/** Controllers with these paths stand beside the API, not below its prefix. */
const OUTSIDE_PREFIX = ['.well-known/*path', 'mailbox', 'mailbox/*path'];

/** What scripts of other origins may read of an answer, beside what browsers always show: all that `api.md` promises in headers. */
const EXPOSED_HEADERS = [
  ...['ETag', 'Last-Modified', 'Location', 'Link', 'Content-Disposition', 'Idempotency-Replayed', 'Retry-After', 'WWW-Authenticate'],
  ...['RateLimit', 'RateLimit-Policy', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'],
  ...['X-Request-Id', 'traceparent'],
];

/**
 * The HTTP side of a process, initialized and not yet listening: the modules' routes with everything that stands around them.
 * Rejects when a route says too little about itself.
 */
export async function createHttpApplication(
  rootModule: Type | DynamicModule,
  options: HttpApplicationOptions,
): Promise<NestFastifyApplication> {
  const settings = options.environment.read(httpVariables);
  const root: DynamicModule = { module: HttpRootModule, imports: [HttpModule, rootModule] };
  const app = await NestFactory.create<NestFastifyApplication>(root, createAdapter(settings), {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(options.logger),
  });
  app.setGlobalPrefix(API_PREFIX, { exclude: OUTSIDE_PREFIX });
  auditRoutes(app);
  await registerAround(app, settings);
  await app.init();
  return app;
}

function createAdapter(settings: HttpSettings): FastifyAdapter {
  const proxies = listOf(settings.TRUSTED_PROXIES);
  return new FastifyAdapter({
    bodyLimit: settings.HTTP_BODY_LIMIT_BYTES,
    trustProxy: proxies.length > 0 ? proxies : false,
    requestIdHeader: false,
    requestTimeout: 120_000,
    // Longer than the idle time of usual load balancers, so that they never reuse a connection that is being closed.
    keepAliveTimeout: 75_000,
    // A request that comes on an open connection while the process stops is answered in full, with `Connection: close`: nobody has told its sender yet.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 512 },
    frameworkErrors: answerRouterError,
    clientErrorHandler: answerBrokenRequest,
    skipMiddie: true,
    multipart: { limits: { fileSize: settings.HTTP_UPLOAD_LIMIT_BYTES, files: 1, fields: 50, fieldSize: 65_536, parts: 51 } },
  });
}

async function registerAround(app: NestFastifyApplication, settings: HttpSettings): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  registerRequestTrace(fastify, app.get(Tracing, { strict: false }));
  registerRequestContext(fastify);
  registerRequestMetrics(fastify, app.get(Metrics, { strict: false }));
  await fastify.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  await fastify.register(fastifyCors, {
    origin: listOf(settings.CORS_ORIGINS),
    credentials: true,
    maxAge: 600,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: [...EXPOSED_HEADERS],
  });
  registerOverload(fastify, { maxInFlight: settings.HTTP_MAX_IN_FLIGHT, maxEventLoopDelayMs: settings.HTTP_MAX_EVENT_LOOP_DELAY_MS });
  registerJsonBody(fastify, settings.HTTP_BODY_LIMIT_BYTES);
  registerUrlValues(fastify);
  registerEtags(fastify);
  await fastify.register(fastifyCookie);
  registerHealth(fastify, app.get(HealthChecks, { strict: false }));
  await registerDocs(app, fastify);
}

function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

/** Not ready at once, no new connections, requests in flight finish within the time. The modules stay: whoever closes them does so afterwards. */
export async function closeHttpServer(app: NestFastifyApplication): Promise<void> {
  const { HTTP_STOP_TIMEOUT_MS } = app.get(Environment, { strict: false }).read(httpVariables);
  app.get(HealthChecks, { strict: false }).drain();
  const server = app.getHttpServer() as Server;
  const cutOff = setTimeout(() => server.closeAllConnections(), HTTP_STOP_TIMEOUT_MS);
  // A kept-alive connection becomes idle when its last answer is out; closing the server only closes those that are idle already.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  try {
    await (app.getHttpAdapter().getInstance() as unknown as FastifyInstance).close();
  } finally {
    clearTimeout(cutOff);
    clearInterval(sweep);
  }
}
