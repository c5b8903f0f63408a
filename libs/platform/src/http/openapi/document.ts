import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exampleOf, isDto } from '../../schemas/index.js';
import type { DtoClass, JsonSchema } from '../../schemas/index.js';
import { contextOf, endpointOf } from '../endpoint.js';
import { routesOf } from '../route-audit.js';
import type { Route } from '../route-audit.js';
import { componentSchemas, refTo, resolverOf } from './components.js';
import { parametersOf } from './parameters.js';
import { errorResponses, successResponse } from './responses.js';

const BEARER =
  'An access token from `POST /auth/login`, or an API key from `POST /api-keys` (it begins with `sl_` and does what its scopes name).';

type Resolve = (ref: string) => JsonSchema;

/**
 * The OpenAPI 3.1 document of an application. Nest's scan gives the paths; bodies, parameters, answers and errors come from the DTO
 * classes and `@Endpoint`, so that what is documented is what is checked.
 */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Shortlist')
    .setDescription('Takes in job applications, screens them, and keeps a ranked, explained shortlist per job.')
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: BEARER }, 'bearer')
    .build();
  const scanned = SwaggerModule.createDocument(app, config, {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${controller}.${method}`,
  });
  const routes = new Map(routesOf(app).map((route) => [route.name, route]));
  const schemas = componentSchemas(documentedClasses([...routes.values()]));
  const resolve = resolverOf(schemas);
  const paths = Object.entries(scanned.paths).map(([path, item]) => {
    const operations = Object.entries(item as Record<string, { operationId?: string }>).flatMap(([verb, operation]) => {
      const route = routes.get(operation.operationId ?? '');
      return route ? [[verb, operationOf(route, path, operation, resolve)]] : [];
    });
    return [path, Object.fromEntries(operations)];
  });
  const document = { ...scanned, paths: Object.fromEntries(paths), components: { ...scanned.components, schemas } };
  return JSON.parse(JSON.stringify(document)) as OpenAPIObject;
}

function documentedClasses(routes: Route[]): Set<DtoClass> {
  const classes = new Set<DtoClass>();
  for (const route of routes) {
    const endpoint = endpointOf(route.handler);
    for (const type of [endpoint?.answer.dto, endpoint?.accepts?.dto].flat()) if (isDto(type)) classes.add(type);
    for (const { place, type } of route.arguments) if (place === 'body' && isDto(type)) classes.add(type);
  }
  return classes;
}

function operationOf(route: Route, path: string, scanned: object, resolve: Resolve): Record<string, unknown> {
  const endpoint = endpointOf(route.handler);
  if (!endpoint) throw new Error(`${route.name} has no @Endpoint`);
  const context = contextOf(route.controller);
  const { summary, description } = scanned as { summary?: string; description?: string };
  const body = requestBodyOf(route, resolve);
  return {
    operationId: operationIdOf(route.name),
    tags: [context],
    summary,
    ...(description && { description }),
    'x-context': context,
    ...(route.access?.kind === 'permission' && { 'x-permission': route.access.permission }),
    security: securityOf(route),
    parameters: parametersOf(route, path),
    ...(body && { requestBody: body }),
    responses: {
      [String(endpoint.answer.status)]: successResponse(endpoint.answer, resolve),
      ...errorResponses(route, endpoint.errors ?? {}, path),
    },
  };
}

/** `JobsController.list` -> `jobs_list`. */
function operationIdOf(name: string): string {
  const [controller = '', method = ''] = name.split('.');
  const noun = controller.replace(/Controller$/, '');
  return `${noun.charAt(0).toLowerCase()}${noun.slice(1)}_${method}`;
}

function securityOf({ access }: Route): Record<string, string[]>[] {
  if (access?.kind === 'public') return [];
  return access?.kind === 'public_or_signed_in' ? [{ bearer: [] }, {}] : [{ bearer: [] }];
}

function requestBodyOf(route: Route, resolve: Resolve): object | undefined {
  const content: Record<string, object> = {};
  const json = route.arguments.find(({ place }) => place === 'body')?.type;
  if (isDto(json)) content['application/json'] = mediaOf(json, resolve);
  const accepts = endpointOf(route.handler)?.accepts;
  if (accepts) content[accepts.mediaType] = accepts.dto ? mediaOf(accepts.dto, resolve) : { schema: { type: 'object' } };
  return Object.keys(content).length > 0 ? { required: true, content } : undefined;
}

function mediaOf(type: DtoClass, resolve: Resolve): object {
  const schema = refTo(type.name);
  return { schema, example: exampleOf(schema, resolve) };
}
