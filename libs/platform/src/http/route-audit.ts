import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isDto } from '../schemas/index.js';
import type { DtoClass } from '../schemas/index.js';
import { ACCESS } from './access/access.js';
import type { Access } from './access/access.js';
import { isDeclaredPermission } from './access/permissions.js';
import { ifMatchOf, optionalIfMatchOf } from './answers/etag.js';
import { contextOf, endpointOf, isUndocumented } from './endpoint.js';
import { IDEMPOTENCY, oncePerKeyOf } from './idempotency/idempotency.decorators.js';
import type { IdempotencyPolicy } from './idempotency/idempotency.decorators.js';
import { argumentValidator, IdPipe } from './requests/validation.pipe.js';

export type ArgumentPlace = 'body' | 'query' | 'param';

/** One argument that comes from the request. */
export interface RouteArgument {
  readonly place: ArgumentPlace | 'ifMatch' | 'once';
  /** Name of a single value, such as `@Param('id')`; absent when the argument is the whole. */
  readonly name?: string;
  readonly type: unknown;
  /** A UUID, by `@IdParam`. */
  readonly isId?: boolean;
  /** It may be missing. */
  readonly isOptional?: boolean;
}

/** One HTTP handler of a controller. */
export interface Route {
  /** `<Controller>.<method>` */
  readonly name: string;
  readonly controller: object;
  readonly handler: object;
  readonly verb: string;
  readonly access: Access | undefined;
  /** How a POST treats an Idempotency-Key. */
  readonly idempotency: IdempotencyPolicy;
  readonly arguments: readonly RouteArgument[];
}

const places: Partial<Record<RouteParamtypes, ArgumentPlace>> = {
  [RouteParamtypes.BODY]: 'body',
  [RouteParamtypes.QUERY]: 'query',
  [RouteParamtypes.PARAM]: 'param',
};

/** Every HTTP route of the application. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => {
      const prototype = (metatype as DtoClass).prototype as Record<string, object>;
      return scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method] as object;
        const isRoute = Reflect.hasMetadata(PATH_METADATA, handler) && Reflect.hasMetadata(METHOD_METADATA, handler);
        return isRoute ? [routeOf(metatype as DtoClass, method, handler)] : [];
      });
    });
}

function routeOf(controller: DtoClass, method: string, handler: object): Route {
  const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as Access | undefined;
  const idempotency = (Reflect.getMetadata(IDEMPOTENCY, handler) ??
    Reflect.getMetadata(IDEMPOTENCY, controller) ??
    {}) as IdempotencyPolicy;
  const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod] as string;
  return {
    name: `${controller.name}.${method}`,
    controller,
    handler,
    verb,
    access,
    idempotency,
    arguments: argumentsOf(controller, method),
  };
}

function argumentsOf(controller: DtoClass, method: string): RouteArgument[] {
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ?? []) as unknown[];
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    { index: number; data?: unknown; factory?: unknown; pipes?: unknown[] }
  >;
  return Object.entries(declared).flatMap(([key, { index, data, factory, pipes = [] }]): RouteArgument[] => {
    if (factory === oncePerKeyOf) return [{ place: 'once', name: 'idempotency-key', type: String }];
    const isOptional = factory === optionalIfMatchOf;
    if (factory === ifMatchOf || isOptional) return [{ place: 'ifMatch', name: 'if-match', type: Number, isOptional }];
    const place = places[Number(key.split(':', 1)[0]) as RouteParamtypes];
    return place
      ? [{ place, type: types[index], ...(typeof data === 'string' && { name: data }), isId: pipes.some((pipe) => pipe instanceof IdPipe) }]
      : [];
  });
}

/** Refuses to start when a route says too little about itself; all of them are listed. Compiles every validator. */
export function auditRoutes(app: NestFastifyApplication): void {
  const problems = routesOf(app).flatMap((route) => problemsOf(route).map((problem) => `${route.name} ${problem}`));
  if (problems.length > 0)
    throw new Error(`These routes are not fit to be served:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
}

function problemsOf(route: Route): string[] {
  const problems: string[] = [];
  const { access } = route;
  if (!access) problems.push('says not who may call it: add @Requires, @SignedIn or @Public');
  if (access?.kind === 'permission' && !isDeclaredPermission(access.permission))
    problems.push(`requires ${access.permission}, which nobody declares`);
  if (isUndocumented(route.handler)) return problems;
  if (!endpointOf(route.handler)) problems.push('has no @Endpoint (or @Undocumented)');
  if (route.verb === 'POST') problems.push(...problemsOfPost(route));
  if (!contextOf(route.controller)) problems.push('belongs to no context: add @InContext to its controller');
  for (const argument of route.arguments) {
    if (argument.name !== undefined) {
      if (argument.place === 'query' || argument.place === 'body')
        problems.push(`takes ${argument.name} out of its ${argument.place}: use a DTO class`);
      continue;
    }
    if (argument.place !== 'ifMatch' && argument.place !== 'once' && isDto(argument.type)) argumentValidator(argument.place, argument.type);
    else problems.push(`takes its ${argument.place} without a DTO class that can be checked`);
  }
  return problems;
}

/** An Idempotency-Key is honoured by what is JSON; what the platform does not read needs the handler. */
function problemsOfPost({ handler, idempotency, arguments: given }: Route): string[] {
  const { accepts, answer } = endpointOf(handler) ?? {};
  if (idempotency.neverStore) return [];
  const isOnce = given.some(({ place }) => place === 'once');
  return [
    ...(accepts && !isOnce ? ['takes a form and honours no Idempotency-Key: add @Once()'] : []),
    ...(answer?.raw ? ['answers a POST with what cannot be stored for its Idempotency-Key: answer JSON'] : []),
  ];
}
